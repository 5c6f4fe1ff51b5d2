# A member (an engine, the registry) lives in process and mount namespaces of its own: when its first process
# dies, by whatever cause, the kernel ends everything it started and drops every mount it made.
# shellcheck shell=bash disable=SC2154 # home and here are bed's

# Prints the member's pid while it runs. The folder in the command line proves the pid to be ours.
member_pid() {
  local pid
  pid=$(cat "$home/$1/pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && grep -qzxF "$home/$1" "/proc/$pid/cmdline" 2>/dev/null && echo "$pid"
}

start_member() {
  local folder="$home/$1" disk size
  shift
  disk=$(disk)
  size=$(disk_size "$disk")
  mkdir -p "$folder/data"
  # At once: what the one before has said is not this one's.
  : >"$folder/log"
  # $$ stays the same through exec, so the pid is on record before anything has been started.
  # shellcheck disable=SC2016
  setsid bash -c 'echo $$ >"$0" && exec unshare --fork --kill-child --pid --mount --mount-proc --propagation slave bash "$@"' \
    "$folder/pid" "$here/inside.sh" "$folder" "$disk" "$size" "$@" \
    </dev/null >>"$folder/log" 2>&1 {member_lock}>&- &
  started=$!
}

# Kills all inside but the first process, which starts the member again after so many seconds.
crash_member() {
  local pid first
  pid=$(member_pid "$1")
  first=$(cat "/proc/$pid/task/$pid/children")
  echo "$2" >"$home/$1/comeback"
  # From inside its namespace, -1 is all that is there but the first process, in the namespaces of containers too.
  nsenter --target "${first% }" --pid bash -c 'kill -KILL -1'
}

ended() { ! kill -0 "$started" 2>/dev/null; }

stop_member() {
  local name=$1 pid first
  if pid=$(member_pid "$name"); then
    first=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null || true)
    # The outer process collects the inner one's end, and that comes after the end of all its offspring.
    # shellcheck disable=SC2086
    kill -KILL ${first:-$pid} 2>/dev/null || true
    until_true 1200 not member_pid "$name" || die 1 "$name (pid $pid) does not end."
  fi
  rm -f "$home/$name/pid" "$home/$name/disk.img" "$home/$name/comeback"
  rm -rf "$home/$name/data"
}

not() { ! "$@" >/dev/null; }

# Tries a command every 50 ms.
until_true() {
  local tries=$1
  shift
  while ! "$@"; do
    ((tries-- > 0)) || return 1
    sleep 0.05
  done
}

disk() {
  case ${BEDS_DISK:-} in
    dir | tmpfs | loop) echo "$BEDS_DISK" ;;
    "") awk '/^MemAvailable/ { print ($2 >= 8 * 1024 * 1024) ? "tmpfs" : "dir" }' /proc/meminfo ;;
    *) die 2 "BEDS_DISK is '$BEDS_DISK'; dir, tmpfs or loop was expected." ;;
  esac
}

disk_size() {
  [ -z "${BEDS_DISK_SIZE:-}" ] || [[ $BEDS_DISK_SIZE =~ ^[1-9][0-9]*[MG]$ ]] ||
    die 2 "BEDS_DISK_SIZE is '$BEDS_DISK_SIZE'; a size as 200M or 2G was expected."
  [ -z "${BEDS_DISK_SIZE:-}" ] || [ "$1" != dir ] ||
    die 2 "BEDS_DISK_SIZE is '$BEDS_DISK_SIZE', and a folder has no size: set BEDS_DISK to tmpfs or loop."
  echo "${BEDS_DISK_SIZE:-}"
}
