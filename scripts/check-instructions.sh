#!/usr/bin/env bash
# Instructions per frame of the codec's workloads, counted by callgrind, against dlt645/benches/instructions.txt.
# More than 5 % above the file fails. `--update` writes the file.
# Without valgrind, or under another compiler than the file was made with, there is nothing to compare: status 77.
. "$(dirname "$0")/lib.sh"
need_apt valgrind || command -v valgrind >/dev/null || { echo "summary: valgrind is missing"; exit 77; }
file=dlt645/benches/instructions.txt
frames=2000
compiler=$(rustc --version | cut -d' ' -f2)
if [ "${1:-}" != --update ] && { [ "$(uname -m)" != x86_64 ] || ! grep -q "x86-64, $compiler\$" "$file"; }; then
    echo "summary: counts were not made with rustc $compiler on x86-64; --update makes them"
    exit 77
fi
bin=$(cargo bench -q -p dlt645 --bench speed --no-run --message-format=json |
    sed -n 's/.*"executable":"\([^"]*speed-[^"]*\)".*/\1/p' | tail -1)
[ -n "$bin" ] || { echo "no benchmark binary"; exit 1; }

collected() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bin" count "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

status=0
summary=
lines="# instructions per frame (R: per 4 KiB of noise with one frame), x86-64, $compiler"
for name in mixed mixed-bare blocks blocks-bare total E R; do
    once=$(collected "$name" 1)
    twice=$(collected "$name" 2)
    now=$(((twice - once) / frames))
    lines+=$'\n'"$name $now"
    summary+="$name $now "
    was=$(sed -n "s/^$name \([0-9]*\)$/\1/p" "$file" 2>/dev/null || true)
    printf '%-11s %7d' "$name" "$now"
    if [ -n "$was" ]; then
        printf '  (file: %d)' "$was"
        if [ $((now * 100)) -gt $((was * 105)) ]; then
            printf '  more than 5 %% above the file'
            [ "${1:-}" = --update ] || status=1
        fi
    else
        printf '  (not in the file)'
        [ "${1:-}" = --update ] || status=1
    fi
    echo
done
if [ "${1:-}" = --update ]; then echo "$lines" >"$file"; fi
echo "summary: instructions per frame: $summary"
exit $status
