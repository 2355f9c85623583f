#!/usr/bin/env bash
# The fuzz crate's replay tests on the stable compiler, then each fuzz target for SECONDS (default 30) with address
# sanitizer on the nightly compiler: scripts/fuzz.sh [SECONDS [TARGET...]]
. "$(dirname "$0")/lib.sh"
seconds=${1:-30}
shift || true
cd fuzz
cargo test
rustup toolchain list 2>/dev/null | grep -q '^nightly' || { echo "summary: replay passed; no nightly, so no fuzzing"; exit 0; }
need_cargo fuzz
targets=("$@")
[ ${#targets[@]} != 0 ] || mapfile -t targets < <(cargo +nightly fuzz list)
cargo +nightly fuzz build
bad=()
for target in "${targets[@]}"; do
    # New inputs go to a scratch folder; the committed corpus is only read.
    scratch=target/corpus/$target
    mkdir -p "$scratch" "corpus/$target"
    log=target/fuzz-$target.log
    echo "--- $target"
    if cargo +nightly fuzz run "$target" "$scratch" "corpus/$target" corpus/wire -- \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=1024 -print_final_stats=1 >"$log" 2>&1; then
        grep -E 'DONE|stat::(number_of_executed_units|average_exec)' "$log"
        runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "summary: $target $runs runs"
    else
        tail -n 40 "$log"
        bad+=("$target")
        echo "summary: $target FAILED, input under fuzz/artifacts/$target"
    fi
done
[ ${#bad[@]} = 0 ]
