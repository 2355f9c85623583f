#!/usr/bin/env bash
# The wheel into bindings/python/dist, then installed in a fresh virtual environment, with tests and a benchmark there.
# FUZZ_SECONDS sets how long changed frames are tried (5).
. "$(dirname "$0")/lib.sh"
need_apt python3-venv || command -v python3 >/dev/null || { echo "summary: no python3"; exit 77; }
work=$PWD/target/python
dist=$PWD/bindings/python/dist
cargo build -q --release -p dlt645-cli -p meter
[ -x "$work/tools/bin/maturin" ] || { python3 -m venv "$work/tools" && "$work/tools/bin/pip" install -q 'maturin>=1.9,<2'; }
(cd bindings && CARGO_TARGET_DIR=../target/bindings cargo clippy -q --locked -p dlt645-python -- -D warnings)
rm -rf "$dist"
(cd bindings/python && CARGO_TARGET_DIR=$OLDPWD/target/bindings "$work/tools/bin/maturin" build -q --locked --release --out "$dist")

rm -rf "$work/fresh"
python3 -m venv "$work/fresh"
"$work/fresh/bin/pip" install -q pytest mypy "$dist"/*.whl
# Only for the comparison; what is not to be had is not compared.
"$work/fresh/bin/pip" install -q dlt645 || true
export DLT645=$PWD/target/release/dlt645 METER=$PWD/target/release/meter
"$work/fresh/bin/python" -m pytest -q -p no:cacheprovider bindings/python/tests | tee "$work/pytest.log"
"$work/fresh/bin/python" -m mypy --strict --cache-dir "$work/mypy" -p dlt645_rs
"$work/fresh/bin/python" bindings/python/tests/benchmark.py | tee "$work/benchmark.log"
echo "summary: wheel of $(wc -c <"$(ls "$dist"/*.whl)") bytes, $(tail -1 "$work/pytest.log")"
