#!/bin/sh
# The Node package, against a build.
#
#   sh tests/bindings/node/run.sh BUILD_DIR
#
# BUILD_DIR has the shared library and the command asb. What npm brings is kept in BUILD_DIR/bindings/node: a second run needs no network. The package is tested
# as npm packs it. Prints `failed: …` for what fails; the last line is `N passed, N failed`.
set -u
[ $# = 1 ] && [ -d "$1" ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
BUILD=$(cd "$1" && pwd)
HERE=$(cd "$(dirname "$0")" && pwd)
TOP=$(cd "$HERE/../../.." && pwd)
PACKAGE=$TOP/bindings/node
ROOM=$BUILD/bindings/node
passed=0 failed=0

skip() {
    echo "skipped: node: $1"
    echo "0 passed, 0 failed"
    exit 0
}

count() { # name, status: one test
    if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $1"; fi
}

# ---- what is needed

command -v node >/dev/null 2>&1 || skip "there is no node"
command -v npm >/dev/null 2>&1 || skip "there is no npm"
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' || skip "node is older than 18"
ASB_LIBRARY=
for file in "$BUILD/libasb.so" "$BUILD/libasb.dylib"; do [ ! -f "$file" ] || ASB_LIBRARY=$file; done
[ -n "$ASB_LIBRARY" ] || skip "this build has no shared library"

mkdir -p "$ROOM" || exit 1
export npm_config_update_notifier=false npm_config_audit=false npm_config_fund=false
if ! cmp -s "$PACKAGE/package-lock.json" "$ROOM/installed.json"; then
    cp "$PACKAGE/package.json" "$PACKAGE/package-lock.json" "$ROOM/"
    (cd "$ROOM" && npm ci --ignore-scripts >npm.txt 2>&1) || skip "npm could not install what the package needs: $(grep -m 1 -i -E 'npm err(or|!)' "$ROOM/npm.txt")"
    rm "$ROOM/package.json" # or files in here would take themselves for the package
    cp "$PACKAGE/package-lock.json" "$ROOM/installed.json"
fi

# ---- the package, as it would be delivered

rm -rf "$ROOM/node_modules/asb" "$ROOM"/asb-*.tgz && mkdir "$ROOM/node_modules/asb"
(cd "$ROOM" && npm pack --offline --pack-destination "$ROOM" "$PACKAGE" >npm.txt 2>&1 && tar -xzf asb-*.tgz --strip-components=1 -C node_modules/asb)
count "packing" $?
rm -rf "$ROOM/examples" && cp -R "$PACKAGE/examples" "$ROOM/"
export ASB_LIBRARY NODE_PATH="$ROOM/node_modules"
OUT=$(mktemp -d) || exit 1
trap 'rm -rf "$OUT"' EXIT

# ---- the examples

example() { # its name, what it prints
    node "$ROOM/examples/$1.js" >"$OUT/printed.txt" 2>"$OUT/errors.txt"
    diff -u "$2" "$OUT/printed.txt" && [ ! -s "$OUT/errors.txt" ]
    count "example $1: $(head -n 3 "$OUT/errors.txt")" $?
}
example quickstart "$TOP/examples/expected/quickstart.txt"
example async_database "$TOP/examples/expected/storeless.txt"
example custom_store "$HERE/expected/custom_store.txt"

# ---- the scenarios: the lines of `asb trace`, byte by byte

node "$HERE/trace.js" "$OUT" "$TOP"/tests/scenario/*.json || echo "the player of scenarios failed"
for file in "$TOP"/tests/scenario/*.json; do
    name=$(basename "$file" .json)
    "$BUILD/asb" trace "$file" >"$OUT/expected.txt" && cmp "$OUT/expected.txt" "$OUT/$name.txt"
    count "scenario $name" $?
done

# ---- the types, and a program that uses everything

cp "$HERE/surface.ts" "$HERE/esm.mts" "$ROOM/"
(cd "$ROOM" && node node_modules/typescript/bin/tsc --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --noUnusedLocals --target es2022 \
    --lib es2022,dom --module node16 surface.ts esm.mts)
count "tsc --strict" $?
node "$ROOM/esm.mjs" >/dev/null
count "what was compiled as a module" $?

# ---- the tests

for file in "$HERE"/*_test.js; do
    (cd "$ROOM" && node "$file") >"$OUT/test.txt" 2>&1
    status=$?
    grep -v '^[0-9]* passed, [0-9]* failed$' "$OUT/test.txt"
    last=$(tail -n 1 "$OUT/test.txt")
    case $last in
    *" passed, "*" failed") ;;
    *) last="0 passed, 1 failed"; echo "failed: $(basename "$file") ended with status $status" ;;
    esac
    passed=$((passed + ${last%% *})) last=${last#*, } failed=$((failed + ${last%% *}))
done

echo "$passed passed, $failed failed"
[ $failed = 0 ]
