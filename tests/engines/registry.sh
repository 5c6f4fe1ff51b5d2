# A registry on a loopback port: engines count those as insecure registries without configuration.
# shellcheck shell=bash disable=SC2154

up_registry() {
  registry_address 2>/dev/null || wipe_registry
}

wipe_registry() {
  local folder="$home/registry" port=0
  require_prefix tools
  stop_member registry
  # Whoever holds the address keeps it over a wipe, unless someone took the port meanwhile.
  [ ! -s "$folder/address" ] || port=$(sed 's/.*://' "$folder/address")
  serve_registry "$port" || serve_registry 0 || {
    tail -n 20 "$folder/log" >&2
    die "$unavailable" "the registry does not start on this machine (its last words are above)."
  }
  cat "$folder/address"
}

serve_registry() {
  local folder="$home/registry"
  stop_member registry
  cat >"$folder/config.yml" <<-YAML
	version: 0.1
	log: { accesslog: { disabled: true } }
	storage:
	  filesystem: { rootdirectory: "$folder/data" }
	  delete: { enabled: true }
	  maintenance: { uploadpurging: { enabled: false } }
	http: { addr: "127.0.0.1:$1", secret: bed }
	YAML
  start_member registry "$packages/tools/usr/bin/docker-registry" serve "$folder/config.yml"
  until_true 1200 listening_or_ended >/dev/null
  listening >"$folder/address"
}

listening() { grep -soP 'listening on \K[0-9.:]+' "$home/registry/log"; }

listening_or_ended() { listening || ended; }

registry_address() {
  member_pid registry >/dev/null && cat "$home/registry/address"
}

down_registry() { stop_member registry; }
