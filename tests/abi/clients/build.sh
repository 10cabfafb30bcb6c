#!/bin/sh
# Compiles the client of the headers' version, as it is kept, and writes down what it prints. At a release: after it, the client is never built again.
#
#   sh tests/abi/clients/build.sh BUILD_DIR
#
# The sources are those of the version that is released: client-MAJOR.MINOR.c.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
cd "$here"
number() { sed -n "s/^#define ASB_VERSION_$1 \([0-9]*\).*/\1/p" ../../../include/asb/engine.h; }
name=client-$(number MAJOR).$(number MINOR)
small="-Os -s -no-pie -fno-plt -fno-stack-protector -fomit-frame-pointer -fno-asynchronous-unwind-tables -fcf-protection=none"
# shellcheck disable=SC2086
cc -std=c99 $small -Wall -Wextra -Werror -Wl,--build-id=none -Wl,-z,noseparate-code -Wl,-z,norelro -Wl,--hash-style=gnu -I../../../include \
    -o "$name" "$name.c" "$build/libasb.so"
LD_LIBRARY_PATH=$build "./$name" >"$name.txt"
ls -l "$name"
