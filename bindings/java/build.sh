#!/bin/sh
# Compiles the classes and makes libasb.jar of them. Needs a JDK of 11 or later, and the jar of JNA 5 (JNA=…; Debian's libjna-java has it).
#
#   sh bindings/java/build.sh FOLDER        makes FOLDER/libasb.jar
set -eu
[ $# = 1 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2; }
HERE=$(cd "$(dirname "$0")" && pwd)
JNA=${JNA:-/usr/share/java/jna.jar}
mkdir -p "$1"
OUT=$(cd "$1" && pwd)
rm -rf "$OUT/classes" "$OUT/libasb.jar"
find "$HERE/src" -name '*.java' | sort >"$OUT/sources"
javac --release 11 -encoding UTF-8 -Xlint:all -Werror -cp "$JNA" -d "$OUT/classes" "@$OUT/sources"
printf 'Automatic-Module-Name: org.libasb\n' >"$OUT/manifest"
jar --create --file "$OUT/libasb.jar" --manifest "$OUT/manifest" -C "$OUT/classes" .
