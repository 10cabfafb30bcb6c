#!/bin/sh
# Journals and exports go from machine to machine: each writes them, and each other one reads them, prints the same, and goes on writing.
#
#   sh tests/plain/exchange.sh FOLDER NAME=COMMAND…     COMMAND is asb, by an emulator where it needs one
#
# Prints `N passed, N failed`.
set -u
FOLDER=$1
shift
rm -rf "$FOLDER" && mkdir -p "$FOLDER" && cd "$FOLDER" || exit 1
passed=0
failed=0
NOW=2026-03-09T09:00:00Z

count() { # status, what
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAILED $2"; fi
}

command_of() { # the argument NAME=COMMAND
    echo "${1#*=}"
}

asb() { # command, journal, then arguments; line ends are those of no machine
    run=$1 journal=$2
    shift 2
    $run --store "$journal" --now "$NOW" "$@" 2>&1 | tr -d '\r'
}

# Two cases under two policies, with a correction, an erasure, letters of many bytes, and all of it compacted once before the end.
write_journal() { # command, journal
    asb "$1" "$2" new A1 --policy places-for-people --as amy:CCC report '{"channel":"phone","summary":"L\u00e4rm \u2014 bis drei Uhr \ud83d\udd0a","category":"noise"}'
    asb "$1" "$2" add A1 --as amy:CCC party '{"party":"p1","as":"complainant","name":"Ann Ash","address":"2 Elm Road"}'
    asb "$1" "$2" add A1 --as amy:CCC contact '{"party":"p1","method":"phone","outcome":"reached"}'
    asb "$1" "$2" new B1 --policy hart --as ben:system report '{"channel":"email","summary":"Rubbish","x-number":12345678901234567890.5}'
    asb "$1" "$2" add B1 --as ben:system note '{"text":"Looked at it"}'
    asb "$1" "$2" add B1 --as ben:system correction '{"of":1,"field":"summary","value":"Rubbish in the yard","reason":"Misheard"}'
    asb "$1" "$2" add A1 --as amy:CCC erasure '{"of":[3],"basis":"Art. 17","reason":"Asked for"}'
}

pictures() { # command, journal
    asb "$1" "$2" verify
    for id in A1 B1; do
        asb "$1" "$2" show "$id" --json
        asb "$1" "$2" duties "$id" --json --all
        asb "$1" "$2" history "$id" --json
    done
    asb "$1" "$2" head --all
    asb "$1" "$2" export
}

# Each of these counts for itself, in a file, for all machines are at work at once.
writes() { # the argument
    name=${1%%=*}
    write_journal "$(command_of "$1")" "$name.asb" >"$name.log"
    pictures "$(command_of "$1")" "$name.asb" >"$name.picture"
    asb "$(command_of "$1")" "$name.asb" export >"$name.jsonl"
    [ "$(grep -c added "$name.log")" = 7 ] && grep -q 'all is well' "$name.picture" && [ -s "$name.jsonl" ]
    count $? "$name writes (see $FOLDER/$name.log)"
}

goes_on() { # reader's command, writer's, journal of both
    asb "$1" "$3" add B1 --as ben:system note '{"text":"And on"}' | grep -q 'record 4, note, added' && asb "$2" "$3" verify | grep -q '8 records, 1 erased: all is well'
}

reads() { # the argument of the reader, all arguments
    reader=$1
    shift
    command=$(command_of "$reader") to=${reader%%=*}
    for writer in "$@"; do
        from=${writer%%=*}
        [ "$from" != "$to" ] || continue
        cp "$from.asb" "$from-$to.asb"
        pictures "$command" "$from-$to.asb" | cmp - "$from.picture" >/dev/null
        count $? "$to reads the journal of $from"
        asb "$command" "imported-$from-$to.asb" import "$from.jsonl" >/dev/null
        asb "$command" "imported-$from-$to.asb" export | cmp - "$from.jsonl" >/dev/null
        count $? "$to imports the export of $from"
        goes_on "$command" "$(command_of "$writer")" "$from-$to.asb"
        count $? "$from goes on with its journal, to which $to has written"
    done
}

for one in "$@"; do (writes "$one" && echo "$passed $failed") >"${one%%=*}.wrote" & done
wait
for one in "$@"; do (reads "$one" "$@" && echo "$passed $failed") >"${one%%=*}.read" & done
wait
machines=$#
cat ./*.wrote ./*.read | awk -v machines="$machines" '
    /^FAILED/ { print; next }
    { p += $1; f += $2; ended++ }
    END {
        if (ended < 2 * machines) f += 2 * machines - ended
        print p + 0 " passed, " f + 0 " failed"
        exit f > 0
    }'
