#!/usr/bin/env bash
# How late after their second broadcasts of the time leave on a pseudo-terminal while every core is busy: most are to be
# within 5 ms, 99 of 100. scripts/broadcast.sh [SECONDS]; a broadcast each second, in the field it is one in five minutes.
. "$(dirname "$0")/lib.sh"
seconds=${1:-120}
cargo build -q -p concentrator -p cabinet
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
out=$(mktemp -d)
children=()
trap 'kill "${children[@]}" 2>/dev/null; rm -rf "$out"' EXIT
"$target/debug/cabinet" serve --pty --json </dev/null >"$out/cabinet" &
children+=($!)
until [ -s "$out/cabinet" ]; do sleep 0.1; done
pty=$(sed 's/.*"pty":"\([^"]*\)".*/\1/' "$out/cabinet")
cat >"$out/late.toml" <<TOML
name = "late"
[page]
listen = "127.0.0.1:0"
[clock]
source = "none"
[[line]]
name = "pty"
serial = "$pty"
broadcast = "1s"
[[line.gateway]]
address = "990000000001"
every = "1s"
TOML
"$target/debug/concentrator" run "$out/late.toml" >"$out/concentrator" 2>/dev/null &
children+=($!)
for ((core = 0; core < $(nproc); core++)); do
    (while :; do :; done) &
    children+=($!)
done
sleep "$seconds"
page=$(sed -n 's/^page: //p' "$out/concentrator")
python3 - "$page" <<'PY'
import json, sys, urllib.request
told = json.load(urllib.request.urlopen(sys.argv[1] + "state"))["broadcasts"]
print(f"summary: {told['count']} broadcasts, {told['held']} held back for the next second, 99 of 100 within {told['p99_late_us'] / 1000:.1f} ms of their second")
sys.exit(0 if told["count"] and told["p99_late_us"] <= 5000 else 1)
PY
