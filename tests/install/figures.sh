#!/bin/sh
# What the library costs: its size stripped, its symbols, and the time from dlopen() to the first result.
#
#   sh tests/install/figures.sh BUILD_DIR
#
# Prints the figures. It fails only where one is many times what it was when this was written: then something went in that nobody meant.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

within() { # what, figure, the most, unit
    echo "figure: $1: $2 $4"
    if [ "$2" -gt 0 ] && [ "$2" -le "$3" ]; then
        passed=$((passed + 1))
    else
        echo "failed: $1 is $2 $4; at most $3 were expected"
        failed=$((failed + 1))
    fi
}

strip -o "$work/libasb.so" "$build/libasb.so" || exit 1
cc -std=c99 -D_POSIX_C_SOURCE=200809L -O1 -Wall -Werror -I"$here/../../include" -o "$work/figures" "$here/figures.c" -ldl || exit 1
documents=$(cat "$here"/../../src/policies/*.json | wc -c)
within "size of the shared library, stripped" "$(($(wc -c <"$work/libasb.so") / 1024))" 2500 "kB"
within "of which documents of policies" "$((documents / 1024))" 1000 "kB"
within "exported functions" "$(nm -D --defined-only "$work/libasb.so" | grep -c ' T asb_')" 2000 ""
within "symbols taken from libc" "$(nm -D -u "$work/libasb.so" | grep -c ' U ')" 100 ""
times=$("$work/figures" "$work/libasb.so") || { echo "failed: the library could not be loaded"; failed=$((failed + 1)); times="0 0 0 0"; }
# shellcheck disable=SC2086
set -- $times
within "dlopen()" "$1" 100000 "microseconds"
within "to an engine" "$2" 200000 "microseconds"
within "to a policy, read and checked" "$3" 2000000 "microseconds"
within "to the first due date" "$4" 2000000 "microseconds"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
