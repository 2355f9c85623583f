#!/usr/bin/env bash
# Every set of up to two features of each published crate builds (no default features included), and alone, so that no
# other member of the workspace lends it a feature.
. "$(dirname "$0")/lib.sh"
need_cargo hack
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for crate in "${published[@]}"; do
    cargo hack check --feature-powerset --depth 2 -p "$crate" 2>&1 | tee -a "$log"
done
echo "summary: $(grep -c 'running `cargo check' "$log") feature sets build"
