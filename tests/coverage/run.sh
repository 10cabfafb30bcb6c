#!/bin/sh
# Line and branch coverage of src/ by the tests: the suites, the fault loop once more where every allocation can fail, scenarios, replay, the command's tests, the
# fuzz corpora, hosts that lie, and the comparisons that go through the Python package (caseload, reports, rehearsals, matching, the model).
#
#   sh tests/coverage/run.sh              builds, runs, and holds what is not reached against tests/coverage/unreached.txt
#   sh tests/coverage/run.sh --again      only looks again at what was measured last
#   sh tests/coverage/run.sh --write      also writes docs/coverage.md
#
# ASB_BUILD says where (build/coverage). About twenty minutes on two cores. The last line is `N passed, N failed`: each file is one; it fails where a branch is not reached
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
    *) sed -n '2,10s/^# \{0,1\}//p' tests/coverage/run.sh; exit 2 ;;
    esac
done

# -O0: a branch of the source is a branch of the object, and frames can be walked. NAME, flags of the compiler, targets or words for cmake.
make() {
    name=$1 flags="-O0 -g --coverage $2"
    shift 2
    cmake -S . -B "$build/$name" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=gcc -DCMAKE_C_FLAGS="$flags" "$@" >"$build/$name.txt" 2>&1 &&
        cmake --build "$build/$name" -j "$jobs" >>"$build/$name.txt" 2>&1 || { tail -n 20 "$build/$name.txt"; echo "0 passed, 1 failed"; exit 1; }
    find "$build/$name" -name '*.gcda' -exec rm -f {} +
}

suites() { # build, pattern, pattern of those left out
    for suite in $(sed -n 's/^SUITE(\(.*\))$/\1/p' "$build/$1/tests/suites.inc" | grep -E "$2" | grep -Ev "$3"); do
        CK_DEFAULT_TIMEOUT=1800 "$build/$1/tests/asb_unit" "$suite" >"$build/out.txt" 2>&1 || { tail -n 5 "$build/out.txt"; bad=1; }
    done
}

run() {
    "$@" >"$build/out.txt" 2>&1 </dev/null || { echo "$*"; tail -n 5 "$build/out.txt"; bad=1; }
}

if [ -z "$again" ]; then
    bad=0
    mkdir -p "$build"
    here=$(cd "$build" && pwd)
    make plain -fprofile-update=atomic -DASB_TESTS=ON -DASB_SHARED=OFF
    # killing processes leaves no counts behind
    suites plain . '^store_kill$'
    run "$build/plain/asb" scenario tests/scenario/*.json
    run "$build/plain/tests/asb_replay" tests/scenario/*.json
    run sh tests/cli/run.sh "$here/plain/asb"
    run "$build/plain/tests/asb_hostile_stores"
    run "$build/plain/tests/asb_hostile_hooks"
    run "$build/plain/tests/asb_leaks" 20
    for corpus in tests/fuzz/corpus/*; do
        [ ! -x "$build/plain/tests/fuzz/${corpus##*/}" ] || run "$build/plain/tests/fuzz/${corpus##*/}" "$corpus"
    done
    # Each block of an arena is an allocation, and so can be refused; one on each way to it is (tests/fault/fault.c).
    make tiny "-DASB_SMALLEST_CHUNK=0 -DASB_FAULT_PATHS" -DASB_TESTS=ON -DASB_SHARED=OFF
    CK_FORK=no suites tiny '^fault_' '^$'
    make shared "" -DASB_TESTS=OFF
    ASB_LIBRARY=$here/shared/libasb.so PYTHONPATH=bindings/python PYTHONDONTWRITEBYTECODE=1
    export ASB_LIBRARY PYTHONPATH PYTHONDONTWRITEBYTECODE
    for comparison in caseload/differential.py caseload/reports.py rehearsal/differential.py; do run python3 "tests/$comparison" 1 6; done
    run python3 tests/matching/quality.py 1 300
    run python3 tests/model/compare.py --asb "$build/shared/asb" --policies src/policies --seed 5 --count 40 --keep "$build/differences"
    mkdir -p "$build/laboratory" && cp src/policies/england.json tests/model/policies/laboratory.json "$build/laboratory/"
    run python3 tests/model/compare.py --asb "$build/shared/asb" --policies "$build/laboratory" --only laboratory --seed 5 --count 60 --keep "$build/differences"
    [ $bad = 0 ] || { echo "a test failed"; echo "0 passed, 1 failed"; exit 1; }
fi
python3 tests/coverage/coverage.py --objects "$build/plain" "$build/tiny" "$build/shared" --unreached tests/coverage/unreached.txt $write
