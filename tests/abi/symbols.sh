#!/bin/sh
# What the library shows, and what it needs.
#
#   sh tests/abi/symbols.sh libasb.so libasb.a
#
# The shared library exports just the functions of symbols.txt, and needs no library but libc. Every object of the static one uses the functions
# of needs.txt only; those after a line `file NAME…` are for these files alone: so nothing else allocates, prints, ends the program, or leaves ISO C.
set -u
here=$(dirname "$0")
shared=$1 static=$2
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

verdict() { # status, sentence
    if [ "$1" = 0 ]; then passed=$((passed + 1)); else echo "wrong: $2"; failed=$((failed + 1)); fi
}

nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | LC_ALL=C sort >"$work/exported"
diff -u "$here/symbols.txt" "$work/exported"
verdict $? "the exported functions are not those of tests/abi/symbols.txt"

LC_ALL=C sort -c "$here/symbols.txt"
verdict $? "tests/abi/symbols.txt is not sorted"

nm -D --defined-only "$shared" | awk '$2 != "A" && $2 != "T" { print; bad = 1 } END { exit bad }'
verdict $? "exported, and no function"

readelf -d "$shared" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' >"$work/needed"
! grep -vxE 'libc\.so\.6|ld-linux[-a-z0-9_.]*' "$work/needed"
verdict $? "another library than libc is needed"
[ -s "$work/needed" ]
verdict $? "not even libc is needed: is it the shared library?"

# Compilers and hardened libcs put in calls of their own, which begin with two underscores.
nm -A -u "$static" | awk -v list="$here/needs.txt" '
    BEGIN {
        while ((getline line < list) > 0) {
            if (line ~ /^#/ || line == "") continue
            n = split(line, word, " ")
            if (word[1] == "file") { files = line; continue }
            for (i = 1; i <= n; i++) if (files == "") all[word[i]] = 1; else some[word[i]] = some[word[i]] files
        }
    }
    {
        n = split($1, part, ":"); object = part[n - 1] != "" ? part[n - 1] : part[n]; name = $NF
        sub(/\.c\.o$|\.o$/, "", object)
        if (name ~ /^asb/ || name ~ /^__/ || name == "_GLOBAL_OFFSET_TABLE_" || (name in all)) next
        if ((name in some) && index(some[name] " ", " " object " ")) next
        print object " uses " name; bad = 1
    }
    END { exit bad }'
verdict $? "a function is used that is not in tests/abi/needs.txt"

echo "$passed passed, $failed failed"
[ $failed = 0 ]
