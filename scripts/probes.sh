#!/usr/bin/env bash
# Every public entry point linked, for the host and for Cortex-M, with a panic handler that cannot be linked; code size and
# stack of some against their limits in probes/src/list. scripts/probes.sh [--host | --sizes | --covered]
. "$(dirname "$0")/lib.sh"
if ! rustup target list --installed 2>/dev/null | grep -q '^thumbv6m-none-eabi'; then
    # A compiler with matching library source, from which core is built for the Cortex-M targets.
    need_apt rustc-web cargo-web rust-web-src libstd-rust-web-dev lld ||
        echo "no Debian compiler to be had: the Cortex-M targets are left out"
fi
cargo test -q --manifest-path probes/check/Cargo.toml
exec cargo run -q --release --manifest-path probes/check/Cargo.toml -- "$@"
