#!/usr/bin/env bash
# Instructions that the crates take on an emulated Cortex-M0 and Cortex-M3, as a table.
. "$(dirname "$0")/lib.sh"
need_apt qemu-system-arm || { echo "summary: qemu-system-arm is not installed"; exit 77; }
cd examples/firmware
pieces=(
    "nothing (taken off)"
    "dlt645: parse and checksum of a reply of 24 bytes"
    "dlt645: typed value out of it"
    "dlt645: encode a read request"
    "dlt645: the same reply through the scanner, byte by byte"
    "rf-frame: encode REPORT, no MIC"
    "rf-frame: decode REPORT, no MIC"
    "rf-frame: encode REPORT, Ascon MIC"
    "rf-frame: decode REPORT, Ascon MIC"
    "rf-frame: encode REPORT, AES-CCM* MIC"
    "rf-frame: decode REPORT, AES-CCM* MIC"
    "timesync: choose the next read"
    "timesync: take one read (tracker update)"
    "timesync: end of a burst"
    "timesync: radio exchange"
)
# count TARGET MACHINE: instructions between the marks less those of the empty piece, one number a line.
count() {
    local image=target/$1/release/counts trace=target/counts-$1.fifo emulator
    thumb_cargo "$1" build --release --bin counts --features counts >&2 || return $?
    rm -f "$trace"
    mkfifo "$trace"
    # One instruction a translation block and no chaining, so that each instruction is one line of the trace.
    timeout 300 qemu-system-arm -M "$2" -nographic -semihosting -singlestep -d exec,nochain -D "$trace" \
        -kernel "$image" </dev/null >&2 &
    emulator=$!
    awk '/ mark$/ { if (!in_mark) { if (open) print n - 0; open = !open; n = 0 } in_mark = 1; next } { in_mark = 0; n++ }' \
        "$trace" | awk 'NR == 1 { base = $1; print base; next } { print $1 - base }'
    rm -f "$trace"
    wait "$emulator"
}
mapfile -t m0 < <(count thumbv6m-none-eabi microbit)
mapfile -t m3 < <(count thumbv7m-none-eabi lm3s6965evb)
[ ${#m0[@]} = ${#pieces[@]} ] && [ ${#m3[@]} = ${#pieces[@]} ] || { echo "counted ${#m0[@]} and ${#m3[@]} pieces, not ${#pieces[@]}"; exit 1; }
echo "| instructions | Cortex-M0 | Cortex-M3 |"
echo "| --- | ---: | ---: |"
for i in "${!pieces[@]}"; do
    [ "$i" = 0 ] || echo "| ${pieces[i]} | ${m0[i]} | ${m3[i]} |"
done
echo "summary: ${#m0[@]} pieces counted, parse ${m0[1]} and typed value ${m0[2]} instructions on Cortex-M0"
