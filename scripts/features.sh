#!/usr/bin/env bash
# Every set of up to two features of each published library builds (no default features included), alone, so that no other
# member of the workspace lends it a feature, and with the minimum compiler that they promise; the tool too, with all.
. "$(dirname "$0")/lib.sh"
need_cargo hack
least=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
if rustup toolchain install "$least" --profile minimal >/dev/null 2>&1; then
    export RUSTUP_TOOLCHAIN=$least
elif ! rustc --version | grep -q " $least\."; then
    echo "summary: no compiler $least to be had"
    exit 77
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for crate in "${published[@]}"; do
    cargo hack check --feature-powerset --depth 2 -p "$crate" 2>&1 | tee -a "$log"
done
cargo check -p dlt645-cli --all-features
echo "summary: $(grep -c 'running `cargo check' "$log") feature sets of ${#published[@]} crates, and the tool, with $(rustc --version)"
