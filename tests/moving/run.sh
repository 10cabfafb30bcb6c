#!/bin/sh
# run.sh BUILD_DIR: a thousand old cases are brought in by examples/migrate_csv, exported, and verified by examples/verify_export.py; several programs write
# to one case with examples/shared_journal. The last line is `N passed, N failed`.
set -u
[ $# = 1 ] && [ -d "$1" ] || { sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 2; }
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
verify=$here/../../examples/verify_export.py
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
passed=0 failed=0

count() {
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "wrong: $2"; fi
}

# ---- a thousand old cases

python3 -B "$here/old_cases.py" >old.csv
count $? "the old cases are not written"
"$build/examples/migrate_csv" old.csv old.asb >printed.txt
count $? "they are not brought in"
diff -u "$here/expected.txt" printed.txt
count $? "another report than expected.txt"
"$build/asb" --store old.asb verify >printed.txt && grep -q '^990 cases, .*: all is well$' printed.txt
count $? "the journal is not sound: $(cat printed.txt)"
"$build/asb" --store old.asb show OLD-0002 --json >printed.txt && grep -q '"state":"closed"' printed.txt
count $? "a case that was closed is not: $(cat printed.txt)"
"$build/asb" --store old.asb history OLD-0002 --json >printed.txt && grep -q '"imported":true' printed.txt &&
    grep -q '"recorded":"2019-' printed.txt
count $? "it has not its own dates: $(cat printed.txt)"
"$build/asb" --store old.asb show OLD-0006 >printed.txt && grep -q 'Grace' printed.txt && "$build/asb" --store old.asb show OLD-0001 >printed.txt &&
    grep -q 'Bob "Bobby" Brook' printed.txt
count $? "names in quotation marks: $(cat printed.txt)"

# Again: all that is there is passed over.
"$build/examples/migrate_csv" old.csv old.asb >printed.txt && tail -n 1 printed.txt | grep -q '^0 cases with 0 records .* 1000 rows left out$'
count $? "brought in twice: $(tail -n 1 printed.txt)"

# ---- exported, and verified with a JSON parser and SHA-256

check() { # STATUS WORDS: of verify_export.py
    python3 -B "$verify" export.jsonl >printed.txt
    [ $? = "$1" ] && grep -q "$2" printed.txt
    count $? "$2: $(head -n 3 printed.txt)"
}

"$build/asb" --store old.asb export >export.jsonl
check 0 '^990 cases, 0 erased: all is well$'
"$build/asb" --store new.asb import export.jsonl >printed.txt && grep -q '^990 cases: 990 written, 0 carried on, 0 there already$' printed.txt
count $? "imported: $(cat printed.txt)"
[ "$("$build/asb" --store new.asb head)" = "$("$build/asb" --store old.asb head)" ]
count $? "the heads are not the same"
mv export.jsonl whole.jsonl
sed '100s/phone/email/' whole.jsonl >export.jsonl
sed '101s/phone/email/' export.jsonl >changed.jsonl && sed '102s/phone/email/' changed.jsonl >export.jsonl
check 1 'its body is another'
sed '100d' whole.jsonl >export.jsonl
check 1 'cases are missing'
sed '$d' whole.jsonl >export.jsonl
check 1 'cases are missing'
"$build/asb" --store old.asb export OLD-0002 >export.jsonl
check 0 '^1 cases, 0 erased: all is well$'
"$build/asb" --store old.asb --as ann:neighbourhood-housing-manager add OLD-0002 erasure '{"party":"p1","basis":"Article 17","reason":"asked"}' >printed.txt
count $? "nothing is erased: $(cat printed.txt)"
"$build/asb" --store old.asb export OLD-0002 >export.jsonl
check 0 '^1 cases, 1 erased: all is well$'
sed 's/"kind\\":\\"erasure\\"/"kind\\":\\"erasurf\\"/' export.jsonl >changed.jsonl && mv changed.jsonl export.jsonl
check 1 'no erasure says why'

# ---- several programs at one case

for name in amy ben cat; do
    "$build/examples/shared_journal" shared.asb C-1 $name 20 >"$name.txt" 2>&1 &
done
wait
cat amy.txt ben.txt cat.txt >printed.txt
[ "$(grep -c ': done; others were first' printed.txt)" = 3 ]
count $? "not all were done: $(cat printed.txt)"
"$build/asb" --store shared.asb verify >printed.txt && grep -q '^1 case, 61 records, 0 erased: all is well$' printed.txt
count $? "what was acknowledged is not there: $(cat printed.txt)"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
