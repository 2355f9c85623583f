#!/usr/bin/env bash
# timesync gives the same results bit for bit on the host and on an emulated Cortex-M0 and Cortex-M3.
. "$(dirname "$0")/lib.sh"
need_apt qemu-system-arm || { echo "summary: qemu-system-arm is not installed"; exit 77; }
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cargo run -q --release -p timesync --example same-bits >"$out/host"
tail -n 1 "$out/host" | grep -qx end || { echo "summary: the host did not come to the end"; exit 1; }
cd examples/firmware
for target in thumbv6m-none-eabi:microbit thumbv7m-none-eabi:lm3s6965evb; do
    thumb_cargo "${target%:*}" build -q --release --bin same_bits
    timeout 120 qemu-system-arm -M "${target#*:}" -nographic -semihosting -kernel "target/${target%:*}/release/same_bits" \
        </dev/null >"$out/target" || { tail -n 3 "$out/target"; echo "summary: the image on ${target#*:} failed"; exit 1; }
    diff "$out/host" "$out/target" || { echo "summary: ${target%:*} differs from the host"; exit 1; }
done
echo "summary: $(wc -l <"$out/host") lines of states and decisions are the same on the host, Cortex-M0 and Cortex-M3"
