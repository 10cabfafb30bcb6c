#!/bin/sh
# What tests/plain builds, run: on this machine, or by an emulator.
#
#   sh tests/plain/run.sh BUILD [RUNNER…]
#
# QUICK=1 leaves out what takes long under an emulator: journals whose every byte is changed or every call of which fails. It is named. Prints `N passed, N failed`.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=$1/tests/plain
shift
EXE=
if [ -f "$BUILD/asb_plain_unit.exe" ]; then
    EXE=.exe
    echo "left out on Windows, for they are about POSIX: engine_life store_journal store_kill store_posix"
fi
SLOW='store_crash store_compact store_damage store_kill policy_damage document_identifiers fault_audit fault_case fault_caseload fault_data fault_documents fault_papers fault_record fault_store'
passed=0
failed=0

# One program: its last line, or else its exit status, counts.
one() { # name, then the command
    name=$1
    shift
    output=$("$@" 2>&1)
    status=$?
    last=$(printf '%s\n' "$output" | tr -d '\r' | grep -E '^[0-9]+ passed, [0-9]+ failed$' | tail -n 1)
    p=$(echo "${last:-}" | sed -n 's/^\([0-9]*\) passed.*/\1/p')
    f=$(echo "${last:-}" | sed -n 's/.*, \([0-9]*\) failed.*/\1/p')
    if [ -z "$last" ]; then p=$((status == 0)) f=$((status != 0)); fi
    [ "$status" = 0 ] || [ "$f" -gt 0 ] || f=1
    passed=$((passed + p)) failed=$((failed + f))
    if [ "$f" -gt 0 ]; then
        echo "FAILED $name (exit status $status)"
        printf '%s\n' "$output" | grep -v '^Running\|: [0-9]* run, 0 failed' | tail -n 25
    fi
}

suites=$(sed 's/SUITE(\(.*\))/\1/' "$BUILD/suites.inc")
if [ -n "${QUICK:-}" ]; then
    for slow in $SLOW; do suites=$(echo "$suites" | grep -vx "$slow"); done
    echo "left out here, and run by the ordinary tests: $SLOW"
fi
for suite in $suites; do one "$suite" "$@" "$BUILD/asb_plain_unit$EXE" "$suite"; done
one stores "$@" "$BUILD/plain_stores$EXE"
one hooks "$@" "$BUILD/plain_hooks$EXE" 20
one replay "$@" "$BUILD/plain_replay$EXE" tests/scenario/*.json
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    one "$name" "$@" "$BUILD/plain_$name$EXE" "tests/fuzz/corpus/$name"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
