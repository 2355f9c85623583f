#!/usr/bin/env bash
# A new user's first hour: the commands of the READMEs, as they stand there, in a fresh clone; what they print is held
# against what the page shows.
. "$(dirname "$0")/lib.sh"
tree=$PWD
# Builds are shared with this tree as far as they are alike; the clone is always in the same place.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$tree/target}
cargo build -q -p guide --bin readme
out=${TMPDIR:-/tmp}/clone-$(id -u)-$(cksum <<<"$tree" | cut -d' ' -f1)
rm -rf "$out"
trap 'rm -rf "$out"' EXIT
git clone -q "$tree" "$out/clone"
# `cargo install` of a page puts its tool here, and here it is found.
export CARGO_INSTALL_ROOT=$out/installed PATH=$out/installed/bin:$PATH TMPDIR=$out
"$CARGO_TARGET_DIR/debug/readme" "$out/clone" README.md docs/guide.md \
    {dlt645,rf-frame,ttl-link,timesync,explain,cli,examples/meter}/README.md
