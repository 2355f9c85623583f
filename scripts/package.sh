#!/usr/bin/env bash
# What would be published: each tarball as cargo makes it, unpacked outside this tree; there all are built and tested with
# all features, each crate taking the others from their tarballs.
. "$(dirname "$0")/lib.sh"
tree=$PWD
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$tree/target}
names=("${published[@]}" dlt645-cli)
rm -rf "$CARGO_TARGET_DIR/package"
# The tree as it is: .ci/run starts from a clean checkout anyway.
# Not built here: the tests below build the same from the same tarballs.
cargo package --no-verify --allow-dirty "${names[@]/#/-p}"

# Always the same folder, so that a second run does not leave a second set of builds behind.
out=${TMPDIR:-/tmp}/packages-$(id -u)-$(cksum <<<"$tree" | cut -d' ' -f1)
rm -rf "$out"
mkdir -p "$out"
trap 'rm -rf "$out"' EXIT
members=() patches=()
sizes=
for name in "${names[@]}"; do
    tarball=$(find "$CARGO_TARGET_DIR/package" -name "$name-[0-9]*.crate" | head -n 1)
    [ -n "$tarball" ] || { echo "no tarball of $name"; exit 1; }
    tar -xzf "$tarball" -C "$out"
    folder=$(basename "$tarball" .crate)
    members+=("$folder")
    patches+=("$name = { path = \"$folder\" }")
    sizes+="$name $(($(wc -c <"$tarball") / 1024)) KiB, "
    for file in README.md README.zh.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE Cargo.toml src; do
        [ -e "$out/$folder/$file" ] || { echo "$folder lacks $file"; exit 1; }
    done
done
{
    printf '[workspace]\nresolver = "3"\nmembers = ['
    printf '"%s", ' "${members[@]}"
    # As in the workspace: some tests of these two are too slow without.
    printf ']\n[profile.dev]\ndebug = "line-tables-only"\n'
    printf '[profile.dev.package.timesync]\nopt-level = 2\n[profile.dev.package.rf-frame]\nopt-level = 1\n'
    printf '[patch.crates-io]\n'
    printf '%s\n' "${patches[@]}"
} >"$out/Cargo.toml"
# The same dependencies as here.
cp Cargo.lock "$out/"
cp -r rustfmt.toml clippy.toml "$out/"
(cd "$out" && cargo test --workspace --all-features)
echo "summary: ${sizes}tests out of the tarballs passed"
