# Turns the built-in policy documents into a C file of byte arrays.
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

set(code "/* Made from src/policies by embed.cmake. */\n#include \"policy/policy.h\"\n\nextern const built_in_policy asbi_built_in_table[];\n")
set(rows "")
set(number 0)
foreach(document IN LISTS documents)
  get_filename_component(id "${document}" NAME_WE)
  file(READ "${document}" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  # Lines of 32 bytes first, so that the expression below works on short matches only.
  string(REGEX REPLACE "(................................................................)" "\\1\n" bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND code "\nstatic const unsigned char document_${number}[] = {\n${bytes}0};\n")
  string(APPEND rows "    {\"${id}\", (const char *)document_${number}, ${length}},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND code "\nconst built_in_policy asbi_built_in_table[] = {\n${rows}    {0, 0, 0},\n};\n")

file(WRITE "${OUT}" "${code}")
