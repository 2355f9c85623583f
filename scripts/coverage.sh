#!/usr/bin/env bash
# Lines of the published crates that their own tests run, by crate; by file in target/coverage/files.txt: scripts/coverage.sh
. "$(dirname "$0")/lib.sh"
tools=$(rustc --print target-libdir)/../bin
[ -x "$tools/llvm-cov" ] || rustup component add llvm-tools
export RUSTFLAGS=-Cinstrument-coverage CARGO_INCREMENTAL=0 CARGO_TARGET_DIR=target/coverage
rm -rf target/coverage/profiles
export LLVM_PROFILE_FILE=$PWD/target/coverage/profiles/%p-%m.profraw
tests=(test --all-features --lib --tests)
for crate in "${published[@]}"; do tests+=(-p "$crate"); done
# The programs are noted before they run: what is built anew in between would not fit the counts.
objects=()
while read -r program; do objects+=(-object "$program"); done < <(
    cargo "${tests[@]}" --no-run --message-format=json 2>/dev/null | sed -n 's/.*"executable":"\([^"]*\)".*/\1/p'
)
[ ${#objects[@]} != 0 ] || { cargo "${tests[@]}" --no-run; echo "no test programs were built"; exit 1; }
cargo "${tests[@]}"
"$tools/llvm-profdata" merge -sparse target/coverage/profiles/*.profraw -o target/coverage/all.profdata
"$tools/llvm-cov" report -instr-profile target/coverage/all.profdata "${objects[@]}" \
    -ignore-filename-regex='/(registry|rustc|tests|examples|target|cli)/' >target/coverage/files.txt
# Columns 8 and 9 of llvm-cov: lines, and lines missed.
awk '$1 ~ /\.rs$/ { split($1, part, "/"); lines[part[1]] += $8; missed[part[1]] += $9; all += $8; gone += $9 }
    END { if (!all) exit 1
          for (c in lines) printf "| `%s` | %d | %.1f %% |\n", c, lines[c], 100 * (1 - missed[c] / lines[c])
          printf "summary: own tests run %.1f %% of %d lines\n", 100 * (1 - gone / all), all }' target/coverage/files.txt
