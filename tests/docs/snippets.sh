#!/bin/sh
# Is what README.md and docs/*.md say still true? Compiles and runs their code and docs/examples, runs their commands and policies,
# follows their links, and looks whether the vocabulary and the grammar are described whole.
#
#   sh tests/docs/snippets.sh CC BUILD_DIR      BUILD_DIR has libasb.a or libasb.so, and the command asb
#
# The last line is `N passed, N failed`.
set -u
if [ $# != 2 ]; then
    sed -n '2,8s/^# \{0,1\}//p' "$0"
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
exec python3 -B "$here/snippets.py" "$1" "$2"
