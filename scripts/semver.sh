#!/usr/bin/env bash
# No published crate breaks its users against the last release, which is the newest tag v*. Status 77 until there is one.
. "$(dirname "$0")/lib.sh"
last=$(git describe --tags --abbrev=0 --match 'v[0-9]*' 2>/dev/null) ||
    { echo "summary: no tag yet, nothing to compare with"; exit 77; }
need_cargo semver-checks
for crate in "${published[@]}"; do
    cargo semver-checks --package "$crate" --baseline-rev "$last" --all-features
done
echo "summary: compared with $last"
