#!/usr/bin/env python3
"""The vectors through C against the tool: compare.py PROGRAM TOOL."""
import json
import pathlib
import subprocess
import sys

program, tool = sys.argv[1:3]
root = pathlib.Path(__file__).resolve().parents[3]
captures = [json.loads(line)["hex"] for name in ("real", "field", "malformed")
            for line in (root / f"dlt645/vectors/dlt645-{name}.jsonl").read_text().splitlines()]
run = subprocess.run([program], input="\n".join(captures) + "\n", capture_output=True, text=True)
if run.returncode != 0:
    sys.exit(f"{program}: status {run.returncode}\n{run.stderr}")
told = run.stdout.split("capture\n")[1:]
frames = values = served = 0
for capture, ours in zip(captures, told, strict=True):
    lines = subprocess.run([tool, "decode", "--json", capture], capture_output=True, text=True).stdout.splitlines()
    wanted = []
    for one in (json.loads(line) for line in lines):
        if not one["ok"]:
            continue
        wanted.append(f"frame {one['offset']} {one['address']} {one['control']}")
        frames += 1
        # The C library tells values of the replies to reads.
        if one["function"] == "read_data" and one["direction"] == "reply" and one["error"] is None and not one["more"]:
            for value in one["values"]:
                if value["di"] is None or one["name"] is None:
                    continue
                decimal = isinstance(value["value"], str) and value.get("unit") is not None
                wanted.append((value["di"], value.get("unit") or "", value["value"] if decimal else None))
                values += 1
    got = [line for line in ours.splitlines() if line != "served" and not line.startswith("value")]
    served += ours.count("served")
    if got != [one for one in wanted if isinstance(one, str)]:
        sys.exit(f"{capture}: {got} is not {wanted}")
    got_values = [tuple(line[6:].split("|")) for line in ours.splitlines() if line.startswith("value")]
    rest = [one for one in wanted if not isinstance(one, str)]
    more = any('"more":true' in line for line in lines)
    if not more and len(got_values) != len(rest):
        sys.exit(f"{capture}: {got_values} is not {rest}")
    for (di, unit, text), (right_di, right_unit, right_text) in zip(got_values, rest):
        if (di, unit) != (right_di, right_unit) or (right_text is not None and text != right_text):
            sys.exit(f"{capture}: {di, unit, text} is not {right_di, right_unit, right_text}")
assert frames > 200 and values > 150 and served > 100, (frames, values, served)
print(f"{len(captures)} vectors through C: {frames} frames, {values} values as the tool has them, {served} answered a master")
