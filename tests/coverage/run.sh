#!/bin/sh
# Line and branch coverage of src/ by the tests: the suites, the fault loop where every allocation can fail, scenarios, replay, the command's tests, the fuzz corpora, hosts
# that lie, and the comparisons that go through the Python package (caseload, reports, rehearsals, matching, the model).
#
#   sh tests/coverage/run.sh              builds, runs, and holds what is not reached against tests/coverage/unreached.txt
#   sh tests/coverage/run.sh --write      also writes docs/coverage.md, and takes out of unreached.txt what is reached or gone by now
#   sh tests/coverage/run.sh --more A     keeps what was counted, and adds the tests whose names fit the expression A: after new tests, or sources changed in a few files
#   sh tests/coverage/run.sh --again      only looks again at what was counted last
#
# ASB_BUILD says where (build/coverage), ASB_JOBS how many at a time. What takes long and reaches nothing more is left out. The last line is `N passed, N failed`: each file
# is one, and each test that fails; a file fails where a branch is not reached that no line of unreached.txt explains, or a line explains what is reached.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${ASB_BUILD:-build/coverage}
jobs=${ASB_JOBS:-$(nproc 2>/dev/null || echo 2)}
again= write= more=
while [ $# -gt 0 ]; do
    case $1 in
    --again) again=1 ;;
    --write) write=--write ;;
    --more) more=${2:?} && shift ;;
    *) sed -n '2,12s/^# \{0,1\}//p' tests/coverage/run.sh; exit 2 ;;
    esac
    shift
done
mkdir -p "$build"
here=$(cd "$build" && pwd)

# -O0: a branch of the source is a branch of the object, and frames can be walked. NAME, flags of the compiler, words for cmake, words for the build.
make() {
    cmake -S . -B "$here/$1" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=gcc -DCMAKE_C_FLAGS="-O0 -g --coverage $2" -DASB_TESTS=ON $3 >"$here/$1.txt" 2>&1 &&
        cmake --build "$here/$1" -j "$jobs" $4 >>"$here/$1.txt" 2>&1 || { tail -n 20 "$here/$1.txt"; echo "0 passed, 1 failed"; exit 1; }
    [ -n "$more" ] || find "$here/$1" -name '*.gcda' -exec rm -f {} +
}

# Reads `name<tab>command` and runs those whose names fit, so many at a time. What fails is counted, and the figures are made all the same.
each() {
    grep -E "^[^	]*(${more:-.})[^	]*	" | cut -f2 | ASB_HERE=$here xargs -d '\n' -r -n 1 -P "$jobs" sh -c \
        'out=$(mktemp "$ASB_HERE/out.XXXXXX"); sh -c "$0" >"$out" 2>&1 </dev/null || { echo "$0"; tail -n 5 "$out"; echo "$0" >>"$ASB_HERE/failed.txt"; }; rm -f "$out"'
}

# Longest first.
programs() { # the command's tests press Ctrl-C, which in the background of a shell would be ignored
    corpora=$(for c in tests/fuzz/corpus/*; do [ ! -x "$here/plain/tests/fuzz/${c##*/}" ] || echo "$here/plain/tests/fuzz/${c##*/} $c >/dev/null &&"; done; echo true)
    cat <<END
leaks	$here/plain/tests/asb_leaks 20
cli	env --default-signal=INT sh tests/cli/run.sh $here/plain/asb
caseload	python3 tests/caseload/differential.py 1 6
reports	python3 tests/caseload/reports.py 1 6
model	python3 tests/model/compare.py --asb $here/plain/asb --policies src/policies --seed 5 --count 40 --keep $here/differences
laboratory	python3 tests/model/compare.py --asb $here/plain/asb --policies $here/laboratory --only laboratory --seed 5 --count 60 --keep $here/differences-laboratory
rehearsal	python3 tests/rehearsal/differential.py 1 6
matching	python3 tests/matching/quality.py 1 300
hostile	$here/plain/tests/asb_hostile_stores && $here/plain/tests/asb_hostile_hooks
scenarios	$here/plain/asb scenario tests/scenario/*.json
replay	$here/plain/tests/asb_replay tests/scenario/*.json
concurrency	$here/plain/tests/asb_concurrency $here/concurrency.asb 2 4 10
fuzz	$(echo $corpora)
END
}

# NAME of the build, pattern of suites, pattern of those left out, words before the program; those that take long first
suites() {
    sed -n 's/^SUITE(\(.*\))$/\1/p' "$here/$1/tests/suites.inc" >"$here/suites.txt"
    { grep -xFf tests/long_suites.txt "$here/suites.txt"; grep -vxFf tests/long_suites.txt "$here/suites.txt"; } | grep -E "$2" | grep -Ev "$3" |
        sed "s|.*|&	$4 CK_DEFAULT_TIMEOUT=3600 $here/$1/tests/asb_unit &|"
}

if [ -z "$again" ]; then
    make plain -fprofile-update=atomic -DASB_SHARED=ON ""
    : >"$here/failed.txt"
    mkdir -p "$here/laboratory" && cp src/policies/england.json tests/model/policies/laboratory.json "$here/laboratory/"
    ASB_LIBRARY=$here/plain/libasb.so PYTHONPATH=bindings/python PYTHONDONTWRITEBYTECODE=1 ASB_SLOW_BUILD=1
    export ASB_SLOW_BUILD ASB_LIBRARY PYTHONPATH PYTHONDONTWRITEBYTECODE
    # The fault suites are run below. Killing processes leaves no counts behind.
    { suites plain . '^(fault_.*|store_kill)$' ''; programs; } | each
    # Each block of an arena is an allocation, and so can be refused; one on each way to it is (tests/fault/fault.c).
    make tiny "-DASB_SMALLEST_CHUNK=0 -DASB_FAULT_PATHS" -DASB_SHARED=OFF "--target asb_unit"
    suites tiny '^fault_' '^$' CK_FORK=no | each
fi
python3 tests/coverage/coverage.py --objects "$here/plain" "$here/tiny" --failed "$here/failed.txt" --jobs "$jobs" --unreached tests/coverage/unreached.txt $write
