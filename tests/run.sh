#!/bin/sh
# Sets up what the tests need, builds, and runs them. On a fresh Debian machine nothing else is needed.
#
#   sh tests/run.sh          the ordinary tests: a build as it is delivered, one with address and undefined sanitizers; threads; under CI=true a minute of
#                            fuzzing, too
#   sh tests/run.sh --all    also: memory and thread sanitizer, clang, -O0, -O2, -O3 with LTO, valgrind, musl, 32-bit, ARM, big-endian, Windows, journals
#                            exchanged between them, each fuzz target (FUZZ_SECONDS, 60), the model and the metamorphic relations with more seeds (MODEL_COUNT, 2000), static analysis
#
# What is missing is installed with apt-get (by sudo where one is not root), and named before. Builds are kept in build/; running again is fast
# and needs no network. The last line is `N passed, N failed`, and the exit status 1 where anything failed. What had to be left out is
# named and counted as skipped; under CI=true that is a failure.
set -u
cd "$(dirname "$0")/.." || exit 1
TOP=$(pwd)
ALL=
for argument in "$@"; do
    case $argument in
    --all) ALL=1 ;;
    *) sed -n '2,12s/^# \{0,1\}//p' tests/run.sh; exit 2 ;;
    esac
done
JOBS=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
LOGS=$TOP/build/logs
TALLY=$LOGS/tally
mkdir -p "$LOGS" && : >"$TALLY" || exit 1

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
    have abidiff || echo abigail-tools
    [ -z "$ALL" ] && [ "${CI:-}" != true ] && return 0
    have clang || echo clang libclang-rt-dev
    [ -n "$ALL" ] || return 0
    have clang-tidy || echo clang-tidy
    have cppcheck || echo cppcheck
    have valgrind || echo valgrind
    have musl-gcc || echo musl-tools
    have i686-linux-gnu-gcc || echo gcc-i686-linux-gnu libc6-dev-i386-cross
    have s390x-linux-gnu-gcc || echo gcc-s390x-linux-gnu libc6-dev-s390x-cross
    have aarch64-linux-gnu-gcc || echo gcc-aarch64-linux-gnu libc6-dev-arm64-cross
    have qemu-s390x || echo qemu-user
    have x86_64-w64-mingw32-gcc-posix || echo gcc-mingw-w64-x86-64-posix
    has_wine || echo wine64
}

# sudo drops the environment: what is to be set goes through `env`.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_missing() {
    packages=$(missing | tr '\n' ' ')
    [ -n "$packages" ] || return 0
    echo "Installing with apt-get: $packages"
    if ! have apt-get; then
        echo "There is no apt-get here; please install them, and run this again."
        return 1
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$LOGS/apt.txt" 2>&1
    # shellcheck disable=SC2086
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >>"$LOGS/apt.txt" 2>&1; then
        tail -n 20 "$LOGS/apt.txt"
        return 1
    fi
}

# ---- running and counting. The tally has a line `passed failed skipped` for each that was run.

# Runs a command as one test, or as many as its last line `N passed, N failed` says.
check() {
    name=$1
    shift
    log=$LOGS/$(echo "$name" | tr ' /' '--').txt
    "$@" >"$log" 2>&1
    status=$?
    awk -v name="$name" -v status=$status -v tally="$TALLY" '
        /^[0-9]+ passed, [0-9]+ failed/ { passed = $1 + 0; failed = $3 + 0; counted = 1 }
        /^skipped:/ { skipped++; print $0 }
        END {
            if (!counted) { passed = (status == 0); failed = (status != 0) }
            else if (status && !failed) failed = 1
            print passed + 0, failed + 0, skipped + 0 >>tally
            printf "%-6s %s (%d passed, %d failed)\n", failed ? "FAILED" : "ok", name, passed, failed
        }' "$log"
    [ $status = 0 ] || tail -n 60 "$log" | sed 's/^/    /'
}

skip() {
    echo "skipped: $1: $2"
    echo "0 0 1" >>"$TALLY"
}

# Runs a build's tests of CTest, prints one line for each and what a failed one printed. The name of the build, then options for ctest.
tests_of() {
    name=$1
    shift
    ctest --test-dir "build/$name" -V -j "$JOBS" "$@" >"$LOGS/ctest-$name.txt" 2>&1
    awk -v build="$name" -v tally="$TALLY" '
        /^[0-9]+: / {
            id = $1; sub(/:$/, "", id); line = $0; sub(/^[0-9]+: /, "", line)
            if (++lines[id] <= 60) text[id] = text[id] "    " line "\n"
            if (line ~ /^[0-9]+ passed, [0-9]+ failed/) { split(line, n, /[^0-9]+/); p[id] = n[1]; f[id] = n[2]; counted[id] = 1 }
            if (line ~ /^skipped:/) { s[id]++; print line }
        }
        /^ *[0-9]+\/[0-9]+ +Test +#[0-9]+: / {
            match($0, /#[0-9]+/); id = substr($0, RSTART + 1, RLENGTH - 1)
            rest = substr($0, RSTART + RLENGTH + 2); split(rest, word, " ")
            bad = (rest !~ / Passed +[0-9.]+ sec/)
            if (!counted[id]) { p[id] = !bad; f[id] = bad }
            if (bad && !f[id]) f[id] = 1
            printf "%-6s %s: %s (%d passed, %d failed)\n", f[id] ? "FAILED" : "ok", build, word[1], p[id], f[id]
            if (f[id]) printf "%s", text[id]
            if (f[id] && lines[id] > 60) print "    … all " lines[id] " lines are in build/logs/ctest-" build ".txt"
            passed += p[id]; failed += f[id]; skipped += s[id]; seen++
        }
        END {
            if (!seen) { print "FAILED " build ": no test ran"; failed++ }
            print passed + 0, failed + 0, skipped + 0 >>tally
        }' "$LOGS/ctest-$name.txt"
}

# Configures and builds: name, then options for cmake. What fails is a failed test. TARGETS may say what is built; else it is everything.
build() {
    name=$1
    shift
    log=$LOGS/build-$name.txt
    if cmake -S . -B "build/$name" "$@" >"$log" 2>&1 && cmake --build "build/$name" -j "$JOBS" ${TARGETS:+--target $TARGETS} >>"$log" 2>&1; then
        grep -n 'warning:' "$log"
        return 0
    fi
    echo "FAILED build of $name"
    grep -E -A4 'error|Error|undefined reference' "$log" | head -n 80 | sed 's/^/    /'
    echo "0 1 0" >>"$TALLY"
    return 1
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

ordinary() {
    if build release -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_TESTS=ON; then
        tests_of release
        model release 1 200
        laboratory 300
        metamorphic 1 40
        check "model of dates" python3 tests/model/dates.py --asb build/release/asb --seed 1 --count 300
    fi
    if build test -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_TESTS=ON -DASB_SANITIZE=address,undefined; then
        tests_of test
    fi
    # Handles freed by a second thread and from within callbacks, engines side by side: looked at by the thread sanitizer in every run.
    (
        TARGETS=asb_unit
        build thread -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_TESTS=ON -DASB_SANITIZE=thread && tests_of thread -R 'unit.engine_life'
    )
}

# ---- with --all

# The same sources, built otherwise, must give the same results.
all_builds() {
    build thread -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_TESTS=ON -DASB_SANITIZE=thread && tests_of thread -L 'unit|scenario'
    CC=clang build clang -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_TESTS=ON && tests_of clang
    build O0 -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O0 -funsigned-char' -DASB_WERROR=ON -DASB_TESTS=ON && tests_of O0 -L 'unit|scenario'
    build O2 -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O2' -DASB_WERROR=ON -DASB_TESTS=ON && tests_of O2 -L 'unit|scenario'
    build O3 -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O3 -flto -DNDEBUG' -DASB_WERROR=ON -DASB_TESTS=ON && tests_of O3 -L 'unit|scenario'
    all_memory
}

# Every library must be instrumented, and Check is not: the suites run on what tests/plain has in its place.
all_memory() {
    mkdir -p build/memory
    clang -O1 -g -fsanitize=memory -c tests/plain/memory.c -o build/memory/calls.o || { echo "0 1 0" >>"$TALLY"; return; }
    (
        TARGETS="asb_command asb_plain"
        CC=clang build memory -DCMAKE_BUILD_TYPE=None -DCMAKE_C_FLAGS='-O1 -g' -DASB_WERROR=ON -DASB_SHARED=OFF -DASB_PLAIN=ON -DASB_SANITIZE=memory \
            -DCMAKE_EXE_LINKER_FLAGS="$TOP/build/memory/calls.o"
    ) || return
    check "memory sanitizer" env QUICK=1 sh tests/plain/run.sh build/memory
    check "memory sanitizer: scenarios" build/memory/asb scenario tests/scenario/*.json
    check "memory sanitizer: trace" same_traces memory ""
}

all_valgrind() {
    [ -x build/O0/tests/asb_unit ] || return
    for suite in engine_engine engine_calendar record_build; do
        CK_FORK=no CK_DEFAULT_TIMEOUT=0 check "valgrind $suite" valgrind -q --error-exitcode=9 --leak-check=full build/O0/tests/asb_unit $suite
    done
    first=$(find tests/scenario -name '*.json' | sort | head -n 1)
    check "valgrind scenario" valgrind -q --error-exitcode=9 --leak-check=full build/O0/asb scenario "$first"
}

# Another C library, word size and byte order: the command alone (there is no Check for them), its scenarios, and its trace, byte by byte.
foreign() { # build, how to run, then options for cmake
    machine=$1 runner=$2
    shift 2
    TARGETS="asb_command asb_plain" # the adapters would take the libraries of this machine
    build "$machine" -DCMAKE_BUILD_TYPE=Release -DASB_WERROR=ON -DASB_SHARED=OFF -DASB_PLAIN=ON "$@"
    status=$?
    TARGETS=
    [ $status = 0 ] || return
    [ ! -f "build/$machine/asb.exe" ] || cp "build/$machine/asb.exe" "build/$machine/asb"
    # shellcheck disable=SC2086
    check "$machine scenarios" $runner "build/$machine/asb" scenario tests/scenario/*.json
    check "$machine trace" same_traces "$machine" "$runner"
    # shellcheck disable=SC2086
    check "$machine suites" env QUICK="${runner:+1}" sh tests/plain/run.sh "build/$machine" $runner
    echo "$machine=${runner:+$runner }$TOP/build/$machine/asb" >>"$LOGS/machines"
}

same_traces() {
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
exchange() {
    set -- "native=$TOP/build/release/asb"
    while read -r machine; do set -- "$@" "$machine"; done <"$LOGS/machines"
    check "exchange between $# machines" sh tests/plain/exchange.sh "$TOP/build/exchange" "$@"
}

all_foreign() {
    : >"$LOGS/machines"
    foreign musl "" -DCMAKE_C_COMPILER=musl-gcc -DCMAKE_EXE_LINKER_FLAGS=-static
    foreign i686 "" -DCMAKE_C_COMPILER=i686-linux-gnu-gcc -DCMAKE_EXE_LINKER_FLAGS=-static
    foreign s390x "qemu-s390x" -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=s390x -DCMAKE_C_COMPILER=s390x-linux-gnu-gcc \
        -DCMAKE_EXE_LINKER_FLAGS=-static
    foreign aarch64 "qemu-aarch64" -DCMAKE_SYSTEM_NAME=Linux -DCMAKE_SYSTEM_PROCESSOR=aarch64 -DCMAKE_C_COMPILER=aarch64-linux-gnu-gcc \
        -DCMAKE_EXE_LINKER_FLAGS=-static
    export WINEDEBUG=-all WINEPREFIX="$TOP/build/wine"
    "$(wine)" wineboot >"$LOGS/wine.txt" 2>&1 # says on its first run that it makes its folder
    foreign windows "$(wine)" -DCMAKE_SYSTEM_NAME=Windows -DCMAKE_SYSTEM_PROCESSOR=x86_64 -DCMAKE_C_COMPILER=x86_64-w64-mingw32-gcc-posix \
        -DCMAKE_EXE_LINKER_FLAGS=-static
    exchange
    if have i686-linux-gnu-gcc; then
        check "layout of i686" python3 tests/abi/layout.py --cc i686-linux-gnu-gcc --static
    fi
}

# Each target for so many seconds, from its corpus on; what it finds anew is kept in build/. For longer runs there is tests/fuzz/long.sh.
fuzz() { # seconds
    targets=$(find tests/fuzz -name 'fuzz_*.c' 2>/dev/null | sed 's|.*/\(.*\)\.c|\1|' | sort | tr '\n' ' ')
    CC=clang TARGETS=$targets build fuzz -DCMAKE_BUILD_TYPE=Debug -DASB_TESTS=ON -DASB_EXAMPLES=OFF -DASB_FUZZ=ON -DASB_SANITIZE=address,undefined \
        -DCMAKE_C_FLAGS='-O1 -fsanitize=fuzzer-no-link' || return
    for target in $targets; do
        mkdir -p "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target"
        check "$target for $1 seconds" "build/fuzz/tests/fuzz/$target" -max_total_time="$1" \
            -artifact_prefix=build/fuzz/ "build/fuzz/corpus/$target" "tests/fuzz/corpus/$target"
    done
}

all() {
    all_builds
    all_valgrind
    all_foreign
    for seed in 2 3 4 5; do model release "$seed" $((${MODEL_COUNT:-2000} / 4)); done
    for seed in 2 3 4; do metamorphic "$seed" $((${MODEL_COUNT:-2000} / 8)); done
    check analysis sh tests/analysis/run.sh
    fuzz "${FUZZ_SECONDS:-60}"
}

summary() {
    awk -v ci="${CI:-}" '
        { passed += $1; failed += $2; skipped += $3 }
        END {
            if (skipped) print skipped " skipped" (ci == "true" ? ", which counts as failed here" : "")
            if (ci == "true") failed += skipped
            print passed + 0 " passed, " failed + 0 " failed"
            exit failed || !passed
        }' "$TALLY"
}

# In CI a minute of fuzzing altogether; with --all a minute each.
minute_of_fuzzing() {
    [ "${CI:-}" = true ] && [ -z "$ALL" ] || return 0
    fuzz $((60 / $(find tests/fuzz -name 'fuzz_*.c' | wc -l)))
}

install_missing || { echo "0 passed, 1 failed"; exit 1; }
ordinary
minute_of_fuzzing
[ -z "$ALL" ] || all
summary
