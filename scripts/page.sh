#!/usr/bin/env bash
# The explainer as one file, bindings/web/dist/explain.html, then tested in headless Chromium against the tool over all
# vectors in both languages. scripts/page.sh [--quick|--build|--pictures]: a quarter of the vectors; no test; new pictures of the README.
. "$(dirname "$0")/lib.sh"
mode=${1-}
out=$PWD/bindings/web/dist/explain.html
built=$PWD/target/bindings

# A rustup that has the target, otherwise Debian's compiler; both build the library along, which makes it smaller.
need_apt rustc-web cargo-web rust-web-src libstd-rust-web-dev lld || { echo "summary: no compiler for wasm32 to be had"; exit 77; }
(cd bindings/web &&
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_DIR=$built \
        RUSTFLAGS="-Clinker=lld -Clinker-flavor=wasm-ld -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none" \
        /usr/bin/cargo build -q --locked --profile page --lib -Zbuild-std=std,panic_abort \
        -Zbuild-std-features=optimize_for_size --target wasm32-unknown-unknown)
module=$built/wasm32-unknown-unknown/page/dlt645_web.wasm
if need_apt binaryen; then
    wasm-opt -Oz --enable-bulk-memory --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int \
        --enable-reference-types --enable-multivalue "$module" -o "$built/smaller.wasm"
    module=$built/smaller.wasm
fi
python3 bindings/web/assemble.py "$module" "$out"
[ "$mode" != --build ] || exit 0

need_apt chromium || { echo "summary: no chromium to be had"; exit 77; }
cargo build -q --release -p dlt645-cli
if [ "$mode" = --pictures ]; then
    need_apt fonts-noto-cjk || exit 77
    timeout 300 python3 bindings/web/test/check.py "$out" target/release/dlt645 --pictures bindings/web/pictures
else
    timeout 300 python3 bindings/web/test/check.py "$out" target/release/dlt645 ${mode:+"$mode"} | tee target/page.log
    echo "summary: page of $(wc -c <"$out") bytes, $(gzip -9c "$out" | wc -c) with gzip, $(grep -c '^ok' target/page.log) checks"
fi
