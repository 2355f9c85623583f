#!/usr/bin/env bash
# scripts/mutants.sh CRATE [COUNT [SEED]]: a sample of COUNT (200) mutants of a published library, drawn by lot from SEED
# (1), each held against the crate's own tests. Takes about half a minute a mutant; weekly, not in .ci/run. What survives is
# listed; figures and reasons are in docs/mutants.md.
. "$(dirname "$0")/lib.sh"
crate=${1:?which crate: ${published[*]}} count=${2:-200} seed=${3:-1}
need_cargo mutants
copy=target/mutants
# A workspace of the libraries alone: mutants are built in it, not in the whole.
rm -rf "$copy/tree"
mkdir -p "$copy/tree"
folders=()
for name in "${published[@]}"; do folders+=("$(folder_of "$name")"); done
members=$(printf '"%s", ' "${folders[@]}")
sed "/^members = \[/,/^\]/c members = [$members]" Cargo.toml | sed '/^exclude/d' >"$copy/tree/Cargo.toml"
cp Cargo.lock "$copy/tree/"
for folder in "${folders[@]}"; do cp -r "$folder" "$copy/tree/$folder"; done
cd "$copy/tree"
export CARGO_TARGET_DIR=../target CARGO_INCREMENTAL=1 CARGO_PROFILE_DEV_DEBUG=0 CARGO_TERM_COLOR=never
export PROPTEST_CASES=24 PROPTEST_DISABLE_FAILURE_PERSISTENCE=1
# What a generator writes is tested by its own step of the gate.
mutants=(cargo mutants -p "$crate" --exclude '**/generated/**')
"${mutants[@]}" --list >../list
echo "$(wc -l <../list) mutants of $crate, $count of them by lot from seed $seed"
python3 - "$count" "$seed" ../list >../sample <<'PY'
import random, re, sys
lines = open(sys.argv[3]).read().splitlines()
for line in random.Random(int(sys.argv[2])).sample(lines, min(int(sys.argv[1]), len(lines))):
    print("^" + re.sub(r"([\\.+*?()|\[\]{}^$])", r"\\\1", line) + "$")
PY
wanted=()
while read -r line; do wanted+=(--re "$line"); done <../sample
rc=0
"${mutants[@]}" "${wanted[@]}" --in-place --timeout 180 --build-timeout 400 --all-features -- --lib --tests || rc=$?
# 2: some were missed; 3: some timed out. Anything else is a run that failed.
case $rc in 0 | 2 | 3) ;; *) exit $rc ;; esac
python3 - mutants.out/outcomes.json <<'PY'
import json, sys
seen = json.load(open(sys.argv[1]))
caught, missed, late = seen["caught"], seen["missed"], seen["timeout"]
share = 100 * (caught + late) / max(1, caught + late + missed)
print(f"summary: {caught} caught, {late} timed out, {missed} missed, {seen['unviable']} do not build: {share:.1f} % found")
PY
