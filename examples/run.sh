#!/bin/sh
# Builds the library and the examples, and runs the main one: a serious incident, worked from the first phone call to
# notice on the tenancy, and kept in a journal. On a fresh Debian machine nothing else is needed.
#
#   sh examples/run.sh
#
# What is missing of cmake, make and a C compiler is installed with apt-get (by sudo where one is not root), and named
# before. The build and the journal are in build/examples; running again is fast and needs no network. The exit status
# is not 0 where anything fails.
set -eu
TOP=$(cd "$(dirname "$0")/.." && pwd)
BUILD=$TOP/build/examples
mkdir -p "$BUILD"

have() { command -v "$1" >/dev/null 2>&1; }

# A compiler without the headers of the C library is none.
can_compile() {
    have cc && printf '#include <stdio.h>\nint main(void) { return 0; }\n' | cc -x c -o "$BUILD/probe" - 2>/dev/null
}

missing() {
    have cmake || echo cmake
    have make || echo make
    can_compile || echo gcc libc6-dev
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
can_be_root() { [ "$(id -u)" = 0 ] || have sudo; }

# Runs a command quietly; what it printed is shown where it fails.
quietly() {
    if ! "$@" >>"$BUILD/log.txt" 2>&1; then
        cat "$BUILD/log.txt" >&2
        echo "Failed: $*" >&2
        exit 1
    fi
}

: >"$BUILD/log.txt"
packages=$(missing | tr '\n' ' ')
if [ -n "$packages" ]; then
    echo "Installing with apt-get: $packages"
    if ! have apt-get || ! can_be_root; then
        echo "That takes apt-get, and root or sudo, which are not here; please install them, and run this again." >&2
        exit 1
    fi
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get update
    # shellcheck disable=SC2086
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages
fi

jobs=$(nproc 2>/dev/null || echo 2)
quietly cmake -S "$TOP" -B "$BUILD" -G "Unix Makefiles" -DCMAKE_BUILD_TYPE=Release -DASB_EXAMPLES=ON \
    -DASB_TESTS=OFF -DASB_BENCH=OFF
quietly cmake --build "$BUILD" -j "$jobs"
"$BUILD/examples/serious_incident" "$BUILD/serious-incident.asb"
