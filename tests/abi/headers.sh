#!/bin/sh
# Each public header compiles alone, and a second time after itself, as C99, C11 and C++11 and as what came after, with every warning an error; by
# clang too where it is installed.
set -u
cd "$(dirname "$0")/../.." || exit 1
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

compiles() { # compiler, standard, file, header
    if "$1" "-std=$2" -pedantic -Wall -Wextra -Wconversion -Wshadow -Wundef -Werror -Iinclude -fsyntax-only "$3"; then
        passed=$((passed + 1))
    else
        echo "$4: $1 -std=$2"
        failed=$((failed + 1))
    fi
}

each_standard() { # C compiler, C++ compiler, header
    printf '#include <%s>\n#include <%s>\nint asb_header_is_alone;\n' "$3" "$3" >"$work/alone.c"
    cp "$work/alone.c" "$work/alone.cpp"
    for standard in c99 c11 c17; do compiles "$1" $standard "$work/alone.c" "$3"; done
    for standard in c++11 c++17 c++20; do compiles "$2" $standard "$work/alone.cpp" "$3"; done
}

for path in include/asb/*.h include/asb/sys/*.h; do
    header=${path#include/}
    each_standard cc c++ "$header"
    if command -v clang >/dev/null 2>&1 && command -v clang++ >/dev/null 2>&1; then
        each_standard clang clang++ "$header"
    fi
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
