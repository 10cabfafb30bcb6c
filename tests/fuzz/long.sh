#!/bin/sh
# Fuzzing for longer than a run of the tests can: each target in turn, from its corpus in the tree on, until it has had SECONDS.
#
#   sh tests/fuzz/long.sh SECONDS [TARGET…]
#
# It works in slices of a minute (SLICE), and writes a line after each to $BUILD/long/slices.tsv: target, seed, seconds, executions, edges reached,
# features, inputs kept, findings. It may be broken off at any time: run again, it goes on with what has not had its seconds. Inputs that reach something new are
# kept in $BUILD/long/TARGET, what fails in $BUILD/long/findings. At the end it prints a table for docs/verify.md; the exit status is 1 where there were findings.
#
# BUILD (build/fuzz) is a build by Clang with -DASB_FUZZ=ON; what is not there yet is built by tests/fuzz/build.sh.
set -u
cd "$(dirname "$0")/../.." || exit 1
SECONDS_EACH=${1:?how many seconds each}
shift
BUILD=${BUILD:-build/fuzz}
SLICE=${SLICE:-60}
OUT=$BUILD/long
SLICES=$OUT/slices.tsv
[ $# -gt 0 ] || set -- $(find tests/fuzz -name 'fuzz_*.c' | sed 's|.*/\(.*\)\.c|\1|' | sort)
mkdir -p "$OUT/findings" && touch "$SLICES" || exit 1

spent() { # target
    awk -v t="$1" '$1 == t { s += $3 } END { print s + 0 }' "$SLICES"
}

# One slice: the seed is the number of the slice, so that each is another and can be had again.
slice() { # target, seconds
    seed=$(grep -c "^$1	" "$SLICES")
    log=$OUT/$1.txt
    mkdir -p "$OUT/$1"
    "$BUILD/tests/fuzz/$1" -seed=$((seed + 1)) -max_total_time="$2" -print_final_stats=1 -rss_limit_mb=3000 -timeout=60 \
        -artifact_prefix="$OUT/findings/$1-" "$OUT/$1" "tests/fuzz/corpus/$1" >"$log" 2>&1
    status=$?
    awk -v target="$1" -v seed=$((seed + 1)) -v seconds="$2" -v status=$status '
        / cov: / { for (i = 1; i < NF; i++) { if ($i == "cov:") cov = $(i + 1); if ($i == "ft:") ft = $(i + 1); if ($i == "corp:") corp = $(i + 1) } }
        /^stat::number_of_executed_units/ { executions = $2 }
        END { sub(/\/.*/, "", corp); printf "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", target, seed, seconds, executions, cov, ft, corp, status != 0 }' "$log" >>"$SLICES"
    [ $status = 0 ] || { echo "$1: see $log" && cp "$log" "$OUT/findings/$1-$((seed + 1)).txt"; }
    return $status
}

for target in "$@"; do
    while left=$((SECONDS_EACH - $(spent "$target"))) && [ "$left" -gt 0 ]; do
        slice "$target" $((left < SLICE ? left : SLICE)) || break
    done
done

awk -F '\t' '
    { s[$1] += $3; x[$1] += $4; f[$1] += $8; if ($5 > c[$1]) c[$1] = $5; k[$1] = $7 }
    END {
        print "| target | minutes | executions | edges | inputs | findings |\n| --- | ---: | ---: | ---: | ---: | ---: |"
        for (t in s) { printf "| `%s` | %.1f | %d | %d | %d | %d |\n", t, s[t] / 60, x[t], c[t], k[t], f[t] | "sort"; bad += f[t] }
        close("sort")
        exit bad > 0
    }' "$SLICES"
