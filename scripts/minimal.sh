#!/usr/bin/env bash
# The published crates build, with all features, on the oldest versions of their direct dependencies that they declare.
. "$(dirname "$0")/lib.sh"
copy=target/minimal
mkdir -p "$copy"
# A workspace of the libraries alone: the examples and the tools may ask for newer versions.
folders=()
for crate in "${published[@]}"; do folders+=("$(folder_of "$crate")"); done
members=$(printf '"%s", ' "${folders[@]}")
sed "/^members = \[/,/^\]/c members = [$members]" Cargo.toml | sed '/^exclude/d' >"$copy/Cargo.toml"
for folder in "${folders[@]}"; do
    rm -rf "${copy:?}/$folder"
    cp -r "$folder" "$copy/$folder"
done
cd "$copy"
# A resolver that knows of the minimum compiler would prefer other versions than the oldest.
export RUSTC_BOOTSTRAP=1 CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS=allow
rm -f Cargo.lock
cargo update -Zdirect-minimal-versions
for crate in "${published[@]}"; do
    cargo check -Zdirect-minimal-versions -p "$crate" --lib --all-features
done
echo "summary: ${#published[@]} crates build on their oldest direct dependencies"
