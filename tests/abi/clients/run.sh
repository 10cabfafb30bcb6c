#!/bin/sh
# Programs that were compiled against the headers of a release, and are kept as they were: do they run with this library, and print the same?
#
#   sh tests/abi/clients/run.sh BUILD_DIR
#
# Those of the library's major version are run (before 1.0, of its minor version too: see docs/abi.md). They are for x86-64 Linux.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

number() { sed -n "s/^#define ASB_VERSION_$1 \([0-9]*\).*/\1/p" "$here/../../../include/asb/engine.h"; }
major=$(number MAJOR) minor=$(number MINOR)

is_promised() { # version of a client
    if [ "$major" = 0 ]; then [ "$1" = "0.$minor" ]; else [ "${1%%.*}" = "$major" ]; fi
}

verdict() { # status, sentence
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else echo "failed: $2"; failed=$((failed + 1)); fi
}

if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "skipped: clients: they are programs for x86-64 Linux, and this is $(uname -sm)"
    exit 0
fi
for client in "$here"/client-*.txt; do
    client=${client%.txt}
    name=${client##*/}
    is_promised "${name#client-}" || continue
    LD_LIBRARY_PATH=$build "$client" >"$work/$name.txt" 2>"$work/$name.err"
    verdict $? "$name ends with an error: $(cat "$work/$name.err")"
    diff "$client.txt" "$work/$name.txt"
    verdict $? "$name prints something else"
    [ "$(wc -c <"$client")" -lt 20480 ]
    verdict $? "$name is not small any more"
done
[ $passed -gt 0 ]
verdict $? "no client of $major.$minor is kept here"

# It is kept compiled, so its source must be the one that it was compiled from: compiled again, it prints the same.
for source in "$here"/client-*.c; do
    name=${source##*/}
    name=${name%.c}
    is_promised "${name#client-}" || continue
    cc -std=c99 -I"$here/../../../include" -o "$work/$name" "$source" "$build/libasb.so" && LD_LIBRARY_PATH=$build "$work/$name" >"$work/again.txt"
    diff "$here/$name.txt" "$work/again.txt"
    verdict $? "$name.c, compiled today, prints something else"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
