#!/usr/bin/env bash
# The main job at its defaults; its exit status says whether every outage arrived and every clock is right.
. "$(dirname "$0")/lib.sh"
cargo build --release -p cabinet
out=$(mktemp)
trap 'rm -f "$out"' EXIT
rc=0
cargo run -q --release -p cabinet -- --json >"$out" || rc=$?
cat "$out"
echo "summary: $(head -c 600 "$out" | tr '\n' ' ')"
[ -s "$out" ] || { echo "cabinet --json printed nothing"; exit 1; }
exit "$rc"
