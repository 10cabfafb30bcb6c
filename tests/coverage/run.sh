#!/bin/sh
# Line and branch coverage of src/case, policy, time, forms and record by the unit, fault, scenario and replay tests and by the command's own.
#
#   sh tests/coverage/run.sh              builds, runs, and holds what is not reached against tests/coverage/unreached.txt
#   sh tests/coverage/run.sh --again      only looks again at what was measured last
#   sh tests/coverage/run.sh --write      also writes docs/coverage.md
#
# ASB_BUILD says where (build/coverage). The last line is `N passed, N failed`: each file is one; it fails where a branch is not reached
# that no line of unreached.txt explains, or a line explains what is reached.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${ASB_BUILD:-build/coverage}
jobs=${ASB_JOBS:-$(nproc 2>/dev/null || echo 2)}
again= write=
for argument in "$@"; do
    case $argument in
    --again) again=1 ;;
    --write) write=--write ;;
    *) sed -n '2,9s/^# \{0,1\}//p' tests/coverage/run.sh; exit 2 ;;
    esac
done

# -O0: a branch of the source is a branch of the object. NAME, then further flags.
make() {
    flags="-O0 -g --coverage -fprofile-update=atomic $2"
    cmake -S . -B "$build/$1" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=gcc -DCMAKE_C_FLAGS="$flags" -DASB_TESTS=ON -DASB_SHARED=OFF >"$build/$1.txt" 2>&1 &&
        cmake --build "$build/$1" -j "$jobs" --target asb_unit asb_command asb_replay >>"$build/$1.txt" 2>&1 ||
        { tail -n 20 "$build/$1.txt"; echo "0 passed, 1 failed"; exit 1; }
    find "$build/$1" -name '*.gcda' -exec rm -f {} +
}

suites() { # name, pattern
    for suite in $(sed -n 's/^SUITE(\(.*\))$/\1/p' "$build/$1/tests/suites.inc" | grep -E "$2"); do
        CK_DEFAULT_TIMEOUT=1800 "$build/$1/tests/asb_unit" "$suite" >"$build/unit.txt" 2>&1 || { tail -n 5 "$build/unit.txt"; bad=1; }
    done
}

if [ -z "$again" ]; then
    bad=0
    mkdir -p "$build"
    make plain ""
    suites plain .
    "$build/plain/asb" scenario tests/scenario/*.json >"$build/scenario.txt" 2>&1 || bad=1
    "$build/plain/tests/asb_replay" tests/scenario/*.json >"$build/replay.txt" 2>&1 || bad=1
    sh tests/cli/run.sh "$(cd "$build" && pwd)/plain/asb" >"$build/cli.txt" 2>&1 || bad=1
    # The fault loop once more, where each block of an arena is an allocation, and so can be refused.
    make tiny -DASB_SMALLEST_CHUNK=0
    suites tiny "${ASB_TINY:-^fault_engine$|_failures$}" # '^fault_' for all: that takes an hour
    [ $bad = 0 ] || { echo "a test failed"; echo "0 passed, 1 failed"; exit 1; }
fi
python3 tests/coverage/coverage.py --objects "$build/plain" "$build/tiny" --unreached tests/coverage/unreached.txt \
    --folder src/case --folder src/policy --folder src/time --folder src/forms --folder src/record $write
