#!/bin/sh
# run.sh BUILD_DIR: the declarations of bindings/cdef/asb.h, and those of the headers themselves, pasted into LuaJIT's ffi.cdef. BUILD_DIR has
# libasb.so. The last line is `N passed, N failed`.
set -u
[ $# = 1 ] && [ -d "$1" ] || { sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 2; }
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
if ! command -v luajit >/dev/null 2>&1; then
    echo "skipped: luajit: there is no luajit"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sh "$here/../preprocessed.sh" >"$work/headers.i" || echo "failed: the headers cannot be preprocessed"
for declarations in "$top/bindings/cdef/asb.h" "$work/headers.i"; do
    luajit "$here/cdef_test.lua" "$declarations" "$build/libasb.so" "$top/tests/abi/layout.txt"
done >"$work/printed" 2>&1
grep -v '^[0-9]* passed, ' "$work/printed"
awk '/^[0-9]+ passed, / { p += $1; f += $3; runs++ } END { f += 2 - runs; print p + 0 " passed, " f " failed"; exit f > 0 }' "$work/printed"
