#!/bin/sh
# Runs each example and compares what it prints with examples/expected.
#
#   sh tests/examples/run.sh BUILD_DIR
#
# BUILD_DIR has the examples. Those of the bindings are run by their own tests. The last line is `N passed, N failed`.
set -u
[ $# -ge 1 ] && [ -d "$1" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
BUILD=$(cd "$1" && pwd)
TOP=$(cd "$(dirname "$0")/../.." && pwd)
ROOM=$(mktemp -d) || exit 1
trap 'rm -rf "$ROOM"' EXIT
passed=0 failed=0

# The name of the expected file, then the command; it runs in an empty folder of its own.
compare() {
    name=$1
    shift
    expected=$TOP/examples/expected/$name.txt
    if (cd "$ROOM" && "$@" >printed.txt 2>errors.txt) && diff -u "$expected" "$ROOM/printed.txt"; then
        passed=$((passed + 1))
    else
        echo "FAILED $name"
        cat "$ROOM/errors.txt"
        failed=$((failed + 1))
    fi
}

# A program that prints the same when it is run again beside what it left, and says nothing besides.
compare serious_incident "$BUILD/examples/serious_incident"
compare serious_incident "$BUILD/examples/serious_incident"
compare quickstart "$BUILD/examples/quickstart"
compare storeless "$BUILD/examples/storeless"
compare documents "$BUILD/examples/documents"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
