#!/bin/sh
# The documents of some scenarios as pages: well formed, the same in every format, and as a browser lays them out: on a phone, a desk and on A4 paper, light and dark, with
# nothing asked of any network. Pictures are kept in FOLDER, to be looked at.
#
#   run.sh PAGES TOP [FOLDER]     PAGES: the program that writes the documents; TOP: the source folder
#
# Without chromium what it lays out is skipped, and said so; ASB_WITHOUT_BROWSER=1 leaves it to another build.
set -u
PAGES=$1
TOP=$2
HERE=$TOP/tests/browser
MADE=${3:-$(mktemp -d)} || exit 1
mkdir -p "$MADE" || exit 1
[ -n "${3:-}" ] || trap 'rm -rf "$MADE"' EXIT
PASSED=0
FAILED=0

pass() { PASSED=$((PASSED + 1)); }
fail() { FAILED=$((FAILED + 1)); echo "FAILED $*"; }
have() { command -v "$1" >/dev/null 2>&1; }

# Counts what a script says in its last line.
counted() {
    "$@" >"$MADE/said.txt" 2>&1
    last=$(tail -n 1 "$MADE/said.txt")
    case $last in
    *' passed, '*' failed')
        PASSED=$((PASSED + ${last%% passed*}))
        failed=${last#* passed, }
        FAILED=$((FAILED + ${failed%% failed*}))
        sed '$d' "$MADE/said.txt" ;;
    *) fail "$*"; cat "$MADE/said.txt" ;;
    esac
}

# ---- what is written

documents() { # scenario, how many records more
    mkdir -p "$MADE/$1"
    if "$PAGES" "$TOP/tests/scenario/$1.json" "$MADE/$1" "$2"; then counted python3 "$HERE/check.py" "$MADE/$1"; else fail "documents of $1"; fi
}

documents mount-green-serious-incident 100 # 200 records and some
documents connexus-high-risk-to-injunction 0
documents pfp-deviation 0
documents pfp-risk-matrix 0
documents west-kent-knife-threat 0
documents hart-enquiry-to-notice-and-closure 0
mkdir -p "$MADE/reports"
if "$PAGES" reports "$MADE/reports"; then counted python3 "$HERE/check.py" --reports "$MADE/reports"; else fail "reports"; fi
FILE=$MADE/mount-green-serious-incident/officer.case-file.html
counted python3 "$HERE/contrast.py" "$FILE"

# ---- how it is laid out

finish() {
    echo "$PASSED passed, $FAILED failed"
    [ $FAILED = 0 ] && [ $PASSED -gt 0 ]
    exit
}

if [ -n "${ASB_WITHOUT_BROWSER:-}" ]; then
    echo "left out: 1: how a browser lays the pages out (the same pages)"
    finish
fi
CHROMIUM=$(command -v chromium || command -v chromium-browser)
if [ -z "$CHROMIUM" ]; then
    echo "skipped: how a browser lays the pages out: chromium is not here"
    finish
fi

# Each run has a profile of its own; whatever it would ask of a network is refused.
browser() {
    profile=$(mktemp -d)
    timeout 120 "$CHROMIUM" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
        --disable-sync --disable-dev-shm-usage --host-resolver-rules='MAP * ~NOTFOUND' --hide-scrollbars --user-data-dir="$profile" "$@" 2>"$MADE/chromium.txt"
    status=$?
    rm -rf "$profile"
    return $status
}

# A picture of the page, which is as bright as it should be.
picture() { # name, page, width, height, scheme (0 dark, 1 light)
    browser --window-size="$3,$4" --blink-settings=preferredColorScheme="$5" --screenshot="$MADE/$1.png" "file://$2" >/dev/null
    if python3 "$HERE/picture.py" "$MADE/$1.png" "$3" "$4" "$5"; then pass; else fail "picture $1"; fi
}

# A copy that measures itself.
laid_out() { # name, page, width
    python3 - "$2" "$HERE/measure.js" "$MADE/measured.html" <<'PYTHON'
import re, sys
page, script, out = sys.argv[1:]
text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', '<script>%s</script>' % open(script).read(), open(page, encoding='utf-8').read())
open(out, 'w', encoding='utf-8').write(text)
PYTHON
    browser --window-size="$3,1200" --virtual-time-budget=5000 --dump-dom "file://$MADE/measured.html" >"$MADE/dom.txt"
    if grep -q 'data-wrong="\[\]"' "$MADE/dom.txt"; then
        pass
    else
        fail "laid out at $3: $1: $(grep -o 'data-wrong="[^"]*"' "$MADE/dom.txt" | head -c 600)"
    fi
}

for width in 390 1280; do
    for scheme in 0 1; do
        for document in case-file chronology; do
            picture "$document-$width-$scheme" "$MADE/mount-green-serious-incident/officer.$document.html" "$width" 4200 "$scheme"
        done
    done
done
for report in nm01 monitoring performance case-reviews; do
    picture "$report-390-0" "$MADE/reports/$report.html" 390 4200 0
    picture "$report-1280-1" "$MADE/reports/$report.html" 1280 4200 1
    for width in 390 1280; do laid_out "$report" "$MADE/reports/$report.html" "$width"; done
done
for width in 768 1920; do laid_out monitoring "$MADE/reports/monitoring.html" "$width"; done
laid_out few "$MADE/reports/few.html" 390
laid_out empty-monitoring "$MADE/reports/empty-monitoring.html" 390
for width in 390 768 1280 1920; do # a window is never narrower than 500 where it is not a picture
    for page in "$MADE"/mount-green-serious-incident/officer.*.html "$MADE"/mount-green-serious-incident/court.case-file.html "$MADE"/pfp-risk-matrix/officer.case-file.html; do
        laid_out "$(basename "$(dirname "$page")")/$(basename "$page")" "$page" "$width"
    done
done

# ---- on paper: A4, light also where the screen is dark, with page numbers

browser --no-pdf-header-footer --blink-settings=preferredColorScheme=0 --print-to-pdf="$MADE/paper.pdf" "file://$FILE" >/dev/null
if ! have pdftoppm || ! have pdftotext; then
    echo "skipped: the pages on paper: pdftoppm is not here (poppler-utils)"
else
    pdftoppm -r 72 -png -f 1 -l 5 "$MADE/paper.pdf" "$MADE/paper" && for page in "$MADE"/paper-*.png; do
        if python3 "$HERE/picture.py" "$page" 595 842 1; then pass; else fail "$page"; fi
    done
    if pdftotext -f 2 -l 2 "$MADE/paper.pdf" - | grep -q 'Page 2 of [1-9]'; then pass; else fail "page numbers"; fi
    if pdftotext -f 2 -l 2 "$MADE/paper.pdf" - | grep -q 'Case file MG-0519'; then pass; else fail "the case at the foot of the page"; fi
    for report in nm01 monitoring; do
        browser --no-pdf-header-footer --blink-settings=preferredColorScheme=0 --print-to-pdf="$MADE/$report.pdf" "file://$MADE/reports/$report.html" >/dev/null
        pdftoppm -r 72 -png -f 1 -l 3 "$MADE/$report.pdf" "$MADE/$report-paper" && for page in "$MADE/$report"-paper-*.png; do
            if python3 "$HERE/picture.py" "$page" 595 842 1; then pass; else fail "$page"; fi
        done
    done
fi

# ---- nothing is asked of anybody

for page in "$FILE" "$MADE/reports/monitoring.html"; do
    browser --log-net-log="$MADE/net.json" --net-log-capture-mode=Everything --dump-dom "file://$page" >/dev/null
    if python3 "$HERE/requests.py" "$MADE/net.json" "file://$page"; then pass; else fail "requests of $page"; fi
done
# the test can tell: the same page with a picture from elsewhere
sed 's|<meta http-equiv="Content-Security-Policy"[^>]*>||; s|<main id="main">|<main id="main"><img alt="" src="http://example.org/seen.png">|' "$FILE" >"$MADE/telling.html"
browser --log-net-log="$MADE/net.json" --net-log-capture-mode=Everything --dump-dom "file://$MADE/telling.html" >/dev/null
if python3 "$HERE/requests.py" "$MADE/net.json" "file://$MADE/telling.html" >/dev/null; then fail "a request was not seen"; else pass; fi
finish
