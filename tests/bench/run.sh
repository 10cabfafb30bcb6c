#!/bin/sh
# Runs every benchmark beside its peers, and prints one table of what came out and what is wanted (docs/performance.md).
#
#   sh tests/bench/run.sh [--quick] [--write] [--only NAME]...
#
#   --quick        small caseloads and journals, short takes: to see that all of them work, not for figures
#   --write        puts the table into docs/performance.md
#   --only NAME    that benchmark alone (bench_json: json); what others printed before is kept
#
# Peers that are missing are installed: Debian packages with apt-get (by sudo where one is not root; named before), packages of npm into the build
# folder. Any that cannot be had is left out, and its rows are "not measured". BENCH_BUILD is where it is built (build/bench), BENCH_FOLDER where the
# journals are (the build folder: an ordinary disk, not memory). ASB_POSTGRESQL, a connection string, brings PostgreSQL in. Let nothing else run beside it.
set -u
cd "$(dirname "$0")/../.." || exit 1
TOP=$(pwd)
QUICK= WRITE= ONLY=
while [ $# -gt 0 ]; do
    case $1 in
    --quick) QUICK=1 ;;
    --write) WRITE=--write ;;
    --only) shift; ONLY="$ONLY ${1:?} " ;;
    *) sed -n '2,13s/^# \{0,1\}//p' tests/bench/run.sh; exit 2 ;;
    esac
    shift
done
BUILD=${BENCH_BUILD:-$TOP/build/bench}
case $BUILD in /*) ;; *) BUILD=$TOP/$BUILD ;; esac
DATA=${BENCH_FOLDER:-$BUILD/data}
RESULTS=$BUILD/results
PEERS=$BUILD/peers
B=$BUILD/tests/bench
mkdir -p "$DATA" "$RESULTS" "$PEERS" || exit 1

# ---- what is needed, and peers

have() { command -v "$1" >/dev/null 2>&1; }
header() { for d in /usr/include /usr/local/include; do [ ! -e "$d/$1" ] || return 0; done; return 1; }

missing() {
    have cc || echo build-essential
    have cmake || echo cmake
    have python3 || echo python3
    if ! have node || ! have npm; then echo nodejs npm; fi
    header sqlite3.h || echo libsqlite3-dev
    header lmdb.h || echo liblmdb-dev
    header cjson/cJSON.h || echo libcjson-dev
    header lua5.4/lua.h || echo liblua5.4-dev
    header clips/clips.h || echo libclips-dev
    python3 -c 'import pystache' 2>/dev/null || dpkg -s python3-pystache >/dev/null 2>&1 || echo python3-pystache
}

install() {
    [ -n "$*" ] || return 0
    echo "to be installed: $*"
    have apt-get || { echo "there is no apt-get here: what needs them is left out"; return 0; }
    as=; [ "$(id -u)" = 0 ] || as=sudo
    for package in "$@"; do $as apt-get install -y --no-install-recommends "$package" >>"$BUILD/apt.log" 2>&1 || echo "$package cannot be had"; done
}

packages() {
    have npm || return 0
    [ -e "$PEERS/package.json" ] || echo '{"private": true}' >"$PEERS/package.json"
    for package in json-rules-engine@7 json-logic-js@2 @gorules/zen-engine@0.54 mustache@4 @duckdb/node-api; do
        name=$(echo "$package" | sed 's/\(.\)@.*/\1/')
        [ -d "$PEERS/node_modules/$name" ] || (cd "$PEERS" && npm install --no-audit --no-fund "$package" >>"$BUILD/npm.log" 2>&1) || echo "$package cannot be had"
    done
}

# shellcheck disable=SC2046
install $(missing)
packages
export NODE_PATH="$PEERS/node_modules"

# ---- building

generator=
[ -e "$BUILD/CMakeCache.txt" ] || { have ninja && generator="-G Ninja"; }
# shellcheck disable=SC2086
cmake -S . -B "$BUILD" $generator -DCMAKE_BUILD_TYPE=Release -DASB_BENCH=ON >"$BUILD/cmake.log" 2>&1 && cmake --build "$BUILD" --parallel >"$BUILD/build.log" 2>&1 || {
    tail -20 "$BUILD/build.log" "$BUILD/cmake.log"
    exit 1
}

# ---- running

wanted() { [ -z "$ONLY" ] || case $ONLY in *" $1 "*) ;; *) return 1 ;; esac; }
done_already=

# bench NAME COMMAND...: what it prints is kept, and shown. A benchmark that is not there is not built here.
bench() {
    name=$1
    shift
    done_already="$done_already $name "
    wanted "$name" || return 0
    case $1 in "$B"/*) [ -x "$1" ] || { echo "== $name is not built here"; return 0; } ;; esac
    echo "== $name"
    "$@" >"$RESULTS/$name.txt.new" 2>"$RESULTS/$name.err" || echo "$name failed: $(tail -1 "$RESULTS/$name.err")" >>"$RESULTS/$name.txt.new"
    mv "$RESULTS/$name.txt.new" "$RESULTS/$name.txt"
    cat "$RESULTS/$name.txt"
}

# Written out at once: until then Linux counts pages of the file as the process' own.
size() {
    strip -o "$BUILD/stripped.so" "$(readlink -f "$BUILD/libasb.so")" && sync "$BUILD/stripped.so" && echo "RESULT size.stripped $(wc -c <"$BUILD/stripped.so") B"
}

pick() { if [ -n "$QUICK" ]; then echo "$1"; else echo "$2"; fi; }

RULES=tests/bench/rules
bench size size
bench json "$B/bench_json" "$(pick 1 10)"
bench days "$B/bench_days" "$(pick 1 6)"
bench footprint "$B/bench_footprint" "$BUILD/stripped.so" $RULES/policy.json risk "$(pick 5 41)"
"$B/bench_rules" --fixtures >"$BUILD/fixtures.json" || exit 1
bench rules "$B/bench_rules" $RULES/policy.json "$(pick 5 100)"
bench engines "$B/bench_engines" "$BUILD/fixtures.json" $RULES/policy.json $RULES/rules.lua "$(pick 0.5 4)"
have node && (cd "$PEERS" && true) && bench node env -C "$PEERS" node "$TOP/$RULES/peers.cjs" "$BUILD/fixtures.json" "$TOP/$RULES/policy.json" "$(pick 0.5 4)"
bench python env ASB_LIBRARY="$BUILD/libasb.so" PYTHONPATH="$TOP/bindings/python" python3 tests/bench/python_calls.py $RULES/policy.json "$BUILD/fixtures.json"
bench case "$B/bench_case"
bench fold "$B/bench_fold"
bench documents "$B/bench_documents" tests/bench "$DATA"
bench papers "$B/bench_papers"
bench journal "$B/bench_journal" "$DATA" "$(pick 3 25)" "$(pick 5000 100000)"
bench store "$B/bench_store" "$DATA" "$(pick 3 11)" "$(pick 50000 1000000)" uvcet ${ASB_POSTGRESQL:+"$ASB_POSTGRESQL"}
bench sqlite "$B/bench_sqlite" "$DATA"
bench summary "$B/bench_summary" "$(pick 100 1000)" "$DATA"
if [ -e tests/bench/duckdb_peer.js ]; then
    bench caseload "$B/bench_caseload" "$(pick 20000 1000000)" 1 "$DATA/summaries-$(pick 20000 1000000)" "$DATA"
    bench duckdb node tests/bench/duckdb_peer.js "$DATA" 2 "$PEERS"
else
    bench caseload "$B/bench_caseload" "$(pick 20000 1000000)"
fi

# ---- any others, as they are

for program in "$B"/bench_*; do
    name=${program##*/bench_}
    [ -x "$program" ] && [ ! -d "$program" ] || continue
    case $done_already in *" $name "*) ;; *) bench "$name" "$program" ;; esac
done

echo
python3 tests/bench/table.py "$RESULTS" $WRITE
