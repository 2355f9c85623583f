#!/usr/bin/env bash
# The kill matrix (scripts/kill.py): everything between the cabinet and the head-end's table is killed, two disks are wiped
# and one is full for a while; nothing may be lost or doubled. In the gate: --quick, under a minute. --full: 1000 kills, a
# quarter of an hour. --mosquitto-alone: the same where the broker's word frees the disk, for comparison.
. "$(dirname "$0")/lib.sh"
command -v mosquitto >/dev/null || need_apt mosquitto || { echo "summary: no mosquitto to be had"; exit 77; }
cargo build -q -p concentrator -p headend -p cabinet -p meter
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
matrix=(python3 scripts/kill.py --programs "$target/debug")
mode=${1:---quick}
shift || true
case $mode in
    --quick) "${matrix[@]}" --kills 24 "$@" ;;
    --full) "${matrix[@]}" --kills 1000 --phases 5 "$@" ;;
    --mosquitto-alone) "${matrix[@]}" --kills 200 --no-mark "$@" ;;
    *) echo "kill.sh [--quick | --full | --mosquitto-alone] [--seed N] [--keep]"; exit 2 ;;
esac
