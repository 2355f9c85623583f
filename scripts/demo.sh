#!/usr/bin/env bash
# A cabinet in real time with the concentrator's service on it: plugs are pulled, no outage may be missing, doubled or false.
. "$(dirname "$0")/lib.sh"
cargo build -q -p concentrator
out=$(cargo run -q -p concentrator -- demo --seconds 50 --json --page 127.0.0.1:0) || { echo "$out"; exit 1; }
echo "summary: $out"
