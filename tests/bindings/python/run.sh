#!/bin/sh
# The tests of the package for Python.
#
#   sh tests/bindings/python/run.sh BUILD_DIR
#
# BUILD_DIR has libasb.so and asb. PYTHON says which interpreter (python3). The last line is `N passed, N failed`.
set -u
[ $# -eq 1 ] && [ -d "$1" ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
BUILD=$(cd "$1" && pwd)
HERE=$(cd "$(dirname "$0")" && pwd)
PYTHON=${PYTHON:-python3}

skip() {
    echo "skipped: python: $1"
    echo "0 passed, 0 failed"
    exit 0
}

command -v "$PYTHON" >/dev/null 2>&1 || skip "there is no $PYTHON"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 9))' || skip "$PYTHON is older than 3.9"
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || skip "$PYTHON cannot make virtual environments (python3-venv)"
command -v mypy >/dev/null 2>&1 || skip "there is no mypy"
command -v cc >/dev/null 2>&1 || skip "there is no cc"

for file in "$BUILD"/libasb.so "$BUILD"/libasb.dylib; do
    [ -f "$file" ] && ASB_LIBRARY=$file
done
[ -n "${ASB_LIBRARY:-}" ] || skip "this build has no shared library"
export ASB_LIBRARY PYTHONDONTWRITEBYTECODE=1
exec "$PYTHON" -B "$HERE/run.py" "$BUILD"
