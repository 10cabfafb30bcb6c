#!/bin/sh
# run.sh BUILD_DIR: tests of the PHP binding; BUILD_DIR has libasb.so and the command asb. Nothing is written but to a temporary folder.
# The last line is `N passed, N failed`.
set -u
[ $# = 1 ] && [ -d "$1" ] || { sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 2; }
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
if ! command -v php >/dev/null 2>&1 || ! php -r 'exit(extension_loaded("FFI") && PHP_VERSION_ID >= 80100 ? 0 : 1);'; then
    echo "skipped: php: there is no PHP 8.1 with FFI"
    exit 0
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
ASB_LIBRARY=$build/libasb.so
TRACES=$work/traces
TMPDIR=$work
export ASB_LIBRARY TRACES TMPDIR
mkdir "$TRACES"
passed=0 failed=0

count() { # STATUS WHAT
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "failed: $2"; fi
}

# A script that ends with `N passed, N failed`; one that does not get so far is one failed.
suite() {
    php "$@" >"$work/printed" 2>&1
    grep -v '^[0-9]* passed, [0-9]* failed$' "$work/printed"
    last=$(tail -n 1 "$work/printed")
    case $last in
    *' passed, '*' failed')
        passed=$((passed + ${last%% *}))
        last=${last#* passed, }
        failed=$((failed + ${last%% *}))
        ;;
    *) count 1 "$1 did not come to its end" ;;
    esac
}

# ---- the sources, and the examples

find "$top/bindings/php" "$here" -name '*.php' -exec php -l {} \; >"$work/printed" 2>&1
! grep -v '^No syntax errors' "$work/printed"
count $? "a source is no PHP"
for example in quickstart storeless; do
    php "$top/bindings/php/examples/$example.php" 2>&1 | diff - "$top/examples/expected/$example.txt"
    count $? "examples/$example.php prints something else"
done
php "$top/bindings/php/examples/array_store.php" 2>&1 | diff "$here/array_store.txt" -
count $? "examples/array_store.php prints something else"

# ---- the scenarios, through the classes and by the command

php "$here/trace.php" "$top"/tests/scenario/*.json
count $? "a scenario was not played to its end"
for file in "$top"/tests/scenario/*.json; do
    name=$(basename "$file" .json)
    "$build/asb" trace "$file" | cmp - "$TRACES/$name.txt"
    count $? "$name: another trace"
done

# ---- the rest

sh "$here/../preprocessed.sh" >"$work/headers.i"
count $? "the headers cannot be preprocessed"
suite "$here/cdef_test.php" "$top/bindings/cdef/asb.h"
suite "$here/cdef_test.php" "$work/headers.i"
for test in library_test case_test store_test life_test package_test readme_test leak; do
    suite "$here/$test.php"
done

echo "$passed passed, $failed failed"
[ $failed = 0 ]
