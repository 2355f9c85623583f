#!/usr/bin/env bash
# Formatting of every workspace.
. "$(dirname "$0")/lib.sh"
cargo fmt --all --check
for own in fuzz probes examples/firmware examples/firmware/embassy; do
    if [ -f $own/Cargo.toml ]; then cargo fmt --all --check --manifest-path $own/Cargo.toml; fi
done
