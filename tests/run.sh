#!/bin/sh
# Sets up what the tests need, builds, and runs them. On a fresh Debian machine nothing else is needed.
#
#   sh tests/run.sh                  the ordinary tests; under CI=true a minute of fuzzing, too
#   sh tests/run.sh --all            every stage
#   sh tests/run.sh --only A[,B…]    these stages alone, and what they build upon
#
# The ordinary stages:
#   release      a build as it is delivered, and every test there is
#   model        beside that build: the second implementation, the relations of changed scenarios, dates
#   sanitizers   the tests under the address and undefined sanitizers
#   thread       handles freed by other threads, under the thread sanitizer
# With --all also:
#   threads      the suites under the thread sanitizer
#   clang O0 O2 O3                     by Clang; with -O0 -funsigned-char; with -O2; with -O3 and optimised at linking, without assertions
#   memory       the suites under the memory sanitizer
#   valgrind     three suites and a scenario under valgrind
#   musl i686 s390x aarch64 windows    another C library; 32 bits; big-endian and ARM, by qemu; Windows, by Wine: scenarios, traces, suites
#   exchange     each of these writes a journal and an export, and every other one reads them and goes on
#   models       the model and the relations with more seeds (MODEL_COUNT, 2000)
#   kills        writers of one journal are killed, so often (ASB_KILLS, 800)
#   analysis     static analysis
#   fuzz         each fuzz target for a minute (FUZZ_SECONDS, 60)
#
# What is missing is installed with apt-get (by sudo where one is not root), and named before. Builds are kept in build/; running again builds only
# what has changed, and needs no network. Each stage says how long it took. The last line is `N passed, N failed`, and the exit status 1 where anything failed. What had to
# be left out because something is not here is named and counted as skipped; under CI=true that is a failure. What a stage leaves to another one, for
# it takes long (tests/long_suites.txt), is named and counted as left out.
set -u
cd "$(dirname "$0")/.." || exit 1
TOP=$(pwd)
ORDINARY="release model sanitizers thread"
FOREIGN="musl i686 s390x aarch64 windows"
STAGES="$ORDINARY threads clang O0 O2 O3 memory valgrind $FOREIGN exchange models kills analysis fuzz"

usage() {
    sed -n '2,/^set -u/{/^set -u/d;s/^# \{0,1\}//;p;}' tests/run.sh
    exit 2
}

among() { # a word, words
    case " $2 " in *" $1 "*) ;; *) return 1 ;; esac
}

RUN=$ORDINARY
[ "${CI:-}" != true ] || RUN="$ORDINARY fuzz"
case "$#:${1:-}" in
0:) ;;
1:--all) RUN=$STAGES ;;
2:--only) RUN=$(echo "$2" | tr ',' ' ') ;;
*) usage ;;
esac
[ -n "$RUN" ] || usage
for stage in $RUN; do
    among "$stage" "$STAGES" || { echo "There is no stage '$stage'. There are: $STAGES"; exit 2; }
done

JOBS=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
export JOBS
LOGS=$TOP/build/logs
TALLY=$LOGS/tally # a line `passed failed skipped left-out` for each that was run
TIMES=$LOGS/times # a line `seconds processor-seconds stage` for each stage
SLOW=$LOGS/slow   # a line `seconds test` for each test of CTest
BUILT=            # what was built in this run
mkdir -p "$LOGS" && : >"$TALLY" && : >"$TIMES" && : >"$SLOW" || exit 1

# ---- what is needed

have() { command -v "$1" >/dev/null 2>&1; }
has_sqlite() { have pkg-config && pkg-config --exists sqlite3; }
has_postgresql() { have pkg-config && pkg-config --exists libpq && ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }
wine() { for w in /usr/lib/wine/wine64 /usr/bin/wine64; do [ ! -x "$w" ] || { echo "$w"; return; }; done; }
has_wine() { [ -n "$(wine)" ]; }
has_check() { have pkg-config && pkg-config --exists check; }
has_php() { have php && php -r 'exit(extension_loaded("FFI") ? 0 : 1);'; }
has_node() { have node && node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)'; }
has_jna() { [ -f /usr/share/java/jna.jar ] && ls /usr/lib/*/jni/libjnidispatch.system.so >/dev/null 2>&1; }
has_schema() { have python3 && python3 -c 'import jsonschema' 2>/dev/null; }
has_python() { have python3 && python3 -c 'import sys; sys.exit(sys.version_info < (3, 9))'; }
has_venv() { have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null; }
has_clang() { have clang && ls "$(clang -print-resource-dir)"/lib/*/libclang_rt.fuzzer* >/dev/null 2>&1; }

# What only some stages need: the stages, how to see whether it is here, the packages.
for_stages() {
    stages=$1 is_here=$2
    shift 2
    for stage in $stages; do
        if among "$stage" "$RUN"; then $is_here || echo "$@"; return; fi
    done
}

missing() {
    if ! have cc || ! have c++ || ! have make || ! have nm; then echo build-essential; fi
    have cmake || echo cmake
    have pkg-config || echo pkg-config
    has_check || echo check
    has_sqlite || echo libsqlite3-dev
    has_postgresql || echo postgresql libpq-dev
    has_python || echo python3
    have chromium || have chromium-browser || echo chromium
    have pdftoppm || echo poppler-utils
    has_php || echo php-cli
    have luajit || echo luajit
    has_node || echo nodejs
    have npm || echo npm
    if ! have mcs || ! have mono; then echo mono-mcs mono-runtime libmono-system-core4.0-cil; fi
    has_venv || echo python3-venv
    have mypy || echo mypy
    have javac || echo default-jdk-headless
    has_jna || echo libjna-java libjna-jni
    has_schema || echo python3-jsonschema
    [ -f /usr/share/zoneinfo/Europe/London ] || echo tzdata
    have abidiff || echo abigail-tools
    for_stages "clang memory fuzz" has_clang clang libclang-rt-dev
    for_stages "analysis" "have clang-tidy" clang-tidy
    for_stages "analysis" "have cppcheck" cppcheck
    for_stages "valgrind" "have valgrind" valgrind
    for_stages "musl exchange" "have musl-gcc" musl-tools
    for_stages "i686 exchange" "have i686-linux-gnu-gcc" gcc-i686-linux-gnu libc6-dev-i386-cross
    for_stages "s390x exchange" "have s390x-linux-gnu-gcc" gcc-s390x-linux-gnu libc6-dev-s390x-cross
    for_stages "aarch64 exchange" "have aarch64-linux-gnu-gcc" gcc-aarch64-linux-gnu libc6-dev-arm64-cross
    for_stages "s390x aarch64 exchange" "have qemu-s390x" qemu-user
    for_stages "windows exchange" "have x86_64-w64-mingw32-gcc-posix" gcc-mingw-w64-x86-64-posix
    for_stages "windows exchange" has_wine wine64
}

# sudo drops the environment: what is to be set goes through `env`.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}
can_be_root() { [ "$(id -u)" = 0 ] || have sudo; }

install_missing() {
    packages=$(missing | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    echo "Installing with apt-get: $packages"
    if ! have apt-get || ! can_be_root; then
        echo "That takes apt-get, and root or sudo, which are not here; please install them, and run this again."
        return 1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$LOGS/apt.txt" 2>&1
    # shellcheck disable=SC2086
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >>"$LOGS/apt.txt" 2>&1; then
        tail -n 20 "$LOGS/apt.txt"
        return 1
    fi
}

fuzz_targets() { find tests/fuzz -name 'fuzz_*.c' | sed 's|.*/\(.*\)\.c|\1|' | sort | tr '\n' ' '; }

# ---- running and counting

# Adds what a log says to the tally: awk's words for check and tests_of.
LEFT='/^left out: [0-9]+: / { print "  " name ": " $0; left += $3 }'

# Runs a command as one test, or as many as its last line `N passed, N failed` says.
check() {
    name=$1
    shift
    log=$LOGS/$(echo "$name" | tr ' /' '--').txt
    "$@" >"$log" 2>&1
    status=$?
    awk -v name="$name" -v status=$status -v tally="$TALLY" "$LEFT"'
        /^[0-9]+ passed, [0-9]+ failed/ { passed = $1 + 0; failed = $3 + 0; counted = 1 }
        /^skipped:/ { skipped++; print $0 }
        END {
            if (!counted) { passed = (status == 0 && !skipped); failed = (status != 0) }
            else if (status && !failed) failed = 1
            print passed + 0, failed + 0, skipped + 0, left + 0 >>tally
            printf "%-6s %s (%d passed, %d failed)\n", failed ? "FAILED" : "ok", name, passed, failed
        }' "$log"
    [ $status = 0 ] || tail -n 60 "$log" | sed 's/^/    /'
    return $status
}

skip() {
    echo "skipped: $1: $2"
    echo "0 0 1 0" >>"$TALLY"
}

left_out() { # stage, how many, which, why
    echo "  $1: left out: $2: $3 ($4)"
    echo "0 0 0 $2" >>"$TALLY"
}

# Runs a build's tests of CTest, prints one line for each and what a failed one printed. The name of the build, then options for ctest.
tests_of() {
    name=$1
    shift
    ctest --test-dir "build/$name" -V -j "$JOBS" "$@" >"$LOGS/ctest-$name.txt" 2>&1
    awk -v build="$name" -v tally="$TALLY" -v slow="$SLOW" '
        /^[0-9]+: / {
            id = $1; sub(/:$/, "", id); line = $0; sub(/^[0-9]+: /, "", line)
            if (++lines[id] <= 60) text[id] = text[id] "    " line "\n"
            if (line ~ /^[0-9]+ passed, [0-9]+ failed/) { split(line, n, /[^0-9]+/); p[id] = n[1]; f[id] = n[2]; counted[id] = 1 }
            if (line ~ /^skipped:/) { s[id]++; print line }
            if (line ~ /^left out: [0-9]+: /) { split(line, n, /[^0-9]+/); left += n[2]; print "  " build ": " line }
        }
        /^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: / {
            match($0, /#[0-9]+/); id = substr($0, RSTART + 1, RLENGTH - 1)
            rest = substr($0, RSTART + RLENGTH + 2); words = split(rest, word, " ")
            bad = (rest !~ / Passed +[0-9.]+ sec/)
            if (!counted[id]) { p[id] = !bad && !s[id]; f[id] = bad }
            if (bad && !f[id]) f[id] = 1
            printf "%-6s %s: %s (%d passed, %d failed)\n", f[id] ? "FAILED" : "ok", build, word[1], p[id], f[id]
            if (f[id]) printf "%s", text[id]
            if (f[id] && lines[id] > 60) print "    … all " lines[id] " lines are in build/logs/ctest-" build ".txt"
            passed += p[id]; failed += f[id]; skipped += s[id]; seen++
            print word[words - 1], build ": " word[1] >>slow
        }
        END {
            if (!seen) { print "FAILED " build ": no test ran"; failed++ }
            print passed + 0, failed + 0, skipped + 0, left + 0 >>tally
        }' "$LOGS/ctest-$name.txt"
}

# The same without suites that take long.
short_tests_of() { # build, then options for ctest
    name=$1
    shift
    suites=$(grep -v '^#' tests/long_suites.txt | tr '\n' ' ')
    left_out "$name" "$(echo "$suites" | wc -w)" "${suites% }" "long suites"
    tests_of "$name" "$@" -E "^unit\.($(echo "${suites% }" | tr ' ' '|'))\$"
}

# Tests that CMake leaves out of a build where what they need is not here.
complete() { # build, tests
    name=$1
    shift
    there=$(ctest --test-dir "build/$name" -N | sed -n 's/^ *Test *#[0-9]*: //p' | tr '\n' ' ')
    for test in "$@"; do
        among "$test" "$there" || skip "$name: $test" "this build has no such test, for what it needs was not found"
    done
}

# Configures and builds, once in a run: name, targets (all where there is none), then options for cmake. What fails is a failed test.
build() {
    name=$1 targets=$2
    shift 2
    ! among "$name" "$BUILT" || return 0
    log=$LOGS/build-$name.txt
    # shellcheck disable=SC2086
    if cmake -S . -B "build/$name" "$@" >"$log" 2>&1 && cmake --build "build/$name" -j "$JOBS" ${targets:+--target $targets} >>"$log" 2>&1; then
        BUILT="$BUILT $name"
        grep -n 'warning:' "$log"
        return 0
    fi
    echo "FAILED build of $name"
    grep -E -A4 'error|Error|undefined reference' "$log" | head -n 80 | sed 's/^/    /'
    echo "0 1 0 0" >>"$TALLY"
    return 1
}

# ---- the ordinary stages

build_release() { build release "" -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_TESTS=ON; }

stage_release() {
    build_release || return
    complete release adapter.sqlite adapter.postgresql browser cli install moving bindings.python bindings.node bindings.java bindings.dotnet bindings.php \
        bindings.luajit schema.policies schema.records schema.scenarios abi.abidiff abi.clients caseload rehearsal concurrency
    tests_of release
}

model() { # build, seed, count
    check "model $1 seed $2" python3 tests/model/compare.py --asb "build/$1/asb" --policies src/policies --seed "$2" --count "$3" \
        --keep "build/differences"
}

# What no landlord's policy uses of the format, by a policy made up for it.
laboratory() { # count
    mkdir -p build/laboratory && cp src/policies/england.json tests/model/policies/laboratory.json build/laboratory/
    check "model of the laboratory policy" python3 tests/model/compare.py --asb build/release/asb --policies build/laboratory --only laboratory \
        --seed 1 --count "$1" --keep build/differences
}

# Scenarios changed in ways whose effect is known, and folded in every way.
metamorphic() { # seed, count
    check "metamorphic seed $1" python3 tests/metamorphic/metamorphic.py --asb build/release/asb --policies src/policies --seed "$1" --count "$2" \
        --replay build/release/tests/asb_replay --keep build/metamorphic
}

stage_model() {
    build_release || return
    model release 1 200
    laboratory 300
    metamorphic 1 40
    check "model of dates" python3 tests/model/dates.py --asb build/release/asb --seed 1 --count 300
}

stage_sanitizers() {
    build sanitizers "" -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_TESTS=ON -DASB_SANITIZE=address,undefined || return
    tests_of sanitizers
}

# Handles freed by a second thread and from within callbacks, engines side by side.
build_threads() { # targets
    build threads "$1" -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_TESTS=ON -DASB_SANITIZE=thread
}
stage_thread() { build_threads asb_unit && tests_of threads -R 'unit.engine_life'; }

# ---- with --all: the same sources, built otherwise, must give the same results

RUNNABLE="asb_unit asb_command asb_replay" # what carries the labels unit and scenario

stage_threads() {
    BUILT=$(echo "$BUILT" | sed 's/ threads//') # thread has built one program of it
    build_threads "$RUNNABLE asb_concurrency asb_hostile_stores asb_hostile_hooks $(fuzz_targets)" && short_tests_of threads -L 'unit|scenario|fuzz|hostile|concurrency'
}

# What does not depend on the compiler is left to the first build: bindings, schemas, pages, documentation, the installed library.
stage_clang() {
    build clang "" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_TESTS=ON || return
    short_tests_of clang -L 'unit|scenario|cli|fuzz|hostile|document|concurrency|caseload|rehearsal|adapter'
}

UNSIGNED='-O0 -funsigned-char'
build_optimised() { # build, flags, then other options for cmake
    name=$1 flags=$2
    shift 2
    build "$name" "$RUNNABLE" -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS="$flags" -DASB_WERROR=ON -DASB_TESTS=ON "$@"
}
stage_optimised() { build_optimised "$@" && short_tests_of "$1" -L 'unit|scenario'; }

# Every library must be instrumented, and Check is not: the suites run on what tests/plain has in its place.
stage_memory() {
    build_release || return
    mkdir -p build/memory
    clang -O1 -g -fsanitize=memory -c tests/plain/memory.c -o build/memory/calls.o || { echo "0 1 0 0" >>"$TALLY"; return; }
    build memory "asb_command asb_plain" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O1 -g' -DASB_WERROR=ON -DASB_SHARED=OFF \
        -DASB_PLAIN=ON -DASB_SANITIZE=memory -DCMAKE_EXE_LINKER_FLAGS="-fsanitize=memory $TOP/build/memory/calls.o" || return
    check "memory sanitizer" env QUICK=1 sh tests/plain/run.sh build/memory
    check "memory sanitizer: scenarios" build/memory/asb scenario tests/scenario/*.json
    check "memory sanitizer: trace" same_traces memory ""
}

stage_valgrind() {
    build_optimised O0 "$UNSIGNED" || return
    for suite in engine_engine engine_calendar record_build; do
        CK_FORK=no CK_DEFAULT_TIMEOUT=0 check "valgrind $suite" valgrind -q --error-exitcode=9 --leak-check=full build/O0/tests/asb_unit $suite
    done
    first=$(find tests/scenario -name '*.json' | sort | head -n 1)
    check "valgrind scenario" valgrind -q --error-exitcode=9 --leak-check=full build/O0/asb scenario "$first"
}

# ---- another C library, word size and byte order: what needs no Check, and traces, byte by byte

runner_of() { # machine
    case $1 in
    s390x | aarch64) echo "qemu-$1" ;;
    windows) wine ;;
    esac
}

options_of() { # machine
    case $1 in
    musl) echo "-DCMAKE_C_COMPILER=musl-gcc" ;;
    i686) echo "-DCMAKE_C_COMPILER=i686-linux-gnu-gcc" ;;
    s390x | aarch64) echo "-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=$1 -DCMAKE_C_COMPILER=$1-linux-gnu-gcc" ;;
    windows) echo "-DCMAKE_SYSTEM_NAME=Windows -DCMAKE_SYSTEM_PROCESSOR=x86_64 -DCMAKE_C_COMPILER=x86_64-w64-mingw32-gcc-posix" ;;
    esac
}

build_foreign() { # machine; only what needs none of this machine's libraries
    # shellcheck disable=SC2046
    build "$1" "asb_command asb_plain" -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_SHARED=OFF -DASB_PLAIN=ON -DCMAKE_EXE_LINKER_FLAGS=-static \
        $(options_of "$1") || return 1
    [ "$1" = windows ] || return 0
    export WINEDEBUG=-all WINEPREFIX="$TOP/build/wine"
    cp build/windows/asb.exe build/windows/asb
    [ -d "$WINEPREFIX" ] || "$(wine)" wineboot >"$LOGS/wine.txt" 2>&1 # says on its first run that it makes its folder
}

stage_foreign() { # machine
    build_release && build_foreign "$1" || return
    runner=$(runner_of "$1")
    # shellcheck disable=SC2086
    check "$1 scenarios" $runner "build/$1/asb" scenario tests/scenario/*.json
    check "$1 trace" same_traces "$1" "$runner"
    # shellcheck disable=SC2086
    check "$1 suites" env QUICK="${runner:+1}" sh tests/plain/run.sh "build/$1" $runner
    [ "$1" != i686 ] || check "layout of i686" python3 tests/abi/layout.py --cc i686-linux-gnu-gcc --static
}

same_traces() { # build, how it is run
    wrong=0 right=0
    for file in tests/scenario/*.json tests/plain/generated/*.json; do
        build/release/asb trace "$file" >"$LOGS/trace-here.txt" 2>&1
        $2 "build/$1/asb" trace "$file" >"$LOGS/trace-there.txt" 2>&1
        if cmp "$LOGS/trace-here.txt" "$LOGS/trace-there.txt"; then right=$((right + 1)); else wrong=$((wrong + 1)); fi
    done
    echo "$right passed, $wrong failed"
    [ $wrong = 0 ]
}

# Each writes a journal and an export, and all others read them.
stage_exchange() {
    build_release || return
    set -- "native=$TOP/build/release/asb"
    for machine in $FOREIGN; do
        build_foreign "$machine" || continue
        runner=$(runner_of "$machine")
        set -- "$@" "$machine=${runner:+$runner }$TOP/build/$machine/asb"
    done
    check "exchange between $# machines" sh tests/plain/exchange.sh "$TOP/build/exchange" "$@"
}

# ---- more of the same, on as many cores as two

stage_models() {
    build_release || return
    count=${MODEL_COUNT:-2000}
    (for seed in 2 3; do metamorphic "$seed" $((count / 8)); done) &
    for seed in 2 3 4 5; do model release "$seed" $((count / 4)); done
    metamorphic 4 $((count / 8))
    wait
}

stage_kills() {
    build_release || return
    for suite in store_kill store_kills; do
        check "$suite, ${ASB_KILLS:-800} times" env ASB_COUNTS=1 ASB_KILLS="${ASB_KILLS:-800}" build/release/tests/asb_unit $suite
    done
}

stage_analysis() { check analysis sh tests/analysis/run.sh; }

# Each target for so many seconds, from its corpus on; what it finds anew is kept in build/. For longer runs there is tests/fuzz/long.sh.
fuzz() { # seconds, targets
    seconds=$1
    shift
    for target in "$@"; do
        mkdir -p "build/fuzz/corpus/$target"
        check "$target for $seconds seconds" "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=3000 \
            -artifact_prefix=build/fuzz/ "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target"
    done
}

# In CI, without more being asked for, a minute altogether.
stage_fuzz() {
    targets=$(fuzz_targets)
    build fuzz "$targets" -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug -DASB_TESTS=ON -DASB_EXAMPLES=OFF -DASB_FUZZ=ON \
        -DASB_SANITIZE=address,undefined -DCMAKE_C_FLAGS='-O1 -fsanitize=fuzzer-no-link' || return
    # shellcheck disable=SC2086
    set -- $targets
    seconds=${FUZZ_SECONDS:-$([ "$RUN" = "$ORDINARY fuzz" ] && echo $((60 / $#)) || echo 60)}
    half=$(($# / 2))
    # shellcheck disable=SC2046
    fuzz "$seconds" $(echo "$targets" | tr ' ' '\n' | head -n "$half") &
    # shellcheck disable=SC2046
    fuzz "$seconds" $(echo "$targets" | tr ' ' '\n' | tail -n +$((half + 1)))
    wait
}

# ---- the run

run_stage() { # stage
    case $1 in
    O0) stage_optimised O0 "$UNSIGNED" ;;
    O2) stage_optimised O2 -O2 ;;
    O3) stage_optimised O3 '-O3 -flto=auto -DNDEBUG' -DCMAKE_EXE_LINKER_FLAGS=-Werror ;;
    musl | i686 | s390x | aarch64 | windows) stage_foreign "$1" ;;
    *) "stage_$1" ;;
    esac
}

# What the shell's children have used of the processor, of the user and the system together. Not in a subshell, which begins at nothing.
processor() {
    times >"$LOGS/used"
    awk 'NR == 2 { split($1, u, /[ms]/); split($2, s, /[ms]/); printf "%d\n", (u[1] + s[1]) * 60 + u[2] + s[2] }' "$LOGS/used" >"$LOGS/seconds"
    read -r used <"$LOGS/seconds"
}

timed_stage() { # stage
    echo "== $1"
    began=$(date +%s)
    processor
    before=$used
    run_stage "$1"
    processor
    took=$(($(date +%s) - began))
    echo "== $1 took $took s ($((used - before)) s of processor time)"
    echo "$took $((used - before)) $1" >>"$TIMES"
}

# The stages, the slowest first, and the slowest tests.
times_taken() {
    awk '{ wall += $1; used += $2; n++ } END { printf "%d stages took %d min %d s (%d s of processor time); the slowest, in seconds:", n, wall / 60, wall % 60, used }' "$TIMES"
    sort -rn "$TIMES" | head -n 8 | awk '{ printf "%s %s %d", (NR > 1 ? "," : ""), $3, $1 } END { print "" }'
    sort -rn "$SLOW" | head -n 8 | awk '{ printf "%s %s %s %d", (NR > 1 ? "," : "the slowest tests:"), $2, $3, $1 } END { if (NR) print "" }'
}

summary() {
    awk -v ci="${CI:-}" '
        { passed += $1; failed += $2; skipped += $3; left += $4 }
        END {
            if (left) print left " left out, which another stage runs or which cannot be there, each named above"
            if (skipped) print skipped " skipped" (ci == "true" ? ", which counts as failed here" : "")
            if (ci == "true") failed += skipped
            print passed + 0 " passed, " failed + 0 " failed"
            exit failed || !passed
        }' "$TALLY"
}

install_missing || { echo "0 passed, 1 failed"; exit 1; }
for stage in $RUN; do timed_stage "$stage"; done
times_taken
summary
