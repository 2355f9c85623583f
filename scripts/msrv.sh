#!/usr/bin/env bash
# The published crates and the tool build with the minimum compiler that they promise. Status 77 without that compiler.
. "$(dirname "$0")/lib.sh"
least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if rustc --version | grep -q " $least\."; then
    run=()
elif command -v rustup >/dev/null && rustup toolchain install "$least" --profile minimal >/dev/null 2>&1; then
    run=("+$least")
else
    echo "summary: no compiler $least to be had"
    exit 77
fi
cargo "${run[@]}" check "${published[@]/#/-p}" -p dlt645-cli --all-features
echo "summary: all builds with rustc $least"
