#!/bin/sh
# Installs a build, and builds and runs a small client against it in each way that there is.
#
#   sh tests/install/run.sh <build folder>
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
build=$(cd "$1" && pwd)
passed=0 failed=0
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
CC=${CC:-cc} CXX=${CXX:-c++}

check() { # name, then a command
    name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        passed=$((passed + 1))
    else
        echo "failed: $name"
        tail -n 20 "$work/log"
        failed=$((failed + 1))
    fi
}

# Builds with a compiler and runs; what it prints must be right.
says() { # program
    [ "$("$@")" = "libasb $version: enquiry, 1 record" ]
}

by_hand() { # library path for running, then the compiler's words
    path=$1
    shift
    "$@" -o "$work/client" && LD_LIBRARY_PATH=$path says "$work/client"
}

by_cmake() { # source folder, then options; KEEP: in the folder of the last time, where the library is built already
    source=$1
    shift
    [ -n "${KEEP:-}" ] || rm -rf "$work/b"
    cmake -S "$source" -B "$work/b" "$@" && cmake --build "$work/b" -j 2 && says "$work/b/client" && says "$work/b/client_cpp"
}

project() { # how to find the library, its target
    mkdir -p "$work/p" && cat >"$work/p/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.20)
project(client LANGUAGES C CXX)
$1
configure_file($here/client.c \${CMAKE_CURRENT_BINARY_DIR}/client.cpp COPYONLY)
add_executable(client $here/client.c)
add_executable(client_cpp \${CMAKE_CURRENT_BINARY_DIR}/client.cpp)
target_link_libraries(client PRIVATE $2)
target_link_libraries(client_cpp PRIVATE $2)
END
}

fails() {
    if "$@"; then return 1; fi
}

# What is installed, and nothing else: the public headers, the libraries, and what finds them.
files_are_right() {
    (cd "$top/include" && find asb -name '*.h' | sort) >"$work/headers"
    (cd "$prefix/include" && find . -type f | sed 's|^\./||' | sort) | diff "$work/headers" - || return 1
    (cd "$prefix" && find . \( -type f -o -type l \) ! -path './include/*' | sed 's|.*/||; s|^asbTargets-.*|asbTargets-*|' | sort) >"$work/others"
    printf '%s\n' asb.pc asbConfig.cmake asbConfigVersion.cmake 'asbTargets-*' asbTargets.cmake libasb.a libasb.so "libasb.so.${version%%.*}" \
        "libasb.so.$version" | sort | diff - "$work/others"
}

# The name that programs ask for is that of the major version, and leads to the library.
name_is_right() {
    name=$(readelf -d "$libraries/libasb.so" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
    [ "$name" = "libasb.so.${version%%.*}" ] && [ "$(readlink -f "$libraries/$name")" = "$(readlink -f "$libraries/libasb.so")" ]
}

finds() { # version
    project "find_package(asb $1 REQUIRED)" asb::asb
    rm -rf "$work/b"
    cmake -S "$work/p" -B "$work/b" "-DCMAKE_PREFIX_PATH=$prefix"
}

check "install" cmake --install "$build" --prefix "$prefix"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name asb.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$PKG_CONFIG_PATH")
PC="pkg-config --define-variable=prefix=$prefix"
version=$($PC --modversion asb)
flags="$($PC --cflags asb)"
cp "$here/client.c" "$work/client.cpp"

check "the files" files_are_right
check "the library's name" name_is_right
# shellcheck disable=SC2046,SC2086
check "pkg-config, shared" by_hand "$libraries" "$CC" -std=c99 -pedantic -Wall -Werror "$here/client.c" $flags $($PC --libs asb)
# shellcheck disable=SC2086
check "pkg-config, static library" by_hand "" "$CC" -std=c11 -Wall -Werror "$here/client.c" $flags "$($PC --variable=libdir asb)/libasb.a"
# shellcheck disable=SC2046
check "pkg-config --static" by_hand "" "$CC" "$here/client.c" $($PC --static --cflags asb) -static $($PC --static --libs asb)
# shellcheck disable=SC2046,SC2086
check "pkg-config, C++" by_hand "$libraries" "$CXX" -std=c++11 -pedantic -Wall -Werror "$work/client.cpp" $flags $($PC --libs asb)
project "find_package(asb REQUIRED)" asb::asb
check "find_package, shared" by_cmake "$work/p" "-DCMAKE_PREFIX_PATH=$prefix"
project "find_package(asb ${version%.*} REQUIRED)" asb::asb_static
check "find_package, static" by_cmake "$work/p" "-DCMAKE_PREFIX_PATH=$prefix"
project "add_subdirectory($top asb)" asb::asb_static
check "add_subdirectory" by_cmake "$work/p"
project "add_subdirectory($top asb)" asb::asb
KEEP=1
check "add_subdirectory, shared" by_cmake "$work/p"
KEEP=
major=${version%%.*} rest=${version#*.}
minor=${rest%%.*}
check "find_package of this version" finds "$version"
check "not of a later minor version" fails finds "$major.$((minor + 1))"
check "not of another major version" fails finds "$((major + 1)).0"
if [ "$major" = 0 ] && [ "$minor" -gt 0 ]; then check "before 1.0 not of another minor version" fails finds "0.$((minor - 1))"; fi
check "pkg-config of this version" pkg-config --atleast-version="$version" asb
mv "$prefix" "$work/moved"
project "find_package(asb REQUIRED)" asb::asb
check "find_package, moved elsewhere" by_cmake "$work/p" "-DCMAKE_PREFIX_PATH=$work/moved"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
