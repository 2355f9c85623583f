#!/usr/bin/env bash
# Documentation builds without a warning, private links and broken links included.
. "$(dirname "$0")/lib.sh"
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --all-features --no-deps
