#!/bin/sh
# run.sh ASB_BINARY: tests of the asb command, each of its commands and exit codes. The last line is `N passed, N failed`.
#
#     run CODE ARGUMENT…      runs the command (its standard input is what `input` was given) and wants that exit code
#     out <<'END'             wants exactly this on standard output
#     has TEXT                wants a line on standard output that has this text; hasnt: none
#     said TEXT               wants a line on standard error that has this text; silent: nothing there
set -u
if [ $# -ne 1 ]; then
    echo "usage: run.sh ASB_BINARY" >&2
    exit 2
fi
case $1 in
/*) asb=$1 ;;
*) asb=$(pwd)/$1 ;;
esac
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cd "$work" || exit 3
unset NO_COLOR
passed=0
failed=0
what=
: >input

count() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "asb $what: $2"
    fi
}

run() {
    wanted=$1
    shift
    what=$*
    "$asb" "$@" <input >stdout 2>stderr
    code=$?
    : >input
    [ "$code" -eq "$wanted" ]
    count $? "exit code $code, not $wanted: $(head -n 3 stdout stderr)"
}

input() { cat >input; }
out() {
    cat >wanted
    cmp -s wanted stdout
    count $? "other output: $(diff wanted stdout)"
}
has() { grep -qF -- "$1" stdout; count $? "nothing has '$1': $(head -n 20 stdout)"; }
hasnt() { ! grep -qF -- "$1" stdout; count $? "there is '$1'"; }
said() { grep -qF -- "$1" stderr; count $? "'$1' is not said: $(cat stderr)"; }
silent() { [ ! -s stderr ]; count $? "said: $(cat stderr)"; }

# ---- usage

run 2
said "usage: asb COMMAND"
run 0 --help
has "usage: asb COMMAND"
has "Exit codes: 0 done"
silent
run 0 --version
has "asb "
for command in scenario trace policy due holidays score json new add may duties show history list verify export render report rehearse match; do
    run 0 "$command" --help
    has "usage: asb "
    has "Exit codes: 0"
done
run 0 -h
run 2 nonsense
said "no such command"
run 2 list --nonsense
said "--nonsense: there is no such option"
run 2 list --store
said "takes a value"
run 2 list --json=yes
said "takes no value"
for command in scenario trace policy due holidays score json new add may duties show history report rehearse match; do
    run 2 "$command"
done
run 2 list
said "--store FILE"
run 2 policy list more
run 2 policy nonsense
run 2 holidays 2026
run 2 export A B --store j

# ---- json

printf '{"b": 1.0, "a": [true, null, "\\u00e9"]}' >good.json
printf '{"a": 1,\n "a": 2}' >twice.json
run 0 json good.json
out <<'END'
{"a":[true,null,"é"],"b":1}
END
input <<'END'
[1e2]
END
run 0 json -
out <<'END'
[100]
END
run 1 json twice.json
said "twice.json:2:2:"
out <<'END'
END
run 3 json missing.json
said "missing.json"

# ---- dates

run 0 holidays 2026 2026
out <<'END'
2026-01-01 New Year's Day
2026-04-03 Good Friday
2026-04-06 Easter Monday
2026-05-04 Early May bank holiday
2026-05-25 Spring bank holiday
2026-08-31 Summer bank holiday
2026-12-25 Christmas Day
2026-12-28 Boxing Day
END
run 0 holidays 2022 2022 --json
has '"date":"2022-09-19"'
run 2 holidays 2027 2026
run 2 holidays 1899 1900
run 2 holidays 2026 2026x
run 0 due 2026-04-02 '{"working_days":5}'
[ "$(head -n 1 stdout)" = 2026-04-13 ]
count $? "the first line is $(head -n 1 stdout)"
has "2026-04-03 Good Friday"
hasnt "act by"
run 0 due 2026-03-02 '{"days":5}'
[ "$(head -n 2 stdout | tr '\n' ' ')" = "2026-03-07 act by 2026-03-06 " ]
count $? "the first lines are $(head -n 2 stdout)"
run 0 due 2026-03-28T12:00 '{"hours":24}'
[ "$(head -n 1 stdout)" = 2026-03-29T13:00 ]
count $? "the first line is $(head -n 1 stdout)"
run 0 due 2026-03-28T12:00:30 '{"hours":1}'
[ "$(head -n 1 stdout)" = 2026-03-28T13:00:30 ]
count $? "the first line is $(head -n 1 stdout)"
run 0 due 2026-04-02 '{"working_days":5}' --policy places-for-people --json
has '"due":"2026-04-13"'
run 2 due 2026-02-30 '{"days":1}'
said "2026-02-30"
run 2 due 2026-02-03 '{"fortnights":1}'
run 2 due 2026-02-03 '{"days":1'
run 3 due 2026-02-03 '{"days":1}' --policy nobody

# ---- policies

run 0 policy list
has "places-for-people"
has "west-kent"
run 0 policy list --json
has '"id":"england"'
run 0 policy show hart
has "# "
run 0 policy show hart --json
has '"asb_policy":1'
run 3 policy show nobody
said "nobody"
run 3 policy show missing.json
run 0 policy explain hart legal-intervention
has "4.1a"
run 0 policy explain hart
has "legal-intervention"
run 3 policy explain hart no-such-rule
said "no-such-rule"
cat >small.json <<'END'
{"asb_policy": 1, "id": "small", "version": "1", "title": "Small", "source": "made up", "extends": "england",
 "roles": [{"id": "officer", "label": "Officer"}],
 "priorities": [{"id": "standard", "label": "Standard"}],
 "categories": [{"id": "noise", "label": "Noise", "priority": "standard", "clause": "1"}],
 "closure_reasons": [{"id": "done", "label": "Done", "clause": "2"}],
 "duties": [{"id": "answer", "clause": "3", "label": "Answer", "owner": ["officer"], "starts": ["report"],
   "within": [{"period": {"working_days": 2}}], "done": ["contact"]}],
 "guards": [{"id": "contact-first", "clause": "4", "on": {"kind": "closure"}, "require": {"has": "contact"},
   "message": "Speak with them before closing."},
  {"id": "twice", "clause": "5", "on": {"kind": "note"}, "require": {"has": "note", "at_most": 1}, "message": "Two notes at most.",
   "severity": "warn"}]}
END
run 0 policy check small.json
out <<'END'
END
run 0 policy show small.json
has "Small"
sed 's/"standard", "clause"/"urgent", "clause"/' small.json >wrong.json
run 1 policy check wrong.json
has "wrong.json:4:"
has "/categories/0/priority: "
run 1 policy check wrong.json --json
has '"pointer":"/categories/0/priority"'
run 1 policy check twice.json
has "twice.json:2:2: "
run 3 policy check missing.json
run 1 policy show wrong.json
said "wrong.json:4:"

# ---- score

"$asb" policy show places-for-people --json >joined.json
cat >none.json <<'END'
{}
END
run 1 score places-for-people ram none.json
has "missing    q1"
run 3 score places-for-people nonsense none.json
run 3 score nobody ram none.json
run 3 score places-for-people ram missing.json
run 1 score places-for-people ram good.json
said "b: an answer is an option"
run 1 score places-for-people ram twice.json
cat >declined.json <<'END'
{"q1": "daily"}
END
run 1 score places-for-people ram declined.json --json
has '"least":0'
has '"missing":['

# ---- journal

say="--store j.asb --as amy:officer"
run 3 --store j.asb list
said "no such journal"
run 2 $say new C1 report '{"channel":"phone","summary":"Loud music"}'
said "--policy"
run 2 $say new C1 --policy small.json report
run 2 --store j.asb --policy small.json new C1 report '{"channel":"phone","summary":"Loud music"}'
said "--as ACTOR:ROLE"
run 1 $say --now 2026-03-02T09:15 new C1 --policy small.json contact '{"party":"c1"}'
said "kind"
run 0 $say --now 2026-03-02T09:15 new C1 --policy small.json report '{"channel":"phone","summary":"Loud music"}'
out <<'END'
C1: record 1, report, added
END
silent
run 1 $say --now 2026-03-02T09:15 new C1 --policy small.json report '{"channel":"phone","summary":"Loud music"}'
run 0 $say --now 2026-03-02T09:16 --json new C2 --policy small.json report '{"channel":"phone","summary":"More music"}'
out <<'END'
{"status":"added","case":"C2","records":1,"decision":{"allowed":true,"reasons":[]}}
END
run 3 $say add C9 note '{"text":"a"}'
said "C9: the journal has no such case"
run 1 $say --now 2026-03-02T09:20 add C1 note '{"text":""}'
said "text"
run 1 $say --now 2026-03-02T09:20 add C1 note '{"text":"a"'
run 2 $say --now 2026-03-02T09:20 add C1 note '[]'
run 2 $say --now soon add C1 note '{"text":"a"}'
run 2 $say --at soon add C1 note '{"text":"a"}'
run 1 --store j.asb --as amy:king --now 2026-03-02T09:20 add C1 note '{"text":"a"}'
said "role"
input <<'END'
{"categories": ["noise"]}
END
run 0 $say --now 2026-03-02T09:20 --at 2026-03-02T09:18 add C1 opening -
has "record 2, opening, added"
run 1 $say --now 2026-03-02T10:00 may C1 closure '{"reason":"done","rationale":"over"}'
out <<'END'
C1: closure, refused
refused  contact-first (4): Speak with them before closing.
END
run 1 $say --now 2026-03-02T10:00 add C1 closure '{"reason":"done","rationale":"over"}'
has "closure, refused"
run 1 $say --now 2026-03-02T10:00 may C1 closure '{"reason":"done","rationale":"over"}' --json
has '"status":"refused"'
has '"guard":"contact-first"'
run 0 $say --now 2026-03-02T10:00 duties C1
has "2026-03-04"
has "answer"
run 0 --now 2026-03-05T10:00 --store j.asb duties C1
has "overdue"
run 0 --now 2026-03-05T10:00 --store j.asb duties C1 --json
has '"state":"overdue"'

# ---- which cases may be about the same

match="--store m.asb --now 2026-05-02T10:00 --as amy:CCC"
run 0 $match new M1 --policy places-for-people report '{"channel":"phone","summary":"Music","reporter":"p1","location":"14 High Street"}'
run 0 $match add M1 party '{"party":"p1","as":"complainant","name":"Siân Kowalski","address":"12 High Street","postcode":"TN9 1AA"}'
run 0 $match add M1 party '{"party":"p2","as":"alleged-perpetrator","name":"Bob Thornbury","address":"14 High Street","postcode":"TN9 1AA"}'
run 0 $match new M2 --policy places-for-people report '{"channel":"phone","summary":"Lies","reporter":"b"}'
run 0 $match add M2 party '{"party":"b","as":"complainant","name":"THORNBRUY, Mr Bob","address":"14 high st","postcode":"tn91aa"}'
run 0 $match add M2 party '{"party":"s","as":"alleged-perpetrator","name":"Sian Kowalski"}'
run 0 --store m.asb match M1
has "M2  counter-allegation  100  enquiry, reported 2026-05-02"
has "Complainant and alleged perpetrator are swapped: p1 may be s, the alleged perpetrator there, and p2 may be b, the complainant there"
run 0 --store m.asb match M1 strength=90 reason=counter-allegation --json
has '"case":"M2","reason":"counter-allegation","strength":100'
run 0 --store m.asb match M1 reason=same-alleged-perpetrator
out <<'END'
no case matches
END
cat >new.json <<'END'
[{"kind": "report", "by": "amy", "role": "CCC", "fields": {"channel": "phone", "summary": "Again", "reporter": "c"}},
 {"kind": "party", "by": "amy", "role": "CCC", "fields": {"party": "c", "as": "complainant", "name": "Kowalsky, Sian", "address": "12 HIGH ST"}}]
END
run 0 --store m.asb match --policy places-for-people new.json strength=60 reason=same-complainant
has "M1  same-complainant"
has "nearly the same name, spelt otherwise, the same address"
run 0 --store m.asb list
has "M2"
run 1 --store m.asb match --policy places-for-people - </dev/null
echo '{"kind":"party"}' >wrong.json
run 1 --store m.asb match --policy places-for-people wrong.json
run 2 --store m.asb match nobody
said "no such case"
run 2 --store m.asb match M1 strength
run 2 --store m.asb match
run 2 match M1
run 3 --store absent.asb match M1
run 0 --store m.asb report places by=address least=2 behind=true months=true
has "2026-05: 2"
run 0 --store m.asb report people by=name behind=true
has "kowalski sian"

# ---- questions about all cases

run 0 --now 2026-03-05T10:00 --store j.asb due
has "C1"
has "overdue"
has "answer"
run 0 --now 2026-03-04T10:00 --store j.asb due duty_state=overdue
out <<'END'
nothing
END
run 0 --now 2026-03-05T10:00 --store j.asb due limit=1 --json
has '"case":"C1"'
run 0 --now 2026-03-05T10:00 --store j.asb report overdue by=duty,state
has "answer"
run 0 --store j.asb --json report counts by=category state=open,closed
has '{"category":"noise","count":1}'
run 0 --store j.asb report '{"query":"counts","by":["hate"]}' --json
has '{"hate":false,"count":2}'
run 0 --store j.asb report cases officer=none hate=false from=2026-03-01
has "C1"
run 0 --store j.asb report cases officer=nobody
has "nothing"
run 2 --store j.asb report everything
said "the name of a question that there is"
run 2 --store j.asb report due officr=amy
said "officr"
run 2 --store j.asb report due days
said "KEY=VALUE"
run 2 --store j.asb report counts --from 2026-01-01
said "KEY=VALUE"
run 2 --store j.asb due --format csv
run 2 --store j.asb report silent days=-1
said "days"
run 2 report due
said "--store FILE"
run 3 --store absent.asb report due
run 0 --store j.asb --json report cases cases=C1
has '"total":1'

# ---- what another policy would change; small.json gives two working days to answer, from Monday 2 March

cp j.asb before.asb
sed 's/"version": *"[^"]*"/"version": "next"/; s/"working_days": *2/"working_days": 1/' small.json >shorter.json
run 0 --now 2026-03-04T10:00 --store j.asb rehearse --policy shorter.json
has "2 cases, "
has "2 would be different"
has "dates that move: 2 (2 earlier, 0 later)"
has "duties missed: 2, and 0 before"
has "Missed, by officer and duty"
has "2026-03-03"
silent
run 0 --now 2026-03-04T10:00 --store j.asb rehearse --policy shorter.json cases=C1 --json
has '"moved":{"now":"2026-03-04T10:00:00Z","rows":[{"case":"C1","duty":"answer","clause":"3","due_before":"2026-03-04","due":"2026-03-03","working_days":-1'
has '"failed":{"now":"2026-03-04T10:00:00Z","rows":[],"total":0}}'
run 0 --now 2026-03-04T10:00 --store j.asb rehearse --holiday 2026-03-03 --holiday 2026-03-04
has "dates that move: 2 (0 earlier, 2 later)"
has "2026-03-06"
run 0 --now 2026-03-04T10:00 --store j.asb rehearse '{"removed":["2026-03-07"],"added":["2026-03-04"],"cases":["C2"]}'
has "2026-03-05"
hasnt "C1"
run 0 --store j.asb rehearse --policy west-kent
has "0 would be different"
run 0 --store j.asb rehearse --policy west-kent --instead-of ''
has "2 would be different"
run 1 --store j.asb rehearse --holiday 2026-03-03 cases=C1,nobody
has "nobody"
run 2 --store j.asb rehearse
said "--policy, --holiday or a request"
run 2 --store j.asb rehearse --holiday 2026-02-30
said "added/0"
run 2 --store j.asb rehearse oficer=amy
said "officer"
run 2 --store j.asb rehearse --holiday 2026-03-03 amy
said "KEY=VALUE"
run 3 --store j.asb rehearse --policy missing.json
run 3 --store absent.asb rehearse --holiday 2026-03-03
run 2 rehearse --holiday 2026-03-03
said "--store FILE"
cmp -s j.asb before.asb
count $? "a rehearsal has written to the journal"

# ---- reports over all cases

run 0 --store j.asb --now 2026-06-01 report nm01 --homes 1000 --year 2025-26
has "Definition: NM01 of the Tenant Satisfaction Measures"
has "hate     Of those, cases with hate incidents  0"
has "no-case  Reported, and no case has been opened"
run 0 --store j.asb --now 2026-06-01 report nm01 --homes 1000 --year 2025-26 --format csv --table counted
printf 'case,opened,again,hate,categories,ward\r\nC1,2026-03-02,false,false,Noise,\r\n' | out
run 0 --store j.asb --now 2026-06-01 report nm01 homes=1000 year=2025-26 --format csv -o nm01.csv
silent
run 0 --store j.asb --now 2026-06-01 report nm01 --homes 1000 --format html -o nm01.html
grep -q '</html>' nm01.html && grep -q 'For each 1,000 homes' nm01.html
count $? "nm01.html is no page"
run 0 --store j.asb --now 2026-03-05T10:00 report monitoring --from 2026-03-01 --to 2026-03-31
has "recent"
has "outcomes"
run 0 --store j.asb --now 2026-03-05T10:00 --json report case-reviews area=none
has '"filter":{"area":null}'
run 0 --store j.asb --now 2026-03-05T10:00 report performance --format text
has "C2    answer  Answer  2026-03-04  overdue"
run 0 --store j.asb --now 2026-03-05T10:00 report performance --format json --table late
has '"tables":{"late":['
run 2 --store j.asb report nm01
said "homes"
run 2 --store j.asb report nm01 --homes many
said "homes"
run 2 --store j.asb report nm01 --homes 1000 --year 2025
said "2025-26"
run 2 --store j.asb report nm01 --homes 1000 --table counts
said 'did you mean "counted"?'
run 2 --store j.asb report monitoring --homes 1000
said "no key homes"
run 3 --store j.asb report monitoring --format html -o nowhere/page.html
run 3 --store absent.asb report monitoring

run 0 $say --now 2026-03-03T10:00 add C1 party '{"party":"c1","as":"complainant","name":"Olu"}'
run 0 $say --now 2026-03-03T10:05 add C1 contact '{"party":"c1","method":"phone","outcome":"reached"}'
run 0 $say --now 2026-03-03T10:05 duties C1
out <<'END'
nothing is to be done
END
run 0 $say --now 2026-03-03T10:05 duties C1 --all
has "met"
run 0 $say --now 2026-03-03T10:06 add C1 note '{"text":"one"}'
run 0 $say --now 2026-03-03T10:07 add C1 note '{"text":"two"}'
run 0 $say --now 2026-03-03T10:08 add C1 note '{"text":"three"}'
has "warning  twice (5): Two notes at most."
run 0 $say --now 2026-03-04T10:00 may C1 closure '{"reason":"done","rationale":"over"}'
out <<'END'
C1: closure, allowed
END
run 0 $say --now 2026-03-04T10:00 show C1
has "state      open"
has "categories noise"
has "c1      complainant  Olu"
run 0 --store j.asb show C1 --json
has '"state":"open"'
run 0 --store j.asb history C1
has "2026-03-02T09:18  opening"
has 'amy (officer)'
run 0 --store j.asb history C1 --json
has '"seq":7'
run 3 --store j.asb history C9
run 0 --store j.asb list
has "C1"
has "C2"
run 0 --store j.asb list --json
has '"case":"C2","records":1'
run 0 --store j.asb verify
out <<'END'
2 cases, 8 records, 0 erased: all is well
END
run 0 --store j.asb verify C2 --json
out <<'END'
{"cases":1,"records":1,"erased":0,"damage":[]}
END
run 3 --store j.asb verify C9
run 0 --store j.asb export C1
has '"case":"C1"'
run 3 --store j.asb export C9
run 3 --store small.json list
said "small.json"

# ---- documents

letters="--store letters.asb --as amy:CCC"
run 0 $letters --now 2026-03-02T09:00 new L1 --policy places-for-people report '{"channel":"phone","summary":"Music","reporter":"c1"}'
run 0 $letters --now 2026-03-02T09:01 add L1 party '{"party":"c1","as":"complainant","name":"Ann <Ash>","address":"2 Elm Road, Leyland","postcode":"PR25 1AA"}'
run 0 $letters --now 2026-03-02T09:02 add L1 party '{"party":"p1","as":"alleged-perpetrator","name":"Bob Brook"}'
render="--store letters.asb --now 2026-03-03T10:00 render L1"
run 1 $render --letter acknowledgement-letter --party c1
said "officer_name: The letter has officer_name, which is empty: the case has not been allocated to an officer."
run 0 $letters --now 2026-03-03T09:00 add L1 allocation '{"officer":"Ben Booth","to_role":"CHM"}'
run 1 $render --letter acknowledgement-letter --party c1 --set officer_title=
said "officer_title: The letter has officer_title, which is empty: it was set to nothing."
run 0 $render --letter acknowledgement-letter --party c1 --set officer_name="Dee Dunn" --set "date=Tuesday"
cat stdout >letter
sed -n '1,9p' letter >stdout
tail -n 3 letter >>stdout
out <<'END'
2 Elm Road
Leyland
PR25 1AA

Tuesday

Dear Ann <Ash>

Reference L1
Dee Dunn
Community Housing Manager
Places for People
END
run 0 $render --letter acknowledgement-letter --party c1 --html -o letter.html
out </dev/null
grep -qF '<p>Dear Ann &lt;Ash&gt;</p>' letter.html
count $? "letter.html is not the letter"
run 1 $render --letter acknowledgement-letter --party p1
said "party: The letter acknowledgement-letter is not for p1: it goes to complainant, victim, third-party."
run 1 $render --letter acknowledgement-leter --party c1
said 'template: The policy has no letter acknowledgement-leter: did you mean "acknowledgement-letter"?'
run 1 $render --letter warning-letter --party p1 --for officer
said "audience:"
input <<'END'
Dear {{recipient_name}}

{{appointment_where}}
END
run 1 $render --text - --party p1 --set appointment_where="At the flat of Ann Ash"
said "asb: L1:3:"
said "c1, whom the reader may not know; nothing was handed out."
out </dev/null
echo 'Dear {{recipent_name}}' >own.txt
run 1 $render --text own.txt --party p1
said 'did you mean "recipient_name"?'
run 0 $render --letter warning-letter --party p1 --withheld
has '{"kind":"party","party":"c1","seq":2,"why":"no-consent"}'
run 3 $render --letter acknowledgement-letter --party c1 -o no/such/folder
run 3 $render --text missing.txt --party p1
run 0 $render --casefile
has "Case file L1"
run 0 $render --casefile --html
has "<!DOCTYPE html>"
run 0 $render --chronology --for court
has "Chronology L1"
run 0 $render --subject-access --party c1
has "For: the person whom it is about"
hasnt "Bob"
run 0 $render --form assessment
run 0 $render --form proportionality
run 0 $render --data --for perpetrator --party p1
has '"kind":"case-data"'
hasnt "Ann"
run 0 $render --data
has "Ann"
run 1 $render --form letters
said "There is no kind of document letters"
run 2 $render
run 2 $render --letter warning-letter --casefile
run 2 $render --letter warning-letter --html --json
run 2 $render --letter warning-letter --party p1 --json
run 2 $render --letter warning-letter --set category
run 2 $render --letter warning-letter -o
run 3 --store letters.asb render L9 --letter warning-letter

# ---- heads, and moving

run 0 --store j.asb head C1
has '{"case":"C1","digest":"'
has '"seq":7}'
run 0 --store j.asb head
has '{"cases":2,"digest":"'
cp stdout head.json
run 0 --store j.asb head --all
has '{"case":"C2","digest":"'
[ "$(tr -d '\n' <stdout | sha256sum | cut -c 1-64)" = "$(sed 's/.*"digest":"//; s/".*//' head.json)" ]
count $? "the head is not the digest of the list"
cp stdout heads.json
run 2 --store j.asb head C1 C2
run 3 --store j.asb head C9
run 0 --store j.asb verify --head heads.json
out <<'END'
2 heads, 0 grown since: all is well
END
run 0 --store j.asb verify --head head.json --json
out <<'END'
{"heads":2,"grown":0,"damage":[]}
END
cp j.asb yesterday.asb
run 0 $say --now 2026-03-04T11:00 add C1 note '{"text":"four"}'
run 0 --store j.asb verify --head heads.json
has "2 heads, 1 grown since: all is well"
run 3 --store j.asb verify --head head.json
said "something was added since, or changed"
run 0 --store j.asb head --all
cp stdout today.json
run 0 --store yesterday.asb verify
run 1 --store yesterday.asb verify --head today.json
has "C1 record 8: the case ends before this record: its tail was cut off"
run 2 --store j.asb verify C1 --head heads.json
run 1 --store j.asb verify --head small.json
run 3 --store j.asb verify --head missing.json
run 0 --store j.asb export C2
cp stdout C2.json
run 0 --store other.asb import C2.json
out <<'END'
C2: 1 record
END
run 1 --store other.asb import C2.json
said "has a case C2 already"
run 0 --store j.asb export
has '{"asb_store":1}'
cp stdout all.jsonl
run 0 --store other.asb import all.jsonl
out <<'END'
2 cases: 1 written, 0 carried on, 1 there already
END
run 0 --store other.asb export
cmp -s all.jsonl stdout
count $? "what was imported is exported otherwise"
head -n 3 all.jsonl >cut.jsonl
run 1 --store third.asb import cut.jsonl
has "the document was cut off"
run 1 --store third.asb import small.json
run 3 --store third.asb import missing.json
run 2 --store third.asb import
# A journal of some size has an index beside it: with it, without it, and with one that is damaged, the answers are the same.
python3 - all.jsonl >many.jsonl <<'END'
import hashlib, json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
write = lambda value: json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
one = next(line for line in lines if line.get('case') == 'C2')
heads = []
for line in lines:
    if not 'case' in line and not 'cases' in line:
        print(write(line))
for number in range(5000):
    case = 'M%05d' % number
    header = write({**json.loads(one['records'][0]['header']), 'case': case})
    digest = hashlib.sha256(header.encode()).hexdigest()
    heads.append({'case': case, 'digest': digest, 'seq': 1})
    print(write({**one, 'case': case, 'records': [{**one['records'][0], 'header': header}]}))
print(write({'cases': len(heads), 'digest': hashlib.sha256(write(heads).encode()).hexdigest()}))
END
run 0 --store many.asb import many.jsonl
has "5000 cases: 5000 written"
[ -f many.asb.index ]
count $? "there is no index beside it"
cp many.asb.index index
for state in used damaged gone used; do
    case $state in
    used) cp index many.asb.index ;;
    damaged) python3 -c "
b = bytearray(open('index', 'rb').read())
b[4100:-40] = bytes(x ^ 1 for x in b[4100:-40])
open('many.asb.index', 'wb').write(b)" ;;
    gone) rm many.asb.index ;;
    esac
    run 0 --store many.asb history M04711
    has "More music"
    run 3 --store many.asb history M5
    run 0 --store many.asb verify M04711
    run 0 --store many.asb --as amy:officer --now 2026-03-05T09:15 add M04711 note "{\"text\":\"$state\"}"
    run 0 --store many.asb history M04711
    has "$state"
    run 0 --store many.asb verify
    has "5000 cases"
    has "all is well"
done
run 0 --store many.asb history M04711
has "5  2026"
run 0 --store j.asb copy fourth.asb
out <<'END'
2 cases: 2 written, 0 carried on, 0 there already
END
run 1 --store yesterday.asb copy fourth.asb --json
has '{"case":"C1","seq":8,"what":"the store has later records of the case"}'
run 3 --store j.asb copy small.json
run 2 --store j.asb copy
rm other.asb third.asb fourth.asb

# A word of a record, changed in the file.
LC_ALL=C sed 's/More music/Less music/' j.asb >damaged.asb
run 1 --store damaged.asb verify
has "C2 record 1: "
has "damage was found"
run 1 --store damaged.asb verify --json
has '"damage":[{"case":"C2","seq":1,'
run 0 --store damaged.asb verify C1
run 3 --store damaged.asb show C2

# Many at once: each is tried again until it is in.
for i in 1 2 3 4 5 6; do
    "$asb" --store j.asb --as amy:officer add C2 note "{\"text\":\"note $i\"}" >/dev/null 2>&1 &
done
wait
run 0 --store j.asb verify C2
has "1 case, 7 records"

# A case begun under its policy; the record that makes it one comes afterwards.
now="--now 2026-03-02T09:15"
run 0 --store begun.asb new B1 --policy small.json
has "B1: begun under "
run 1 --store begun.asb new B1 --policy small.json
said "B1: this case has been begun"
run 0 --store begun.asb list --json
out <<'END'
[]
END
run 0 --store begun.asb show B1
has "records    0"
run 0 --store begun.asb duties B1
run 0 --store begun.asb history B1
run 1 --store begun.asb --as amy:officer $now add B1 note '{"text":"too soon"}'
said "A case begins with a report"
run 0 --store begun.asb --as amy:officer $now may B1 report '{"channel":"phone","summary":"Loud music"}'
run 0 --store begun.asb --as amy:officer $now add B1 report '{"channel":"phone","summary":"Loud music"}'
has "B1: record 1, report, added"
run 0 --store begun.asb --as amy:officer $now add B1 note '{"text":"now it may"}'
run 1 --store begun.asb new B1 --policy small.json
run 1 --store j.asb new C1 --policy small.json
said "C1: the journal has this case already"
run 0 --store begun.asb new B2 --policy hart --json
has '{"status":"begun","case":"B2","records":0,"decision":null}'
run 3 --store begun.asb new B3 --policy no-such-policy
run 2 --store begun.asb new B3 --policy -
run 2 --store begun.asb new B3
run 2 --store begun.asb new "B	3" --policy hart
run 3 --store begun.asb --as amy:officer add B3 report '{"channel":"phone","summary":"Loud music"}'
said "B3: the journal has no such case"
run 0 --store begun.asb verify
has "1 case, 2 records"

# ---- scenarios

cat >pass.json <<'END'
{"scenario": "passes", "policy": "small.json", "comment": "any", "x-any": 1, "calendar": {"add": ["2026-03-03"], "remove": []}, "steps": [
 {"at": "2026-03-02T09:15", "by": "amy", "role": "officer", "record": "report", "with": {"channel": "phone", "summary": "Loud"},
  "expect": {"state": "enquiry", "stage": null, "priority": "standard", "band": null, "score": null, "hate": false, "owner": null,
   "duties": ["answer", {"duty": "answer", "party": null, "due": "2026-03-05", "state": "open", "clause": "3", "owner": "officer", "count": 1,
    "act_by": null, "opens": null, "subject": null, "explain": "2 working days"}],
   "explain": "2026-03-03", "no_duties": ["other"], "categories": [], "qualifying_reports": 0, "stale": false, "risk": {"c1": {"score": null}}}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "record": "closure", "with": {"reason": "done", "rationale": "over"},
  "expect": {"refused": ["contact-first"], "warnings": [], "deviations": []}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "may": "note", "with": {"text": " "}, "expect": {"invalid": "text"}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "may": "note", "with": {"text": "a", "zeta": 1}, "expect": {"invalid": "zeta"}},
 {"at": "2026-03-02T09:20", "role": "officer", "may": "note", "with": {"text": "a"}, "expect": {"invalid": "by"}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "happened": "soon", "may": "note", "with": {"text": 1}, "expect": {"invalid": "at"}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "happened": "soon", "may": "note", "with": {"text": 1}, "expect": {"invalid": "text"}},
 {"at": "2026-03-02T09:20", "by": "amy", "role": "officer", "case": "B", "happened": "soon", "record": "gossip", "expect": {"invalid": "kind"}},
 {"at": "2026-03-06", "expect": {"duties": [{"duty": "answer", "state": "overdue"}]}}]}
END
run 0 scenario pass.json
out <<'END'
9 passed, 0 failed
END
cat >fail.json <<'END'
{"scenario": "fails", "policy": "small.json", "steps": [
 {"at": "2026-03-02", "by": "amy", "role": "officer", "record": "report", "with": {"channel": "phone", "summary": "Loud"}},
 {"at": "2026-03-02", "expect": {"state": "open", "no_duties": ["answer"], "nonsense": 1}},
 {"at": "2026-03-02", "expect": {"refused": []}},
 {"at": "2026-03-02", "expect": {"state": "enquiry"}},
 {"at": "2026-03-02", "by": "amy", "role": "officer", "record": "note", "with": {}},
 {"at": "2026-03-02", "by": "amy", "role": "officer", "record": "closure", "with": {"reason": "done", "rationale": "over"}},
 {"at": "2026-03-02", "by": "amy", "role": "officer", "may": "closure", "with": {"reason": "done", "rationale": "over"}},
 {"at": "2026-03-02", "expect": {"duties": [{"duty": "answer", "due": "2026-03-05"}, {"duty": "answer", "count": 2}, {"dutty": "answer"}]}}]}
END
run 1 scenario fail.json
has 'fail.json:3: step 2: state: expected "open", found "enquiry"'
has 'fail.json:3: step 2: no duty: expected "answer", found answer due 2026-03-04 open'
has 'fail.json:3: step 2: nonsense: expected 1, found no such key in expect'
has 'fail.json:4: step 3: refused: expected [], found a step that tries nothing'
has 'fail.json:6: step 5: expected to be added, found invalid: text'
has 'fail.json:7: step 6: expected to be added, found refused by: contact-first'
has 'fail.json:9: step 8: duty: expected {"duty":"answer","due":"2026-03-05"}, found answer due 2026-03-04 open'
has 'fail.json:9: step 8: dutty: expected "answer", found no such key in a duty'
[ "$(tail -n 1 stdout)" = "1 passed, 5 failed" ]
count $? "the last line is $(tail -n 1 stdout)"
run 1 scenario pass.json fail.json pass.json
[ "$(tail -n 1 stdout)" = "19 passed, 5 failed" ]
count $? "the last line is $(tail -n 1 stdout)"

unreadable() { # NAME, then the file on standard input
    cat >"$1"
    run 1 scenario "$1"
    [ "$(tail -n 1 stdout)" = "0 passed, 1 failed" ]
    count $? "the last line is $(tail -n 1 stdout)"
}
unreadable u1.json <<'END'
{"scenario": "a key", "policy": "small.json", "stepz": [], "steps": []}
END
has "u1.json:1:"
unreadable u2.json <<'END'
{"scenario": "a key of a step", "policy": "small.json", "steps": [{"at": "2026-03-02", "expect": {"state": null}}, {"at": "2026-03-02", "which": 1}]}
END
unreadable u3.json <<'END'
{"scenario": "clock", "policy": "small.json", "steps": [{"at": "2026-03-02", "expect": {"state": null}}, {"at": "2026-03-01", "case": "B"}]}
END
has "the clock goes back"
unreadable u4.json <<'END'
{"scenario": "no policy", "policy": "nobody", "steps": []}
END
unreadable u5.json <<'END'
{"scenario": "a policy with problems", "policy": "wrong.json", "steps": []}
END
unreadable u6.json <<'END'
{"scenario": "a day", "policy": "small.json", "calendar": {"add": ["2026-02-30"]}, "steps": []}
END
unreadable u7.json <<'END'
{"scenario": "twice", "scenario": "twice", "policy": "small.json", "steps": []}
END
unreadable u8.json <<'END'
{"scenario": "both", "policy": "small.json", "steps": [{"at": "2026-03-02", "record": "note", "may": "note"}]}
END
unreadable u9.json <<'END'
[]
END
run 1 scenario missing.json
has "0 passed, 1 failed"
deep() { # a file whose lists and objects are so deep in one another
    awk -v n="$1" 'BEGIN {
        printf "{\"scenario\":\"deep\",\"policy\":\"small.json\",\"steps\":[],\"x-deep\":"
        for (i = 1; i < n; i++) printf "["
        for (i = 1; i < n; i++) printf "]"
        print "}"
    }'
}
deep 100 >deep.json
run 0 scenario deep.json
has "0 passed, 0 failed"
deep 101 >deep.json
run 1 scenario deep.json
has "100 deep"

# ---- traces

run 0 trace pass.json
sed -n '2p;3p;6p' stdout >three && mv three stdout
out <<'END'
{"step":2,"case":"A","state":"enquiry","stage":null,"priority":"standard","hate":false,"owner":null,"band":null,"score":null,"duties":[{"duty":"answer","party":null,"due":"2026-03-05","act_by":null,"state":"open","clause":"3"}],"refused":["contact-first"],"warned":[],"deviations":[],"invalid":null}
{"step":3,"case":"A","state":"enquiry","stage":null,"priority":"standard","hate":false,"owner":null,"band":null,"score":null,"duties":[{"duty":"answer","party":null,"due":"2026-03-05","act_by":null,"state":"open","clause":"3"}],"refused":[],"warned":[],"deviations":[],"invalid":"text"}
{"step":6,"case":"A","state":"enquiry","stage":null,"priority":"standard","hate":false,"owner":null,"band":null,"score":null,"duties":[{"duty":"answer","party":null,"due":"2026-03-05","act_by":null,"state":"open","clause":"3"}],"refused":[],"warned":[],"deviations":[],"invalid":"at"}
END
run 1 trace u3.json
out <<'END'
{"step":1,"case":"A","state":null,"stage":null,"priority":null,"hate":false,"owner":null,"band":null,"score":null,"duties":[],"refused":[],"warned":[],"deviations":[],"invalid":null}
END
said "the clock goes back"
run 1 trace u7.json
said "u7.json:1:"
run 1 trace missing.json
run 2 trace pass.json fail.json

# ---- long work: a bar for people, and Ctrl-C

what="at a terminal"
python3 "$here/terminal.py" "$asb" "$work" >terminal.txt 2>&1
sed '$d' terminal.txt
set -- $(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' terminal.txt) 0 1
passed=$((passed + $1)) failed=$((failed + $2))

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
