#!/usr/bin/env bash
# After a change, in about two minutes: the tests of what changed and of what uses it, lints of what changed, and whether
# fuzz targets, probes, firmware, pages and CHANGELOGs follow it. The whole check is .ci/run.
# scripts/quick.sh [BASE]: the change is everything since the branch left BASE (main, or origin/main where there is no
# main here), with what is not committed. Logs are in target/quick.
. "$(dirname "$0")/lib.sh"
export CARGO_TERM_COLOR=never RUST_BACKTRACE=0
logs=target/quick
rm -rf "$logs"
mkdir -p "$logs"

main=main
git rev-parse -q --verify main >/dev/null || main=origin/main
base=$(git merge-base "${1:-$main}" HEAD) || { echo "no such commit: ${1:-$main}"; exit 2; }
mapfile -t changed < <({ git diff --name-only "$base" && git ls-files --others --exclude-standard; } | sort -u)
[ ${#changed[@]} != 0 ] || { echo "nothing changed since $(git rev-parse --short "$base")"; exit 0; }

# hit REGEX: whether a changed path matches.
hit() { printf '%s\n' "${changed[@]}" | grep -qE "$1"; }

# Name and folder of each member of the workspace, a line each.
members=$(cargo metadata --format-version 1 --no-deps | python3 -c '
import json, os, sys
for package in json.load(sys.stdin)["packages"]:
    print(package["name"], os.path.relpath(os.path.dirname(package["manifest_path"])))')
# Packages with a changed file, and those with all that depend on them. A root manifest or lock file concerns everyone.
own=() affected=()
while read -r name folder; do
    if hit "^$folder/" || hit '^Cargo\.(toml|lock)$'; then own+=("$name"); fi
done <<<"$members"
for name in "${own[@]}"; do
    mapfile -t -O ${#affected[@]} affected < <(
        cargo tree -q --workspace -i "$name" -e all --prefix none | cut -d' ' -f1
    )
done
# The tests of the pages are those of the guide.
if hit '\.md$'; then affected+=(guide); fi
mapfile -t affected < <(printf '%s\n' "${affected[@]}" | sort -u | sed '/^$/d')
# Pages alone ask for no lints, and build nothing outside the workspace.
code='\.(rs|csv|toml|lock|jsonl|py|x|tsv)$'
published_changed=
if printf '%s\n' "${changed[@]}" | grep -E '^(dlt645|rf-frame|ttl-link|timesync|Cargo)' | grep -qE "$code"; then
    published_changed=yes
fi

# step NAME COMMAND...: runs it with its output in a log, and says how it ended.
step() {
    local name=$1 started=$SECONDS verdict=ok rc
    shift
    # Behind `||` the shell would not stop a function at its first failure.
    set +e
    (set -e; "$@") >"$logs/$name.log" 2>&1 </dev/null
    rc=$?
    set -e
    case $rc in
        0) ;;
        77) verdict=skipped ;;
        *) verdict=FAILED && touch "$logs/failed" ;;
    esac
    printf '%-9s %-7s %3d s  %s\n' "$name" "$verdict" $((SECONDS - started)) \
        "$(sed -n 's/^summary: //p' "$logs/$name.log" | paste -sd ';')"
    [ "$verdict" != FAILED ] || grep -vE '^ *(Compiling|Checking|Blocking|Finished|test result: ok)' "$logs/$name.log" |
        tail -n 60 | sed 's/^/    /'
}

# The whole workspace is built, so that what did not change is fresh whatever was built before; affected tests are run.
tests() {
    local programs
    programs=$(cargo test --workspace --no-run --message-format=json | python3 -c '
import json, os, sys
folders = {line.split()[0]: line.split()[1] for line in sys.argv[1].splitlines()}
wanted = {folders[name] for name in sys.argv[2:]}
for line in sys.stdin:
    built = json.loads(line)
    if built.get("reason") == "compiler-message":
        print(built["message"]["rendered"], file=sys.stderr)
    elif built.get("executable") and built["profile"]["test"]:
        folder = os.path.relpath(os.path.dirname(built["manifest_path"]))
        if folder in wanted:
            print(folder, built["executable"])' "$members" "${affected[@]}")
    # Each in its package's folder, two at a time; who passes says one line.
    xargs -r -P 2 -L 1 sh -c '
        cd "$1" && CARGO_MANIFEST_DIR=$PWD
        export CARGO_MANIFEST_DIR
        if out=$("$2" -q 2>&1); then echo "$out" | grep "^test result"; else echo "FAILED in $1: $2"; echo "$out"; exit 1; fi
    ' sh <<<"$programs"
    cargo test -q --workspace --doc
    awk '/^test result: ok/ { passed += $4 } END { print "summary: " passed " tests" }' "$logs/tests.log"
}

# Where users of a crate see a change, its CHANGELOG says so. A line of `pub` that only moved is no change.
changelogs() {
    local folder lines bad=0
    for folder in */CHANGELOG.md; do
        folder=${folder%/*}
        hit "^$folder/src/" || continue
        ! hit "^$folder/CHANGELOG.md$" || continue
        lines=$(git diff -U0 "$base" -- "$folder/src" |
            sed -nE 's/^([+-]) *(pub (fn|const|struct|enum|union|trait|mod|use|type|async|unsafe) ?.*)/\1\2/p')
        lines=$(comm -3 <(grep '^-' <<<"$lines" | cut -c2- | sort) <(grep '^+' <<<"$lines" | cut -c2- | sort))
        if [ -n "$lines" ]; then
            echo "$folder/CHANGELOG.md has no line for these public items:"
            sed 's/^\t\(.*\)/  now: \1/; t; s/^/  was: /' <<<"$lines" | head -n 20
            bad=1
        else
            echo "summary: look: $folder/src changed, its CHANGELOG did not"
        fi
    done
    return $bad
}

# A page and its translation change together, unless no word of meaning changed.
translations() {
    local page other
    for page in "${changed[@]}"; do
        case $page in
            *.zh.md) other=${page%.zh.md}.md ;;
            *.md) other=${page%.md}.zh.md ;;
            *) continue ;;
        esac
        if [ -e "$other" ] && ! hit "^$other$"; then echo "summary: look: $page changed, $other did not"; fi
    done
}

# Manifests that changed here must be followed by the lock files of the workspaces that take the crates by their path.
lock_files() {
    local other behind=()
    for other in . fuzz probes examples/firmware examples/firmware/embassy; do
        cargo metadata --locked --format-version 1 --manifest-path "$other/Cargo.toml" >/dev/null || behind+=("$other")
    done
    [ ${#behind[@]} = 0 ] || { echo "Cargo.lock is out of date: cargo update --workspace in ${behind[*]}"; return 1; }
}

fuzz() {
    if hit '^fuzz/'; then cargo test -q --manifest-path fuzz/Cargo.toml; fi
    cargo check -q --manifest-path fuzz/Cargo.toml --all-targets
}

probes() {
    cargo check -q --manifest-path probes/Cargo.toml -p probes
    scripts/probes.sh --covered
}

firmware() { cd examples/firmware && thumb_cargo thumbv7m-none-eabi check -q --bin node --bin gateway; }

lints() {
    if [ ${#own[@]} != 0 ]; then
        cargo clippy -q "${own[@]/#/-p}" --all-targets --all-features -- -D warnings
    fi
    if hit '^fuzz/'; then cargo clippy -q --manifest-path fuzz/Cargo.toml --all-targets -- -D warnings; fi
}

shells() { printf '%s\n' "${changed[@]}" | grep -E '^scripts/|^\.ci/' |
    xargs -r -L 1 sh -c '[ ! -e "$1" ] || bash -n "$1"' sh; }

echo "since $(git rev-parse --short "$base"): ${#changed[@]} files; changed: ${own[*]:-no package}; tested: ${affected[*]:-nothing}"
# What has a target folder of its own runs beside the workspace's builds.
(
    if hit '(^|/)Cargo\.(toml|lock)$'; then step locks lock_files; fi
    if [ -n "$published_changed" ] || hit '^fuzz/'; then step fuzz fuzz; fi
    if [ -n "$published_changed" ] || hit '^probes/'; then step probes probes; fi
    if [ -n "$published_changed" ] || hit '^examples/(node|gateway|board|firmware)/.*(rs|toml|lock)$'; then step firmware firmware; fi
) &
step format scripts/fmt.sh
step changelog changelogs
step pages translations
if hit '^scripts/|^\.ci/'; then step shells shells; fi
if hit '^dlt645/(tables|vectors|src/item)/' && [ -x scripts/tables.sh ]; then step tables scripts/tables.sh; fi
if [ ${#affected[@]} != 0 ]; then
    if hit "$code"; then step lints lints; fi
    step tests tests
fi
wait
if [ -e "$logs/failed" ]; then echo "FAILED in $SECONDS s, logs in $logs"; exit 1; fi
echo "good in $SECONDS s"
