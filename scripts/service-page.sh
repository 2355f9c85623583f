#!/usr/bin/env bash
# The concentrator's page in headless Chromium, in English and Chinese: a demo runs, each language shows its meters.
# scripts/service-page.sh [FOLDER] keeps the pictures there; also says how large the page is and how long the state of a demo takes.
. "$(dirname "$0")/lib.sh"
command -v chromium >/dev/null || need_apt chromium || { echo "summary: no chromium to be had"; exit 77; }
folder=${1:-$(mktemp -d)}
cargo build -q -p concentrator
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$target/debug/concentrator" demo --page "127.0.0.1:$port" >/dev/null &
demo=$!
trap 'kill $demo' EXIT
until curl -sf "http://127.0.0.1:$port/state" >/dev/null; do sleep 0.2; done
# Values and all meters.
sleep 10
bad=0
for language in en zh; do
    see() { # what Chromium makes of the page
        timeout 120 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1200,1000 \
            --user-data-dir="$(mktemp -d)" --timeout=15000 "$@" "http://127.0.0.1:$port/?lang=$language" 2>/dev/null || true
    }
    see --screenshot="$folder/page-$language.png" >/dev/null
    case $language in en) words=("Forward active energy" "powered") ;; zh) words=("正向有功" "有电") ;; esac
    dom=$(see --dump-dom)
    for word in "${words[@]}"; do
        grep -q "$word" <<<"$dom" || { echo "$language: no \"$word\" on the page"; bad=1; }
    done
done
bytes=$(curl -s "http://127.0.0.1:$port/" | wc -c)
took=$(curl -s -o /dev/null -w '%{time_total}' "http://127.0.0.1:$port/state")
echo "summary: page of $bytes bytes in both languages, state in $took s"
exit "$bad"
