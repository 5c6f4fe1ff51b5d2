# Each bed has a bridge, so that no engine needs the default one; it routes nowhere and needs no firewall rule.
# The subnets are slices of 198.18.0.0/15, which is set aside for benchmarks (RFC 2544).
# shellcheck shell=bash disable=SC2154

# The alias of a link says whose it is, and survives a crash of this script.
bed_bridge() {
  local alias
  for alias in /sys/class/net/bedbr*/ifalias; do
    if [ "$(cat "$alias" 2>/dev/null)" = "$home/$1" ]; then
      basename "$(dirname "$alias")"
      return
    fi
  done
  return 1
}

bridge_slice() { echo "198.$((18 + ${1#bedbr} / 256)).$((${1#bedbr} % 256))"; }

make_bridge() {
  local number tries bridge
  ! bed_bridge "$1" || return 0
  number=$(($(cksum <<<"$home/$1" | cut -d' ' -f1) % 512))
  for ((tries = 0; tries < 512; tries++, number = (number + 1) % 512)); do
    bridge=bedbr$number
    [[ $(ip -4 route show table all) != *" $(bridge_slice $bridge)."* ]] || continue
    ip link add $bridge type bridge 2>/dev/null || continue
    ip link set $bridge alias "$home/$1"
    ip addr add "$(bridge_slice $bridge).1/25" dev $bridge
    ip link set $bridge up
    echo $bridge
    return
  done
  die "$unavailable" "no bridge can be made with ip link add (the last try was $bridge)."
}

# Networks that someone made on the bed take their addresses from the bed's slice too.
remove_bridges_of_networks() {
  local bridge link
  bridge=$(bed_bridge "$1") || return 0
  while read -r link; do
    [ "$link" = "$bridge" ] || ip link del "$link"
  done < <(ip -o -4 addr show | awk -v slice=" $(bridge_slice "$bridge")." 'index($0, slice) { print $2 }')
}

remove_bridge() {
  local bridge
  bridge=$(bed_bridge "$1") || return 0
  ip link del "$bridge"
}
