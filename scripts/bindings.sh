#!/usr/bin/env bash
# The quick half of the checks of bindings/: their own tests, the C library,
# whether the dissector follows the tables, and the page in Chromium with a quarter of the vectors.
. "$(dirname "$0")/lib.sh"
(cd bindings && cargo fmt --all --check)
# --all also lints and runs the tests of the page's module. The C library has no std and is built alone, so that no feature
# of another member brings it in. Python's half is checked by scripts/python.sh.
if [ "${1-}" = --all ]; then
    (cd bindings && export CARGO_TARGET_DIR=../target/bindings &&
        cargo clippy -q --locked -p dlt645-web --all-targets -- -D warnings &&
        cargo clippy -q --locked -p dlt645-c -- -D warnings &&
        cargo test -q --locked -p dlt645-web)
fi
python3 bindings/wireshark/generate.py --check
scripts/c.sh --quick
scripts/page.sh --quick
