#!/usr/bin/env bash
# Lints of the workspace and of the fuzz crate; a warning fails.
. "$(dirname "$0")/lib.sh"
cargo clippy --workspace --all-targets --all-features -- -D warnings
cargo clippy --manifest-path fuzz/Cargo.toml --all-targets -- -D warnings
