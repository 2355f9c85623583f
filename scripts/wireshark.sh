#!/usr/bin/env bash
# bindings/wireshark/dlt645.lua is what its generator makes of the identifier tables, and tshark shows what the tool says.
. "$(dirname "$0")/lib.sh"
python3 bindings/wireshark/generate.py --check
need_apt tshark || command -v tshark >/dev/null || { echo "summary: no tshark"; exit 77; }
cargo build -q --release -p dlt645-cli
mkdir -p target/wireshark
python3 bindings/wireshark/tests/check.py bindings/wireshark/dlt645.lua target/release/dlt645 target/wireshark | tee target/wireshark/log
echo "summary: $(grep -c '^ok' target/wireshark/log) checks in tshark"
