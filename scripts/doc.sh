#!/usr/bin/env bash
# Documentation builds without a warning, private links and broken links included, with the features and flags of docs.rs:
# its nightly compiler matters for what `--cfg docsrs` turns on, and that the compiler in use can do when told to.
. "$(dirname "$0")/lib.sh"
for crate in "${published[@]}"; do
    grep -A2 '^\[package.metadata.docs.rs\]' "$(folder_of "$crate")/Cargo.toml" | grep -q 'all-features = true' ||
        { echo "$crate: this script knows only all-features in [package.metadata.docs.rs]"; exit 1; }
done
# For rustdoc alone: for the compiler too, the variable would build much anew.
mkdir -p target/doc
printf '#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustdoc "$@"\n' >target/doc/rustdoc.sh
chmod +x target/doc/rustdoc.sh
RUSTDOC=$PWD/target/doc/rustdoc.sh RUSTDOCFLAGS="--cfg docsrs -D warnings" cargo doc --workspace --all-features --no-deps
echo "summary: documentation of the workspace, ${#published[@]} crates with the flags of docs.rs, without a warning"
