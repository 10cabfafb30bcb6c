#!/bin/sh
# What tests/plain builds, run: on this machine, or by an emulator; as many programs at once as there are processors (JOBS).
#
#   sh tests/plain/run.sh BUILD [RUNNER…]
#
# QUICK=1 leaves out what takes long under an emulator (tests/long_suites.txt), and says so. What each program printed is kept in BUILD/tests/plain/results.
# Prints `N passed, N failed`.
set -u
cd "$(dirname "$0")/../.." || exit 1
WINDOWS="engine_life store_journal store_kill store_kills store_posix store_turns" # what tests/plain/CMakeLists.txt does not build there

# ---- one program, which is all that is done where this runs itself: its last line, or else its exit status, counts

program() { # name, folder, ending, then how it is run
    name=$1 at=$2 exe=$3
    shift 3
    case $name in
    suite:*) "$@" "$at/asb_plain_unit$exe" "${name#suite:}" ;;
    stores) "$@" "$at/plain_stores$exe" ;;
    hooks) "$@" "$at/plain_hooks$exe" 20 ;;
    replay) "$@" "$at/plain_replay$exe" tests/scenario/*.json ;;
    fuzz_*) "$@" "$at/plain_$name$exe" "tests/fuzz/corpus/$name" ;;
    esac
}

if [ "$1" = --one ]; then
    shift
    result=$2/results/$1.txt
    program "$@" >"$result" 2>&1
    echo "exit status $?" >>"$result"
    exit 0
fi

# ---- all of them

BUILD=$1/tests/plain
shift
EXE=
if [ -f "$BUILD/asb_plain_unit.exe" ]; then
    EXE=.exe
    echo "left out: $(echo "$WINDOWS" | wc -w): $WINDOWS (about POSIX)"
fi

suites() {
    sed 's/SUITE(\(.*\))/\1/' "$BUILD/suites.inc"
}
long() { # those of them that take long
    suites | grep -Fx -f tests/long_suites.txt
}
names() { # the long ones first, so that the others fill what is left of the time
    [ -n "${QUICK:-}" ] || long | sed 's/^/suite:/'
    suites | grep -vFx -f tests/long_suites.txt | sed 's/^/suite:/'
    printf '%s\n' stores hooks replay
    for target in tests/fuzz/fuzz_*.c; do basename "$target" .c; done
}

[ -z "${QUICK:-}" ] || echo "left out: $(long | wc -l): $(long | tr '\n' ' ')(long suites)"
rm -rf "$BUILD/results" && mkdir "$BUILD/results" || exit 1
names | xargs -P "${JOBS:-2}" -I NAME sh tests/plain/run.sh --one NAME "$BUILD" "$EXE" "$@"

counts() { # of one program: passed, failed
    tr -d '\r' <"$1" 2>/dev/null | awk '
        /^[0-9]+ passed, [0-9]+ failed$/ { p = $1 + 0; f = $3 + 0; counted = 1 }
        /^exit status [0-9]+$/ { status = $3 + 0; ended = 1 }
        END {
            bad = !ended || status
            if (!counted) { p = !bad; f = bad }
            print p, bad && !f ? 1 : f + 0
        }'
}

passed=0
failed=0
for name in $(names); do
    result=$BUILD/results/$name.txt
    tr -d '\r' <"$result" | grep '^left out: ' # by a test itself, where the system cannot do what it is about
    count=$(counts "$result")
    passed=$((passed + ${count% *})) failed=$((failed + ${count#* }))
    [ "${count#* }" -gt 0 ] || continue
    echo "FAILED $name"
    tr -d '\r' <"$result" | grep -v '^Running\|: [0-9]* run, 0 failed' | tail -n 25
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
