#!/usr/bin/env bash
# The first process inside a member's namespaces: inside.sh FOLDER DISK SIZE COMMAND...
set -euo pipefail
folder=$1 disk=$2 size=$3
shift 3

case $disk in
  tmpfs) mount -t tmpfs -o "mode=711${size:+,size=$size}" bed "$folder/data" ;;
  loop)
    truncate -s "${size:-32G}" "$folder/disk.img"
    # All tables are written now: the kernel would else do it in the background, during a measurement.
    mkfs.ext4 -q -E lazy_itable_init=0,lazy_journal_init=0,nodiscard "$folder/disk.img"
    mount -o loop,noatime "$folder/disk.img" "$folder/data"
    ;;
esac

# Engines keep sockets and state here, whatever --exec-root says; a private copy keeps them apart.
for run in /run/docker /run/containerd /run/runc; do
  mkdir -p "$run"
  mount -t tmpfs bed "$run"
done

# Not exec: the first process of a namespace inherits orphans, and the shell collects them.
# A crash leaves word when the member is to come back; any other end is for good.
while
  "$@"
  [ -f "$folder/comeback" ]
do
  sleep "$(cat "$folder/comeback")"
  rm "$folder/comeback"
done
