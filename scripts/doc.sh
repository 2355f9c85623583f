#!/usr/bin/env bash
# Documentation builds without a warning, private links and broken links included: the whole workspace with the compiler
# in use, then each published crate alone as docs.rs does it (nightly compiler, its features and flags).
. "$(dirname "$0")/lib.sh"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps
rustup toolchain list 2>/dev/null | grep -q '^nightly' || { echo "summary: no nightly compiler: not built as docs.rs does"; exit 0; }
for crate in "${published[@]}"; do
    grep -A2 '^\[package.metadata.docs.rs\]' "$crate/Cargo.toml" | grep -q 'all-features = true' ||
        { echo "$crate: this script knows only all-features in [package.metadata.docs.rs]"; exit 1; }
    cargo +nightly rustdoc -p "$crate" --lib --all-features -- --cfg docsrs -D warnings
done
echo "summary: documentation of the workspace, and of ${#published[@]} crates as docs.rs builds it, without a warning"
