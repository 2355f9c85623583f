#!/usr/bin/env bash
# The main job at its defaults; its exit status says whether every outage arrived and every clock is right.
. "$(dirname "$0")/lib.sh"
cargo build --release -p cabinet
out=$(mktemp)
trap 'rm -f "$out"' EXIT
rc=0
cargo run -q --release -p cabinet -- --json >"$out" || rc=$?
cat "$out"
echo "summary: $(head -c 600 "$out" | tr '\n' ' ')"
[ -s "$out" ] || { echo "cabinet --json printed nothing"; exit 1; }
[ "$rc" = 0 ] || exit "$rc"

# Ten days of clocks by the limits of a month: who is set daily swings by half of a day's drift from the third day on.
cargo run -q --release -p cabinet -- clocks --meters 16 --days 10 --json >"$out"
python3 - "$out" <<'EOF'
import json, sys
found = json.load(open(sys.argv[1]))
steps = found["recovered_steps"]
limits = {
    "p99 of ordinary clocks, ms": (found["offset_ms"]["p99"], 200),
    "worst ordinary clock, ms": (found["offset_ms"]["max"], 250),
    "p99 of fast clocks, ms": (found["offset_ms_fast"]["p99"], 500),
    "p99 of keep-type clocks, ms": (found["offset_ms_keep"]["p99"], 620),
    "most sets of one meter in a day": (found["sets_per_meter_and_day_max"], 1),
    "slot rule violations": (found["slot_rule_violations"], 0),
    "sets under a refused reference": (found["sets_under_refused_reference"], 0),
    "bursts to find a step": (steps["worst_bursts"], 3),
    "steps not found": (steps["not_recovered"], 0),
}
for name, (value, limit) in limits.items():
    print(f"clocks: {name}: {value} (limit {limit}){'' if value <= limit else '  FAILED'}")
sys.exit(any(value > limit for value, limit in limits.values()))
EOF
