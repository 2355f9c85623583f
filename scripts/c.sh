#!/usr/bin/env bash
# The C library: header, vectors under AddressSanitizer and UndefinedBehaviorSanitizer, no panic and no heap linked,
# the example against the virtual meter, CMake and pkg-config. --quick leaves CMake out.
. "$(dirname "$0")/lib.sh"
need_apt gcc libc6-dev || command -v cc >/dev/null || { echo "summary: no C compiler"; exit 77; }
work=$PWD/target/c
mkdir -p "$work"
cargo build -q --release -p dlt645-cli -p meter
(cd bindings && CARGO_TARGET_DIR=../target/bindings cargo build -q --locked --release -p dlt645-c)
library=target/bindings/release/libdlt645_c.a
flags=(-std=c11 -Wall -Wextra -Wpedantic -Werror -Ibindings/c/include)

# The header is C++ too, and says the sizes and functions that the library has.
echo '#include "dlt645.h"' | cc "${flags[@]}" -x c -fsyntax-only -
declared=$(grep -o '\bdlt645_[a-z_]*(' bindings/c/include/dlt645.h | tr -d '(' | sort -u)
exported=$(nm --defined-only "$library" 2>/dev/null | sed -n 's/.* T \(dlt645_.*\)/\1/p' | sort -u)
[ "$declared" = "$exported" ] || { diff <(echo "$declared") <(echo "$exported"); exit 1; }

cc "${flags[@]}" -g -fsanitize=address,undefined -fno-sanitize-recover=all bindings/c/tests/vectors.c "$library" -o "$work/vectors"
python3 bindings/c/tests/compare.py "$work/vectors" target/release/dlt645

# The sanitizers see the C side; valgrind sees what the library itself reads and writes.
if need_apt valgrind libc6-dbg; then
    cc "${flags[@]}" -g bindings/c/tests/vectors.c "$library" -o "$work/plain"
    python3 -c 'import json, sys; [print(json.loads(line)["hex"]) for name in sys.argv[1:] for line in open(name)]' \
        dlt645/vectors/dlt645-real.jsonl dlt645/vectors/dlt645-malformed.jsonl |
        valgrind -q --error-exitcode=1 "$work/plain" >/dev/null
fi

# What a program links of the library has no panic and no allocator in it.
cc "${flags[@]}" -D_POSIX_C_SOURCE=200809L -O2 -ffunction-sections -Wl,--gc-sections bindings/c/examples/read.c "$library" -o "$work/read"
if nm "$work/read" | grep -E 'rust_begin_unwind|panic|_Unwind|\b(malloc|free|calloc|realloc)\b|rust_alloc'; then
    echo "the library links what it must not"
    exit 1
fi

# The file of an earlier run would tell an earlier port.
rm -f "$work/meter.json"
target/release/meter --listen 127.0.0.1:0 --address 112233445566 --set 00010000=1234.56 --json </dev/null >"$work/meter.json" &
meter=$!
trap 'kill $meter' EXIT
for _ in $(seq 100); do [ -s "$work/meter.json" ] && break; sleep 0.1; done
port=$(sed -n 's/.*"listen":"[^"]*:\([0-9]*\)".*/\1/p' "$work/meter.json" | head -1)
"$work/read" 127.0.0.1 "$port" 112233445566 | tee "$work/read.txt"
grep -q '^112233445566 [0-9.]* kWh$' "$work/read.txt"

if [ "${1-}" != --quick ] && need_apt cmake; then
    rm -rf "$work/cmake"
    cmake -S bindings/c -B "$work/cmake" >/dev/null && cmake --build "$work/cmake" >"$work/cmake.log" 2>&1 || { tail -20 "$work/cmake.log"; exit 1; }
    [ -x "$work/cmake/read" ]
fi
if need_apt pkg-config; then
    mkdir -p "$work/prefix/lib/pkgconfig" "$work/prefix/include"
    cp "$library" "$work/prefix/lib/"
    cp bindings/c/include/dlt645.h "$work/prefix/include/"
    sed "s|@prefix@|$work/prefix|" bindings/c/dlt645.pc.in >"$work/prefix/lib/pkgconfig/dlt645.pc"
    # shellcheck disable=SC2046
    cc -D_POSIX_C_SOURCE=200809L bindings/c/examples/read.c $(PKG_CONFIG_PATH=$work/prefix/lib/pkgconfig pkg-config --cflags --libs dlt645) -o "$work/by-pkg-config"
fi
echo "summary: C library of $(wc -c <"$library") bytes; $(python3 bindings/c/tests/compare.py "$work/vectors" target/release/dlt645)"
