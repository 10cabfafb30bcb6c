#!/bin/sh
# The PostgreSQL store against a real server.
#
#   sh tests/adapters/postgresql.sh [build folder]            the tests
#   sh tests/adapters/postgresql.sh [build folder] --bench    and then the benchmark
#
# Without a build folder it builds in build/postgresql, with address and undefined sanitizers (the benchmark: build/postgresql-bench, as delivered). A server and a
# streaming replica of it are started in a temporary folder, reachable through a socket in that folder and nothing else, as an unprivileged user,
# and stopped at the end. Installed with apt-get where they are missing: postgresql, libpq-dev. The last line is `N passed, N failed`.
set -u
TOP=$(cd "$(dirname "$0")/../.." && pwd)
BUILD=''
BENCH=''
for argument in "$@"; do
    case $argument in
    --bench) BENCH=1 ;;
    -*) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
    *) BUILD=$(cd "$argument" && pwd) || exit 2 ;;
    esac
done

fail() {
    echo "$*"
    echo "0 passed, 1 failed"
    exit 1
}

# ---- what is needed

have() { command -v "$1" >/dev/null 2>&1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || have sudo; }

# Where the server's programs are: seldom in the PATH.
server_programs() {
    for folder in $(pg_config --bindir 2>/dev/null) $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) /usr/bin /usr/local/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_basebackup" ] && echo "$folder" && return
    done
}

missing() {
    [ -n "$(server_programs)" ] || echo postgresql
    { have pkg-config && pkg-config --exists libpq; } || { have pg_config && [ -f "$(pg_config --includedir)/libpq-fe.h" ]; } || echo libpq-dev
}

packages=$(missing | tr '\n' ' ')
if [ -n "$packages" ]; then
    echo "Installing with apt-get: $packages"
    if ! have apt-get || ! can_be_root; then fail "That takes apt-get, and root or sudo, which are not here; please install them, and run this again."; fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 || fail "apt-get could not."
fi
BIN=$(server_programs)
[ -n "$BIN" ] || fail "There is no PostgreSQL server here."

# ---- building

compile() { # folder, target
    cmake --build "$1" -j "$(nproc 2>/dev/null || echo 2)" --target "$2" >"$WORK/build.txt" 2>&1 && return
    tail -n 40 "$WORK/build.txt"
    fail "$2 could not be built."
}

configure() { # folder, then options
    folder=$1
    shift
    cmake -S "$TOP" -B "$folder" -DASB_EXAMPLES=ON "$@" >"$WORK/build.txt" 2>&1 && return
    tail -n 40 "$WORK/build.txt"
    fail "$folder could not be configured."
}

# ---- a server and its replica

WORK=$(mktemp -d) || exit 1
chmod 755 "$WORK"
DATA=$WORK/server
mkdir "$DATA"

# Servers refuse to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$DATA" || fail "There is no user postgres."
    unprivileged() { (cd / && runuser -u postgres -- "$@"); }
else
    unprivileged() { "$@"; }
fi

stop() {
    trap - EXIT INT TERM
    for cluster in replica primary; do
        [ -f "$DATA/$cluster/postmaster.pid" ] && unprivileged "$BIN/pg_ctl" -D "$DATA/$cluster" -m immediate -t 20 stop >/dev/null 2>&1
    done
    rm -rf "$WORK"
}
trap stop EXIT
trap 'exit 1' INT TERM

# Autovacuum is off so that no transaction but ours is there: a change is told of only when all older transactions have ended.
start_server() {
    unprivileged "$BIN/initdb" -D "$DATA/primary" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >"$WORK/initdb.txt" 2>&1 ||
        { cat "$WORK/initdb.txt"; fail "initdb failed."; }
    unprivileged tee -a "$DATA/primary/postgresql.conf" >/dev/null <<END
listen_addresses = ''
unix_socket_directories = '$DATA'
max_connections = 60
wal_level = replica
max_wal_senders = 4
wal_keep_size = 256
autovacuum = off
max_locks_per_transaction = 512
END
    unprivileged "$BIN/pg_ctl" -D "$DATA/primary" -o "-p 5432" -l "$DATA/primary.txt" -w -t 60 start >/dev/null ||
        { cat "$DATA/primary.txt"; fail "The server did not start."; }
    unprivileged timeout 60 "$BIN/pg_basebackup" -h "$DATA" -p 5432 -U postgres -D "$DATA/replica" -R -X stream -c fast ||
        fail "There is no base backup for the replica."
    unprivileged "$BIN/pg_ctl" -D "$DATA/replica" -o "-p 5433" -l "$DATA/replica.txt" -w -t 60 start >/dev/null ||
        { cat "$DATA/replica.txt"; fail "The replica did not start."; }
}

if [ -z "$BUILD" ]; then
    BUILD=$TOP/build/postgresql
    configure "$BUILD" -DCMAKE_BUILD_TYPE=Debug -DASB_WERROR=ON -DASB_SANITIZE=address,undefined
fi
compile "$BUILD" postgresql_test
compile "$BUILD" store_postgresql_demo
start_server
program() { find "$1" -type f -name "$2" | head -n 1; }
timeout 60 "$(program "$BUILD" store_postgresql_demo)" "host=$DATA port=5432 dbname=postgres user=postgres" >"$WORK/demo.txt" 2>&1 ||
    { cat "$WORK/demo.txt"; fail "The demonstration failed."; }
timeout 240 "$(program "$BUILD" postgresql_test)" "$DATA" 5432 5433 >"$WORK/test.txt" 2>&1
status=$?
cat "$WORK/test.txt"
if [ -n "$BENCH" ]; then
    BENCH_BUILD=${ASB_BENCH_BUILD:-$TOP/build/postgresql-bench}
    [ -n "${ASB_BENCH_BUILD:-}" ] || configure "$BENCH_BUILD" -DCMAKE_BUILD_TYPE=Release -DASB_BENCH=ON
    compile "$BENCH_BUILD" postgresql_bench
    timeout 240 "$(program "$BENCH_BUILD" postgresql_bench)" "$DATA" 5432 || status=1
    compile "$BENCH_BUILD" bench_store
    timeout 240 "$(program "$BENCH_BUILD" bench_store)" "$WORK" 9 2000 t "host=$DATA port=5432 dbname=postgres user=postgres" || status=1
fi
if ! grep -q '^[0-9]* passed, [0-9]* failed' "$WORK/test.txt"; then
    tail -n 20 "$DATA/primary.txt"
    fail "The test did not come to its end (exit status $status)."
fi
[ -z "$BENCH" ] || grep '^[0-9]* passed, [0-9]* failed' "$WORK/test.txt"
exit $status
