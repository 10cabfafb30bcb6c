# Turns the built-in policy documents into a C file, where nothing that is built here can run here (cross compiling): as policies/pack/pack.c
# does, but not smaller: in the form of base/unpack.h each is a text that follows as it is.
#
#   cmake -DIN=<folder of *.json> -DOUT=<file.c> -P embed.cmake
#
# The id of a document is the name of its file. Arrays of numbers are portable where long string literals are not.

cmake_minimum_required(VERSION 3.16)
if(NOT IN OR NOT OUT)
  message(FATAL_ERROR "embed.cmake needs -DIN=<folder> and -DOUT=<file>")
endif()

file(GLOB documents "${IN}/*.json")
list(SORT documents)

set(code "/* Made from src/policies by embed.cmake. */\n#include \"policy/built_in.h\"\n")
set(rows "")
set(number 0)
set(room 0)
foreach(document IN LISTS documents)
  get_filename_component(id "${document}" NAME_WE)
  file(READ "${document}" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  math(EXPR size "${length} + 1")
  # Lines of 32 bytes first, so that the expression below works on short matches only.
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND code "\nstatic const uint8_t document_${number}[] = {\n0,\n${bytes}\n};\n")
  string(APPEND rows "    {\"${id}\", {document_${number}, ${size}, ${length}}, ${room}, -1},\n")
  math(EXPR number "${number} + 1")
  math(EXPR room "${room} + ${length} + 1")
endforeach()
string(APPEND code "\nconst built_in_policy asbi_built_in_table[] = {\n${rows}    {\"\", {NULL, 0, 0}, 0, -1},\n};\n")
string(APPEND code "\nchar asbi_built_in_room[${room}];\natomic_int asbi_built_in_states[${number}];\n")

file(WRITE "${OUT}" "${code}")
