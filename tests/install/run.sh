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

by_cmake() { # source folder, then options
    source=$1
    shift
    rm -rf "$work/b"
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

check "install" cmake --install "$build" --prefix "$prefix"
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name asb.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$PKG_CONFIG_PATH")
PC="pkg-config --define-variable=prefix=$prefix"
version=$($PC --modversion asb)
flags="$($PC --cflags asb)"
cp "$here/client.c" "$work/client.cpp"

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
mv "$prefix" "$work/moved"
project "find_package(asb REQUIRED)" asb::asb
check "find_package, moved elsewhere" by_cmake "$work/p" "-DCMAKE_PREFIX_PATH=$work/moved"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
