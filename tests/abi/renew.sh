#!/bin/sh
# At a release, once its version is in include/asb/engine.h, CMakeLists.txt and src/libasb.map: writes down what it promises (docs/abi.md).
#
#   sh tests/abi/renew.sh BUILD_DIR      BUILD_DIR has the shared library of the release, built
#
# What is written is compared by the tests from then on; commit it with the release.
set -eu
if [ $# != 1 ]; then
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
fi
cd "$(dirname "$0")/../.."
build=$1
ASB_LIBRARY=$build/libasb.so
export ASB_LIBRARY
python3 bindings/generate.py
python3 docs/reference.py
python3 docs/schema.py
python3 tests/abi/layout.py --cc "${CC:-cc}" --write
if command -v i686-linux-gnu-gcc >/dev/null 2>&1; then python3 tests/abi/layout.py --cc i686-linux-gnu-gcc --static --write; fi
python3 tests/abi/gate.py --library "$ASB_LIBRARY" --write
python3 tests/abi/release.py --library "$ASB_LIBRARY" --renew
python3 tests/abi/abidiff.py "$build" --renew
sh tests/abi/clients/build.sh "$build"
git status --short bindings docs tests/abi
