#!/bin/sh
# preprocessed.sh: prints the declarations of the public headers as a C compiler's preprocessor leaves them: no macros, no comments, and ASB_API
# empty. For what reads C without a preprocessor (FFI::cdef of PHP, ffi.cdef of LuaJIT).
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
empty=$(mktemp -d)
trap 'rm -rf "$empty"' EXIT
# Sizes and integers are known to every such reader. Without them no header of the system is read, and no compiler is recognised.
: >"$empty/stddef.h"
: >"$empty/stdint.h"
printf '#include <asb/asb.h>\n#include <asb/sys/store.h>\n' | ${CC:-cc} -E -P -undef -nostdinc -I "$empty" -I "$top/include" -x c -
