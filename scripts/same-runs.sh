#!/usr/bin/env bash
# Fixed runs of the simulator, told as JSON without wall times and as digests over every byte. Two builds that print
# the same ran the same worlds. Takes about ten seconds.
#
#   same-runs.sh CABINET            prints the runs of that binary
#   same-runs.sh CABINET OTHER      compares two binaries, for example of two commits
set -euo pipefail
[ $# -ge 1 ] || { sed -n 2,6p "$0"; exit 2; }
cabinet=$(realpath "$1")

json() { echo "$*: $("$cabinet" "$@" --json 2>/dev/null | sed -E 's/"wall_s":[0-9.e-]+/"wall_s":0/')"; }
runs() {
    # The default run draws its picture into the folder that it is in.
    cd "$(mktemp -d)"
    local seed loss
    for seed in 1 2 3; do
        json --seed $seed
        echo "digest $seed: $("$cabinet" --seed $seed 2>/dev/null | grep digest)"
    done
    json --meters 3 --days 1 --loss 0.4 --seed 7
    json --meters 30 --days 1 --loss 0 --seed 4
    json clocks --meters 8 --days 3 --seed 1
    json clocks --meters 6 --days 8 --seed 3
    json clocks --meters 4 --days 4 --policy trimmed-mean --seed 3
    for seed in 1 2; do
        json storm --nodes 64 --loss 0.1 --outages 100 --seed $seed
        json storm --nodes 20 --loss 0.3 --outages 100 --seed $seed
        json storm --nodes 64 --loss 0 --outages 10 --seed $seed
        json storm --nodes 1 --loss 0.1 --outages 100 --gateway-mains --seed $seed
        json storm --nodes 30 --loss 0.2 --outages 20 --seed $seed
    done
    json storm --nodes 300 --loss 0.1 --outages 2
    for loss in 0.1 0.3 0.5; do json faults --cycles 2000 --loss $loss; done
    json faults --cycles 500 --loss 0 --seed 9
}

if [ $# = 1 ]; then
    runs
else
    first=$(runs)
    cabinet=$(realpath "$2")
    if diff <(echo "$first") <(runs); then
        echo "summary: $(wc -l <<<"$first") runs are the same"
    else
        echo "summary: the runs differ"
        exit 1
    fi
fi
