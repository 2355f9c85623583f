#!/usr/bin/env bash
# Every attack and fault that the radio machines are held to, with its limit. Optional: a seed.
. "$(dirname "$0")/lib.sh"
cargo build -q --release -p cabinet
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
out=$(mktemp)
trap 'rm -f "$out"' EXIT
rc=0
"$target/release/cabinet" attack --all --seed "${1:-1}" >"$out" || rc=$?
cat "$out"
echo "summary: $(grep -c ' kept ' "$out") scenarios kept their limits, $(grep -c ' BROKEN ' "$out" || true) did not"
exit "$rc"
