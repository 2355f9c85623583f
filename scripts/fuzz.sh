#!/usr/bin/env bash
# The fuzz crate's replay tests on the stable compiler, then each fuzz target for SECONDS (default 30) with address
# sanitizer on the nightly compiler, as many at a time as there are processors: scripts/fuzz.sh [SECONDS [TARGET...]]
# FUZZ_SEED repeats a run's random numbers; without it each run tries something new.
. "$(dirname "$0")/lib.sh"
seconds=${1:-30}
shift || true
cd fuzz
cargo test
rustup toolchain list 2>/dev/null | grep -q '^nightly' || { echo "summary: replay passed; no nightly, so no fuzzing"; exit 0; }
need_cargo fuzz
targets=("$@")
[ ${#targets[@]} != 0 ] || mapfile -t targets < <(ls fuzz_targets | sed 's/\.rs$//')
cargo +nightly fuzz build

# run TARGET: New inputs go to a scratch folder; the committed corpus is only read.
run() {
    local target=$1 scratch=target/corpus/$1 log=target/fuzz-$1.log host
    host=$(rustc -vV | sed -n 's/^host: //p')
    mkdir -p "$scratch" "corpus/$target" "artifacts/$target"
    if ASAN_OPTIONS=detect_odr_violation=0 "target/$host/release/$target" "$scratch" "corpus/$target" corpus/wire \
        -seed="${FUZZ_SEED:-0}" -artifact_prefix="artifacts/$target/" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -max_len=1024 -print_final_stats=1 >"$log" 2>&1; then
        echo "summary: $target $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
    else
        tail -n 40 "$log"
        echo "summary: $target FAILED, input under fuzz/artifacts/$target"
        return 1
    fi
}
export -f run
export seconds
# A target has one thread.
printf '%s\n' "${targets[@]}" | xargs -P "$(nproc)" -I{} bash -c 'run "$1"' bash {}
