#!/usr/bin/env bash
# Firmware images for an emulated Cortex-M3: built, and run by the cabinet in real time, which also measures them.
# scripts/firmware.sh [--images]: with --images they are only built.
. "$(dirname "$0")/lib.sh"
target=thumbv7m-none-eabi
for bin in node gateway; do
    (cd examples/firmware && thumb_cargo $target build --profile image --bin $bin) || exit $?
done
# Nothing in them can panic: the linker found no use for the panic handler.
for bin in node gateway; do
    ! grep -q rust_begin_unwind examples/firmware/target/$target/image/$bin || { echo "summary: the image $bin can panic"; exit 1; }
done
# The async node for Embassy is compiled only.
(cd examples/firmware/embassy && thumb_cargo $target check) || exit $?
[ "${1:-}" != --images ] || exit 0
need_apt qemu-system-arm || { echo "summary: qemu-system-arm is not installed"; exit 77; }
# The emulators run in real time: two tries, for the machine may have been busy with something else.
cargo build --release -p cabinet
log=target/firmware.log
for _ in 1 2; do
    rc=0
    timeout 240 target/release/cabinet firmware --nodes 2 --images examples/firmware/target/$target/image >$log 2>&1 || rc=$?
    cat $log
    [ "$rc" != 0 ] || break
done
echo "summary: $(grep -E '^(outages|node  |gateway  |the truth|FAILED)' $log | tr -s ' ' | paste -sd ';' | sed 's/;/; /g')"
exit "$rc"
