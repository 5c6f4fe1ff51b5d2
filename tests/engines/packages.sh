# Debian's packages, unpacked into prefixes of our own: installing docker.io would start services on the machine.
# shellcheck shell=bash disable=SC2154

# The newer suites' runc and tini ask for a newer glibc than Debian 12 has; Debian 12's serve every engine.
runtime_packages=(runc tini libdevmapper1.02.1)

require_prefix() {
  case $1 in
    bookworm) build_prefix bookworm usr/sbin/dockerd docker.io containerd ;;
    tools) build_prefix tools usr/bin/docker-registry ;;
    *) build_prefix "$1" usr/sbin/dockerd docker.io docker-cli docker-buildx containerd ;;
  esac
}

# All that is downloaded and made once, in the order in which tests ask for it.
prepare() {
  local suite
  require_prefix tools
  "$here/base-images" make
  for suite in $(beds | cut -d'|' -f3); do require_prefix "$suite"; done
  "$here/base-images" make dotnet/sdk:10.0 dotnet/runtime:10.0
}

build_prefix() {
  local name=$1 program=$2 new="$packages/.$1.new" deb
  shift 2
  [ ! -d "$packages/$name" ] || return 0
  mkdir -p "$packages"
  (
    exec {packages_lock}>"$packages/lock"
    flock "$packages_lock"
    [ ! -d "$packages/$name" ] || exit 0
    rm -rf "$new"
    mkdir "$new"
    if [ "$name" = tools ]; then
      download bookworm "$new" docker-registry busybox-static
    else
      download "$name" "$new" "$@"
      download bookworm "$new" "${runtime_packages[@]}"
    fi
    for deb in "$new"/*.deb; do dpkg -x "$deb" "$new"; done
    rm "$new"/*.deb
    with_libraries "$new" "$new/$program" --version >&2 ||
      die "$unavailable" "$name's ${program##*/} does not run on this machine (see above)."
    mv "$new" "$packages/$name"
  )
}

with_libraries() {
  local prefix=$1 folders
  shift
  folders=("$prefix"/lib/*-linux-gnu*)
  LD_LIBRARY_PATH=${folders[0]}${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} "$@"
}

# What the mirrors do not offer, this machine cannot have; what they offer and do not give is a failure.
download() {
  local suite=$1 to=$2 apt="$packages/apt/$1" pause trouble
  shift 2
  say "downloading $* from $suite"
  [ ! -e "$apt/apt.conf" ] || ! fetch_packages "$apt" "$to" "$@" || return 0
  for pause in 0 5 20; do
    sleep "$pause"
    private_apt "$suite"
    trouble=$(LC_ALL=C apt-get -c "$apt/apt.conf" update -qq 2>&1) || true
    [ -z "$trouble" ] || say "apt-get update had problems with suite $suite: $trouble"
    ! fetch_packages "$apt" "$to" "$@" || return 0
    # A list that could not be fetched may have them; one that a mirror does not have says no more than that.
    [[ $trouble == *"Failed to fetch"* ]] || are_offered "$apt" "$@" ||
      die "$unavailable" "the machine's apt sources do not offer $* in suite $suite."
  done
  die 1 "$* of suite $suite could not be downloaded (see above)."
}

fetch_packages() {
  local apt=$1 to=$2
  shift 2
  (cd "$to" && apt-get -c "$apt/apt.conf" download -qq "$@" >&2)
}

are_offered() {
  local apt=$1
  shift
  apt-get -c "$apt/apt.conf" download -qq --print-uris "$@" >/dev/null 2>&1
}

# apt with folders of its own, so that /etc/apt and /var/lib/apt stay as they are.
private_apt() {
  local suite=$1 apt="$packages/apt/$1"
  rm -rf "$apt"
  mkdir -p "$apt"/{sources,lists/partial,cache/archives/partial}
  derived_one_line_sources "$suite" >"$apt/sources/derived.list"
  derived_deb822_sources "$suite" >"$apt/sources/derived.sources"
  cat >"$apt/apt.conf" <<-CONF
	Dir::Etc::sourcelist "/dev/null";
	Dir::Etc::sourceparts "$apt/sources";
	Dir::Etc::preferences "/dev/null";
	Dir::Etc::preferencesparts "/dev/null";
	Dir::State::lists "$apt/lists";
	Dir::State::status "/dev/null";
	Dir::Cache "$apt/cache";
	APT::Sandbox::User "root";
	#clear APT::Update::Post-Invoke;
	#clear APT::Update::Post-Invoke-Success;
	CONF
}

machine_suites() {
  # shellcheck source=/dev/null
  (source /etc/os-release && echo "${VERSION_CODENAME-} stable oldstable testing")
}

derived_one_line_sources() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } |
    awk -v from="$(machine_suites)" -v to="$1" '
      $1 == "deb" {
        options = ""; i = 2
        if ($2 ~ /^\[/) do { options = options " " $i } while ($(i++) !~ /\]$/)
        if (index(" " from " ", " " $(i + 1) " ") && / main( |$)/)
          print "deb" options, $i, to, "main"
      }'
}

derived_deb822_sources() {
  # An empty line after each file ends its last stanza.
  { sed -s "\$G" /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
    awk -v from="$(machine_suites)" -v to="$1" '
      BEGIN { RS = ""; FS = "\n" }
      {
        split("", values); kept = ""; field = ""
        for (i = 1; i <= NF; i++) {
          if ($i ~ /^#/) continue
          value = $i
          if ($i ~ /^[^ \t]/) { field = tolower($i); sub(/:.*/, "", field); sub(/^[^:]*:/, "", value) }
          values[field] = values[field] " " value " "
          if (field !~ /^(types|suites|components|enabled|targets)$/) kept = kept $i "\n"
        }
        wanted = 0
        for (n = split(from, suites, " "); n > 0; n--) wanted += index(values["suites"], " " suites[n] " ")
        if (wanted && values["types"] ~ / deb / && values["components"] ~ / main / && values["enabled"] !~ / no /)
          print "Types: deb\nSuites: " to "\nComponents: main\nTargets: Packages\n" kept
      }'
}

# Installs on the machine itself; what a mirror does not give now it may give a little later.
apt_install() {
  local pause
  for pause in 0 5 20; do
    sleep "$pause"
    ! apt-get update -qq >&2 ||
      ! DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -qq -y --no-install-recommends "$@" >&2 ||
      return 0
  done
  return 1
}

# The few tools of the machine itself that the beds use, and the package of each.
require_tools() {
  [ -n "$(lacking_tools)" ] || return 0
  mkdir -p "$packages"
  (
    exec {packages_lock}>"$packages/lock"
    flock "$packages_lock"
    mapfile -t lacking < <(lacking_tools)
    [ ${#lacking[@]} = 0 ] && exit 0
    say "installing ${lacking[*]}"
    apt_install "${lacking[@]}" || die 1 "apt could not install ${lacking[*]} (see above)."
  )
}

lacking_tools() {
  local tool
  for tool in curl:curl ip:iproute2 mkfs.ext4:e2fsprogs unshare:util-linux mount:mount; do
    command -v "${tool%:*}" >/dev/null || echo "${tool#*:}"
  done
}

# A root file system for docker import, 2 MB: nothing can be pulled on a machine without the internet.
rootfs() {
  local tar="$packages/rootfs.tar" root applet
  if [ ! -e "$tar" ]; then
    require_prefix tools
    root=$(mktemp -d "$packages/rootfs.XXXXXX")
    mkdir -p "$root"/{bin,etc,root,tmp}
    chmod 755 "$root"
    chmod 1777 "$root/tmp"
    echo root:x:0:0:root:/root:/bin/sh >"$root/etc/passwd"
    for applet in $("$packages/tools/bin/busybox" --list); do ln -s busybox "$root/bin/$applet"; done
    cp --remove-destination "$packages/tools/bin/busybox" "$root/bin/busybox"
    tar -C "$root" --sort=name --owner=0 --group=0 --mtime=@0 -cf "$tar.$$" .
    mv "$tar.$$" "$tar"
    rm -rf "$root"
  fi
  echo "$tar"
}
