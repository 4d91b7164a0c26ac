#!/usr/bin/env bash
# Makes envoy-1.40.binpb anew: what main.go names of Envoy's API, and what that refers to. Needs Go and ./scripts/setup.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
PATH="$PWD/../../../node_modules/.bin:$PATH"

full=$(mktemp --suffix .binpb)
trap 'rm -f "$full"' EXIT
go run . > "$full"
mapfile -t types < <(go run . names | sed 's/^/--type=/')
buf build "$full" "${types[@]}" --output ../envoy-1.40.binpb
