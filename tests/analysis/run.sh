#!/bin/sh
# Static analysis of src and the asb command: gcc -fanalyzer, clang-tidy with the list of .clang-tidy, cppcheck. No finding may be left but those of
# accepted.txt, each with its reason; and one of these that is not found any more has to go.
#
#   sh tests/analysis/run.sh [FILE...]      all files, or these alone (then nothing is said of what was accepted and not found)
#
# The last line is `N passed, N failed`: each file under each tool is one.
set -u
cd "$(dirname "$0")/../.." || exit 1
out=build/analysis
mkdir -p "$out" || exit 1
whole=
if [ $# = 0 ]; then
    whole=--whole
    # shellcheck disable=SC2046
    set -- $(ls src/*/*.c examples/asb/*.c | grep -v '_windows\.c$')
fi
jobs=${ASB_JOBS:-$(nproc 2>/dev/null || echo 2)}
flags="-std=c11 -Iinclude -Isrc -DASB_BUILDING"

# A tool that is not there is a failure: what was not looked at is not clean.
for tool in gcc clang-tidy cppcheck; do
    command -v "$tool" >/dev/null 2>&1 || { echo "$tool is missing"; echo "0 passed, 1 failed"; exit 1; }
done

# shellcheck disable=SC2086
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c 'gcc '"$flags"' -fanalyzer -fdiagnostics-plain-output -Wall -Wextra -O1 -c "$0" -o /dev/null 2>"'"$out"'/gcc-$(echo "$0" | tr / -).txt" ||
    echo "$0:1:1: error: gcc failed [gcc]" >>"'"$out"'/gcc-$(echo "$0" | tr / -).txt"'
printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c 'clang-tidy --quiet "$0" -- '"$flags"' >"'"$out"'/clang-tidy-$(echo "$0" | tr / -).txt" 2>/dev/null ||
    echo "$0:1:1: error: clang-tidy failed [clang-tidy]" >>"'"$out"'/clang-tidy-$(echo "$0" | tr / -).txt"'
# Together, for cppcheck looks from one file into another; and in one job, for with several it does not. Its own configuration of <string.h> and the
# like is enough.
cppcheck --std=c11 --enable=warning,style,performance,portability --quiet -Iinclude -Isrc -DASB_BUILDING \
    --template='{file}:{line}:{column}: warning: {message} [{id}]' "$@" >"$out/cppcheck-all.txt" 2>&1 ||
    echo "$1:1:1: error: cppcheck failed [cppcheck]" >>"$out/cppcheck-all.txt"

python3 tests/analysis/findings.py $whole --accepted tests/analysis/accepted.txt --results "$out" "$@"
