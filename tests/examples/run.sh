#!/bin/sh
# Runs each example and compares what it prints with examples/expected.
#
#   sh tests/examples/run.sh BUILD_DIR [all|c]
#
# BUILD_DIR has the examples, and for the one in Python the shared library; with `c` only those in C are run, for a build that Python
# cannot load. The last line is `N passed, N failed`.
set -u
WHICH=${2:-all}
[ $# -ge 1 ] && [ -d "$1" ] && { [ "$WHICH" = all ] || [ "$WHICH" = c ]; } || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
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

library=
for file in "$BUILD"/libasb.so "$BUILD"/libasb.dylib; do
    [ -f "$file" ] && library=$file
done
if [ "$WHICH" = c ]; then
    :
elif [ -z "$library" ]; then
    echo "skipped: python_quickstart: this build has no shared library"
elif ! command -v python3 >/dev/null 2>&1; then
    echo "skipped: python_quickstart: there is no python3"
else
    compare python_quickstart env ASB_LIBRARY="$library" python3 -B "$TOP/examples/python_quickstart.py"
fi

echo "$passed passed, $failed failed"
[ $failed = 0 ]
