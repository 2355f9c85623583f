#!/usr/bin/env bash
# Whole-cabinet outages and the fault run in large numbers, against the figures that are wanted. Optional: a seed.
. "$(dirname "$0")/lib.sh"
cargo build -q --release -p cabinet
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
cabinet=$target/release/cabinet
seed=${1:-1}
# For longer runs: FAULT_CYCLES=100000.
cycles=${FAULT_CYCLES:-1000}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
bad=0 said=()

# run NAME ARGS...: one run, its JSON object kept under the name. Its exit status is judged by the figures.
run() {
    local name=$1
    shift
    "$cabinet" "$@" --seed "$seed" --json >"$out/$name" || true
    echo "$name: $* --seed $seed: $(cat "$out/$name")"
}

# figure NAME FIELD [PART]: a number out of the object.
figure() {
    if [ $# = 3 ]; then
        sed -n "s/.*\"$2\":{[^}]*\"$3\":\([0-9.e-]*\).*/\1/p" "$out/$1"
    else
        sed -n "s/.*\"$2\":\([0-9.e-]*\).*/\1/p" "$out/$1"
    fi
}

# most LIMIT NAME FIELD [PART]: the figure is at most that.
most() {
    local limit=$1 value
    shift
    value=$(figure "$@")
    if ! awk -v v="$value" -v l="$limit" 'BEGIN { exit !(v != "" && v + 0 <= l + 0) }'; then
        echo "MISSED: $*: ${value:-no figure}, wanted at most $limit"
        bad=1
    fi
}

# complete NAME: everything delivered and acknowledged.
complete() {
    most 0 "$1" undelivered
    most 0 "$1" unacknowledged
}

# Two runs at a time: one long storm beside everything else.
run storm storm --nodes 64 --loss 0.1 --outages 4000 >"$out/log" &
long=$!
run calm64 storm --nodes 64 --loss 0 --outages 100
run calm200 storm --nodes 200 --loss 0 --outages 30
run nodes200 storm --nodes 200 --loss 0.1 --outages 60
run nodes1000 storm --nodes 1000 --loss 0.1 --outages 3
run loss30 storm --nodes 64 --loss 0.3 --outages 1000
run single storm --nodes 1 --loss 0.1 --outages 3000 --gateway-mains
for percent in 10 30 50; do
    run "faults$percent" faults --cycles "$cycles" --loss "0.$percent"
    run "rejoin$percent" faults --cycles "$cycles" --loss "0.$percent" --rejoin 0.05
done
wait "$long"
cat "$out/log"

for name in storm calm64 calm200 nodes200 nodes1000 loss30 single; do
    complete "$name"
done
most 1.33 storm stored_over_bound p50
most 1.52 storm stored_over_bound p99
most 1.43 storm acked_over_bound p50
most 1.66 storm acked_over_bound p99
most 2.0 storm acked_over_bound max
most 1.3 storm charge_mc_per_node p50
most 2.6 storm charge_mc_per_node p99
most 1.17 calm64 acked_over_bound max
# 1.13, rounded.
most 1.135 calm200 acked_over_bound max
most 1.27 nodes200 stored_over_bound p50
most 1.36 nodes1000 stored_over_bound p50
most 20 nodes1000 charge_mc_per_node p99
# 1.3 s in bounds of 64 nodes.
most 3.734 loss30 acked_over_bound max
# 0.3 s in bounds of one node.
most 55.15 single acked_over_bound p99
for percent in 10 30 50; do
    for field in lost duplicated reordered false_acks; do
        most 0 "faults$percent" "$field"
        most 0 "rejoin$percent" "$field"
    done
done

for name in storm loss30 nodes1000; do
    said+=("$name acked $(figure "$name" acked_over_bound p50)/$(figure "$name" acked_over_bound max)")
done
echo "summary: $(printf '%s, ' "${said[@]}")faults 6 x $cycles, $([ "$bad" = 0 ] && echo all figures met || echo MISSED)"
exit "$bad"
