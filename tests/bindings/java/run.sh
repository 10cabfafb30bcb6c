#!/bin/sh
# The binding for Java: its examples, its tests, every scenario file through its objects, memory, loading.
#
#   sh tests/bindings/java/run.sh BUILD        BUILD holds libasb.so and asb; what is compiled goes to BUILD/bindings/java
set -u
[ $# = 1 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2; }
BUILD=$(cd "$1" && pwd) || exit 1
HERE=$(cd "$(dirname "$0")" && pwd)
TOP=$(cd "$HERE/../../.." && pwd)
OUT=$BUILD/bindings/java
JNA=${JNA:-/usr/share/java/jna.jar}
PASSED=0 FAILED=0

skip() {
    echo "skipped: java: $1"
    echo "0 passed, 0 failed"
    exit 0
}

passed() { PASSED=$((PASSED + 1)); }
failed() {
    FAILED=$((FAILED + 1))
    echo "failed: $1"
}

end() {
    echo "$PASSED passed, $FAILED failed"
    [ $FAILED = 0 ]
    exit
}

# Adds the counts of a program's last line to ours, and prints what it said before.
count() {
    tail -n 1 "$1" | grep -q '^[0-9]* passed, [0-9]* failed$' || { sed 's/^/    /' "$1"; failed "$2 did not come to its end"; return; }
    sed '$d' "$1"
    PASSED=$((PASSED + $(tail -n 1 "$1" | cut -d' ' -f1)))
    FAILED=$((FAILED + $(tail -n 1 "$1" | cut -d' ' -f3)))
}

command -v java >/dev/null 2>&1 || skip "there is no java"
command -v javac >/dev/null 2>&1 || skip "there is no javac"
[ -f "$JNA" ] || skip "there is no $JNA (libjna-java)"

rm -rf "$OUT" # what is left of sources that have gone would be found
mkdir -p "$OUT/tests" "$OUT/folder" "$OUT/traces"
ASB_LIBRARY=$BUILD/libasb.so
export ASB_LIBRARY
CLASSES=$OUT/libasb.jar:$OUT/tests:$JNA
run() { java -Dasb.top="$TOP" -Dasb.test.folder="$OUT/folder" -cp "$CLASSES" "$@"; }

# ---- compiling

JNA=$JNA sh "$TOP/bindings/java/build.sh" "$OUT" >"$OUT/build.txt" 2>&1 || { cat "$OUT/build.txt"; failed "the classes do not compile"; end; }
passed
javac --release 11 -encoding UTF-8 -Xlint:all -Werror -cp "$OUT/libasb.jar:$JNA" -d "$OUT/tests" "$TOP"/bindings/java/examples/*.java "$HERE"/*.java \
    >"$OUT/build.txt" 2>&1 || { cat "$OUT/build.txt"; failed "the examples and tests do not compile"; end; }
passed

# Everything public has a comment, and every comment is well formed.
javac --release 11 -encoding UTF-8 -Xdoclint:all/protected -Xmaxwarns 9999 -cp "$OUT/libasb.jar:$JNA" -d "$OUT/doclint" "$TOP"/bindings/java/src/org/libasb/*.java \
    >"$OUT/doclint.txt" 2>&1
if grep -E 'error:|warning: no comment' "$OUT/doclint.txt"; then failed "documentation comments"; else passed; fi

# ---- examples

prints() { # class, the file with what it prints
    if run "$1" >"$OUT/$1.txt" 2>&1 && diff "$2" "$OUT/$1.txt"; then passed; else failed "example $1"; fi
}
prints Quickstart "$TOP/examples/expected/quickstart.txt"
prints Storeless "$TOP/examples/expected/storeless.txt"
prints MapStore "$HERE/expected-MapStore.txt"

# ---- tests, one process for all

TESTS=$(find "$HERE" -name '*Test.java' ! -name LoaderTest.java | sed 's|.*/||; s|\.java$||' | sort)
# shellcheck disable=SC2086
run Tests $TESTS ReadmeExamples org.libasb.raw.LoaderTest >"$OUT/tests.txt" 2>&1
count "$OUT/tests.txt" "the tests"

# ---- every scenario file, as asb trace has it

set --
for file in "$TOP"/tests/scenario/*.json; do set -- "$@" "$file" "$OUT/traces/$(basename "$file" .json)"; done
run Trace "$@" || failed "the player of scenarios"
for file in "$TOP"/tests/scenario/*.json; do
    name=$(basename "$file" .json)
    "$BUILD/asb" trace "$file" >"$OUT/traces/asb" 2>&1
    if cmp "$OUT/traces/asb" "$OUT/traces/$name"; then passed; else failed "scenario $name"; fi
done

# ---- memory, and the end of the process

for way in close drop; do
    if run -Xmx16m -Xmn4m -XX:+UseSerialGC Leak $way; then passed; else failed "memory grows with cases that are given back by $way"; fi
done
for heap in 16m 256m; do
    if [ "$(run -Xmx$heap Careless 2>&1)" = "held: 20" ]; then passed; else failed "the end of a program that closes nothing"; fi
done

# ---- finding the library

says() { # what is tried, what it prints, then the command
    name=$1 wanted=$2
    shift 2
    if "$@" 2>&1 | grep -qF "$wanted"; then passed; else failed "loading: $name"; fi
}
mkdir -p "$OUT/beside" "$OUT/system" && cp "$OUT/libasb.jar" "$OUT/beside/" && cp -L "$BUILD/libasb.so" "$OUT/beside/libasb.so.0"
cp -L "$BUILD/libasb.so" "$OUT/system/libasb.so.0"
printf 'This is no library.\n' >"$OUT/system/libnone.so"
BESIDE=$OUT/beside/libasb.jar:$OUT/tests:$JNA
says "what ASB_LIBRARY names is not there" "$OUT/none.so" env ASB_LIBRARY="$OUT/none.so" java -cp "$BESIDE" Quickstart
says "what ASB_LIBRARY names is no library" "libasb was not found" env ASB_LIBRARY="$OUT/system/libnone.so" java -cp "$BESIDE" Quickstart
says "what ASB_LIBRARY names is another library" "is not libasb" env ASB_LIBRARY=libc.so.6 java -cp "$BESIDE" Quickstart
says "beside the jar" "CASE-0001: enquiry" env -u ASB_LIBRARY java -cp "$BESIDE" Quickstart
says "the system's" "CASE-0001: enquiry" env -u ASB_LIBRARY LD_LIBRARY_PATH="$OUT/system" java -cp "$CLASSES" Quickstart
says "none" "set ASB_LIBRARY to its path" env -u ASB_LIBRARY java -cp "$CLASSES" Quickstart
end
