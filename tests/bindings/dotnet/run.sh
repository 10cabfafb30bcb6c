#!/bin/sh
# Tests of the binding for .NET, with Mono.
#
#   sh tests/bindings/dotnet/run.sh BUILD_DIR
#
# BUILD_DIR has libasb.so and asb. What is compiled goes to BUILD_DIR/bindings/dotnet. The last line is `N passed, N failed`.
set -u
[ $# = 1 ] && [ -d "$1" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
BUILD=$(cd "$1" && pwd)
HERE=$(cd "$(dirname "$0")" && pwd)
TOP=$(cd "$HERE/../../.." && pwd)
BINDING=$TOP/bindings/dotnet
OUT=$BUILD/bindings/dotnet
LIBRARY=$BUILD/libasb.so
passed=0 failed=0

for tool in mcs mono python3; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "skipped: dotnet: there is no $tool"
        echo "0 passed, 0 failed"
        exit 0
    fi
done
rm -rf "$OUT" && mkdir -p "$OUT/room" "$OUT/traces" || exit 1
ASB_LIBRARY=$LIBRARY
LC_ALL=C.UTF-8 # without a locale Mono's console writes ASCII
export ASB_LIBRARY LC_ALL

# ---- counting

# What is tested, then a command, which may say more than how it ended: a last line `N passed, N failed`.
check() {
    name=$1
    shift
    "$@" >"$OUT/said.txt" 2>&1
    status=$?
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$OUT/said.txt" | tail -n 1)
    if [ -z "$counts" ]; then
        [ $status = 0 ] && counts="1 0" || counts="0 1"
    elif [ $status != 0 ] && [ "${counts#* }" = 0 ]; then
        counts="${counts% *} 1" # it crashed after the last of them
    fi
    passed=$((passed + ${counts% *})) failed=$((failed + ${counts#* }))
    if [ "${counts#* }" != 0 ]; then
        echo "failed: $name"
        sed 's/^/    /' "$OUT/said.txt" | head -n 60
    fi
}

# A program's output, in an empty folder, compared with a file.
prints() { # expected, program
    (cd "$OUT/room" && mono "$OUT/$2" >"$OUT/printed.txt") && diff -u "$1" "$OUT/printed.txt"
}

# Fails, and says this.
fails_with() {
    words=$1
    shift
    if "$@" >"$OUT/refused.txt" 2>&1; then
        echo "it did not fail"
        return 1
    fi
    grep -qF "$words" "$OUT/refused.txt" || { cat "$OUT/refused.txt"; return 1; }
}

# ---- compiling: warnings are errors, so each public name is documented, and none is of a type that other languages lack

compile() { mcs -langversion:7.2 -warn:4 -warnaserror "$@"; }

check "the library compiles" compile -target:library -doc:"$OUT/Asb.Net.xml" -out:"$OUT/Asb.Net.dll" "$BINDING"/Asb/*.cs
check "it compiles as for .NET 8" compile -target:library -define:"NET5_0_OR_GREATER;NET6_0_OR_GREATER" -doc:"$OUT/net8.xml" -out:"$OUT/net8.dll" \
    "$BINDING"/Asb/*.cs "$HERE/Net8.cs"
for example in "$BINDING"/examples/*.cs; do
    name=$(basename "$example" .cs)
    check "$name compiles" compile -r:"$OUT/Asb.Net.dll" -out:"$OUT/$name.exe" "$example"
done
for program in Player Leak; do
    check "$program compiles" compile -r:"$OUT/Asb.Net.dll" -out:"$OUT/$program.exe" "$HERE/$program.cs"
done
check "the tests compile" compile -r:"$OUT/Asb.Net.dll" -main:Harness -out:"$OUT/asb-tests.exe" "$HERE/Harness.cs" "$HERE"/*Tests.cs \
    "$BINDING/examples/DictionaryStore.cs"
if [ $failed != 0 ]; then
    echo "$passed passed, $failed failed"
    exit 1
fi

# ---- the examples, the scenarios, the tests

check "quickstart" prints "$TOP/examples/expected/quickstart.txt" Quickstart.exe
check "storeless" prints "$TOP/examples/expected/storeless.txt" Storeless.exe
check "a store in a Dictionary" prints "$HERE/dictionary_store.txt" DictionaryStore.exe
check "errors" prints "$HERE/errors.txt" Errors.exe

mono --debug "$OUT/Player.exe" "$OUT/traces" "$TOP"/tests/scenario/*.json || echo "the player stopped"
for file in "$TOP"/tests/scenario/*.json; do
    "$BUILD/asb" trace "$file" >"$OUT/expected.txt"
    check "scenario $(basename "$file")" cmp "$OUT/expected.txt" "$OUT/traces/$(basename "$file" .json).txt"
done

check "tests" mono --debug "$OUT/asb-tests.exe" "$OUT/room" "$TOP"
check "sources" python3 "$HERE/sources.py"

for how in closed dropped; do
    check "no leak, each case $how" mono "$OUT/Leak.exe" 100000 $how
    cat "$OUT/said.txt"
done

# ---- where the library is found

stranger() { # a library of another version
    echo 'unsigned asb_version(void) { return 200; }' >"$OUT/stranger.c"
    cc -shared -fPIC -o "$OUT/stranger.so" "$OUT/stranger.c"
}

quickstart() { env "$@" mono "$OUT/Quickstart.exe"; }

beside() { # as ASB_LIBRARY is not said
    mkdir -p "$OUT/beside" && cp "$OUT/Asb.Net.dll" "$OUT/Quickstart.exe" "$OUT/beside/" && cp "$LIBRARY" "$OUT/beside/libasb.so.0" || return 1
    env -u ASB_LIBRARY mono "$OUT/beside/Quickstart.exe" | cmp "$TOP/examples/expected/quickstart.txt"
}

check "ASB_LIBRARY that is not there" fails_with "libasb was not found; set ASB_LIBRARY to its path. Tried: /nowhere.so" quickstart ASB_LIBRARY=/nowhere.so
check "beside the assembly" beside
check "the system's" quickstart -u ASB_LIBRARY LD_LIBRARY_PATH="$BUILD"
check "nowhere" fails_with "Tried: libasb.so.0, libasb.so" quickstart -u ASB_LIBRARY
check "another version" stranger
check "another version is refused" fails_with "is version 0.2.0 of libasb; this assembly is for" quickstart ASB_LIBRARY="$OUT/stranger.so"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
