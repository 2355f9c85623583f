#!/usr/bin/env bash
# Licences, duplicates and origins of everything in the four Cargo.lock files, by deny.toml. Advisories need a database from
# the net: `cargo deny check advisories`, not here.
. "$(dirname "$0")/lib.sh"
need_cargo deny
crates=0
for workspace in . fuzz probes examples/firmware; do
    echo "--- $workspace"
    cargo deny --locked --manifest-path "$workspace/Cargo.toml" --config deny.toml check \
        -A unmatched-skip -A unnecessary-skip -A license-exception-not-encountered licenses bans sources
    crates=$((crates + $(grep -c '^source = ' "$workspace/Cargo.lock")))
done
echo "summary: licences, duplicates and sources of $crates crates in 4 lock files as deny.toml wants"
