# The beds: which engine, which store, which builder.
# shellcheck shell=bash disable=SC2154

beds() {
  # name|kind|suite|containerd image store|DOCKER_BUILDKIT|description
  cat <<-'BEDS'
	engine20-legacy|main|bookworm||0|engine 20.10, legacy builder
	engine20-buildkit|main|bookworm||1|engine 20.10, BuildKit built into its CLI, no buildx
	engine26-graph|main|trixie|false||engine 26.1, buildx 0.13, graph-driver store
	engine28-containerd|main|forky|true||engine 28.5, buildx 0.29, containerd store
	engine26-containerd|extra|trixie|true||engine 26.1, buildx 0.13, containerd store
	engine28-graph|extra|forky|false||engine 28.5, buildx 0.29, graph-driver store
	BEDS
}

list_beds() { beds | awk -F'|' '{ print $1, $2, $6 }'; }
bed_names() { beds | cut -d'|' -f1; }

require_bed() {
  bed_names | grep -xF "$1" >/dev/null || die 2 "there is no bed '$1'; the beds are: $(bed_names | paste -sd' ')."
  IFS='|' read -r _ _ suite containerd_store buildkit _ < <(beds | grep "^$1|")
  prefix="$packages/$suite"
}

# A socket's path has room for 107 characters.
bed_socket() {
  local socket="$home/$1/docker.sock"
  [ ${#socket} -le 107 ] || socket="$(short_folder)/$1.sock"
  echo "$socket"
}

short_folder() { echo "/tmp/beds-$(cksum <<<"$home" | cut -d' ' -f1)"; }

make_socket_folder() {
  local folder
  folder=$(dirname "$(bed_socket "$1")")
  mkdir -m 700 "$folder" 2>/dev/null || [ -O "$folder" ] || die "$unavailable" "$folder belongs to someone else."
}

engine_env() {
  echo "PATH=$prefix/usr/bin:$PATH"
  echo "DOCKER_HOST=unix://$(bed_socket "$1")"
  echo "DOCKER_CONFIG=$home/$1/config"
  [ -z "$buildkit" ] || echo "DOCKER_BUILDKIT=$buildkit"
}

run_in_bed() {
  local variables
  mapfile -t variables < <(engine_env "$1")
  shift
  unset "${!DOCKER_@}" "${!BUILDX_@}" "${!BUILDKIT_@}"
  exec env "${variables[@]}" "$@"
}

up_engine() {
  ! member_pid "$1" >/dev/null || ! answers "$1" || return 0
  wipe_engine "$1"
}

wipe_engine() {
  require_prefix "$suite"
  start_engine "$1"
  # On a busy machine containerd may miss the 15 seconds that dockerd gives it, which ends then.
  if ! until_true 1200 answers_or_ended "$1" || ended; then
    say "$1's engine is started once more."
    start_engine "$1"
  fi
  require_answer "$1" 1200
  has_run "$1" || cat /proc/sys/kernel/random/boot_id >"$(run_note "$1")"
}

start_engine() {
  local bridge
  empty_engine "$1"
  bridge=$(make_bridge "$1")
  write_client_config "$1"
  write_daemon_config "$1" "$bridge"
  make_socket_folder "$1"
  PATH="$prefix/usr/sbin:$prefix/usr/bin:$PATH" with_libraries "$prefix" \
    start_member "$1" dockerd --config-file "$home/$1/daemon.json"
}

# require_answer BED TRIES
require_answer() {
  if ! until_true "$2" answers_or_ended "$1" || ended; then
    tail -n 20 "$home/$1/log" >&2
    stop_member "$1"
    # What has run since the machine's start is none that this machine cannot have.
    ! has_run "$1" || die 1 "$1's engine, which has run on this machine, does not start again (its last words are above)."
    die "$unavailable" "$1's engine does not start on this machine (its last words are above)."
  fi
}

# Of these packages, and on such a disk as is asked for.
run_note() { echo "$prefix/run-$1${BEDS_DISK:+-$BEDS_DISK}"; }

has_run() { [ "$(cat "$(run_note "$1")" 2>/dev/null)" = "$(cat /proc/sys/kernel/random/boot_id)" ]; }

# Ends all that the engine has started, and itself, at once; it comes back with its data.
crash_engine() {
  started=$(member_pid "$1") || die 1 "$1 is not up: bed up $1."
  crash_member "$1" "${2:-0}"
  require_answer "$1" $((1200 + 20 * ${2:-0}))
}

answers() {
  [ -S "$(bed_socket "$1")" ] && (run_in_bed "$1" timeout 10 docker info) >/dev/null 2>&1
}

answers_or_ended() { answers "$1" || ended; }

write_client_config() {
  local config="$home/$1/config" plugin=usr/libexec/docker/cli-plugins/docker-buildx place
  rm -rf "$config"
  mkdir -p "$config/cli-plugins"
  if [ -e "$prefix/$plugin" ]; then
    ln -s "$prefix/$plugin" "$config/cli-plugins/"
    return
  fi
  # The CLI also looks into the machine's folders, but after this one, and a broken plugin here hides one there.
  for place in /usr/local/lib /usr/local/libexec /usr/lib /usr/libexec; do
    [ ! -e "$place/docker/cli-plugins/docker-buildx" ] || : >"$config/cli-plugins/docker-buildx"
  done
}

write_daemon_config() {
  local folder="$home/$1" bridge=$2 slice features=
  slice=$(bridge_slice "$bridge")
  [ -z "$containerd_store" ] || features="\"features\": { \"containerd-snapshotter\": $containerd_store },"
  # Engine 20.10 would else write a key into /etc/docker; later ones have none and refuse the word.
  [ "$suite" != bookworm ] || features="\"deprecated-key-path\": \"$folder/data/key.json\","
  cat >"$folder/daemon.json" <<-JSON
	{
	  "hosts": ["unix://$(bed_socket "$1")"],
	  "data-root": "$folder/data",
	  "group": "root",
	  "exec-root": "/run/docker",
	  "pidfile": "/run/docker/docker.pid",
	  $features
	  "exec-opts": ["native.cgroupdriver=cgroupfs"],
	  "cgroup-parent": "/$bridge",
	  "bridge": "$bridge",
	  "default-address-pools": [{ "base": "$slice.128/25", "size": 28 }],
	  "ip": "127.0.0.1",
	  "insecure-registries": ["0.0.0.0/32"],
	  "iptables": false,
	  "ip6tables": false,
	  "ip-forward": false,
	  "ip-masq": false
	}
	JSON
}

empty_engine() {
  stop_member "$1"
  remove_bridges_of_networks "$1"
  remove_cgroups "$1"
  rm -f "$(bed_socket "$1")"
}

remove_cgroups() {
  local bridge folder
  bridge=$(bed_bridge "$1") || return 0
  for folder in /sys/fs/cgroup/"$bridge" /sys/fs/cgroup/*/"$bridge"; do
    [ ! -d "$folder" ] || find "$folder" -depth -type d -exec rmdir {} +
  done
}

down_engine() {
  empty_engine "$1"
  remove_bridge "$1"
  rmdir "$(short_folder)" 2>/dev/null || true
}
