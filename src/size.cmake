# How the library is kept small. Most of it runs once for a document or a click; what runs a million times is named here and made fast.
#
# Only in a Release build, and only with compilers that are known: whoever sets another build type gets what they ask for.
# What each of these is worth is told in docs/performance.md.
include(CheckCCompilerFlag)
include(CheckCSourceRuns)

option(ASB_SMALL "Make the parts that seldom run small, in a Release build" ON)
option(ASB_UNWIND "Keep the tables by which a debugger without debugging information, or a C++ exception, finds its way through the library" OFF)
option(ASB_PACKED_RELOCATIONS "Let the loader read packed relocations (glibc 2.36, musl 1.2.4), where they work on this machine" ON)

# files and beginnings of the names of files, in src
set(ASB_HOT
  base/arena. base/buffer. base/intern. base/json_canonical. base/json_keys. base/json_number. base/json_read. base/json_scan. base/json_text. base/json_tree. base/json_write. base/memory.
  base/sha256_ base/text. base/unpack.
  time/calendar. time/holidays. time/instant. time/instant_text. time/period. time/working_days.
  engine/handle.
  record/body. record/header_scan. record/vocabulary.
  case/build. case/case_load. case/condition. case/decision. case/duties. case/duty_orders. case/duty_plans. case/duty_rules. case/entry. case/facts. case/fields. case/fold. case/guards. case/holds.
  case/match. case/party. case/score. case/tried.
  case/attempt. case/commit. case/kept. case/out. case/reviews. case/stored. case/summary
  engine/engine. base/sha256.
  forms/choose. forms/matrix.
  policy/atoms. policy/fixed.
  rehearsal/duties. rehearsal/lent. rehearsal/reading. rehearsal/run. rehearsal/skim.
  store/catalogue. store/chain. store/checksum. store/journal_commit. store/journal_entry. store/journal_frame. store/journal_read. store/journal_scan.
  store/memory_store.
  caseload/ask_ caseload/columns. caseload/compare_ caseload/figures. caseload/filter. caseload/groups. caseload/index. caseload/match_weigh. caseload/rows.
  caseload/select.)

# of these, what is a loop over columns of a million cases: vectors and unrolling pay
set(ASB_HOTTEST caseload/ask_counts. caseload/ask_closing. caseload/ask_performance. caseload/figures. caseload/filter. caseload/rows.)

# of these, where a function is inlined only if it says so: a call more is an instruction or two of thousands. Elsewhere that could be measured
set(ASB_CALLING base/arena. base/buffer. base/json_canonical. base/json_keys. base/json_number. base/json_text. base/json_tree. base/json_write. base/memory. base/unpack.
  record/body. record/header_scan. store/)

# What is said last of a file holds.
function(asb_make_fast sources level names)
  foreach(source IN LISTS sources)
    foreach(name IN LISTS names)
      string(FIND "${source}" "/src/${name}" at)
      if(NOT at EQUAL -1)
        set_property(SOURCE ${source} APPEND PROPERTY COMPILE_OPTIONS "$<$<CONFIG:Release>:${level}>")
        break()
      endif()
    endforeach()
  endforeach()
endfunction()

function(asb_make_small target sources)
  set(small -Os)
  check_c_compiler_flag(-Oz ASB_HAS_OZ)
  if(ASB_HAS_OZ)
    set(small -Oz)
  endif()
  if(CMAKE_C_COMPILER_ID STREQUAL GNU) # what is meant for speed, and grows the code even there
    list(APPEND small -fno-move-loop-invariants)
  endif()
  target_compile_options(${target} PRIVATE "$<$<CONFIG:Release>:${small}>")
  set(fast -O2)
  if(CMAKE_C_COMPILER_ID STREQUAL GNU) # bytes between jumps, which these files do not gain from
    list(APPEND fast -falign-functions=1 -falign-jumps=1 -falign-labels=1 -falign-loops=1)
  endif()
  # records of a few hundred bytes: GCC copies and clears them with an instruction that takes longer to begin than all of the rest
  set(copying -mmemcpy-strategy=vector_loop:512:noalign,libcall:-1:noalign -mmemset-strategy=vector_loop:512:noalign,libcall:-1:noalign)
  check_c_compiler_flag("${copying}" ASB_HAS_COPYING)
  if(NOT ASB_HAS_COPYING)
    set(copying)
  endif()
  set(folding "${ASB_HOT}")
  list(FILTER folding INCLUDE REGEX "^(case|rehearsal)/")
  asb_make_fast("${sources}" "${fast}" "${ASB_HOT}")
  asb_make_fast("${sources}" "${copying}" "${folding}")
  if(CMAKE_C_COMPILER_ID STREQUAL GNU)
    set(calling "${ASB_HOT}")
    string(REPLACE ";" "|" said "${ASB_CALLING}")
    list(FILTER calling INCLUDE REGEX "^(${said})")
    asb_make_fast("${sources}" "-fno-inline-functions;-freorder-blocks-algorithm=simple" "${calling}")
  endif()
  asb_make_fast("${sources}" -O3 "${ASB_HOTTEST}")
endfunction()

# Whether a library that is linked with packed relocations can be loaded here: the linker may know them, and the loader not.
function(asb_check_packed_relocations)
  set(CMAKE_REQUIRED_FLAGS "-fPIE")
  set(CMAKE_REQUIRED_LINK_OPTIONS -pie -Wl,-z,pack-relative-relocs)
  check_c_source_runs([[
    static const char *const words[] = {"a", "b"};
    int main(int count, char **names) { return words[count - 1][0] != 'a' || names == 0; }]]
    ASB_HAS_PACKED_RELOCATIONS)
endfunction()

if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang" AND NOT MSVC)
  if(ASB_SMALL AND NOT ASB_SANITIZE)
    asb_make_small(asb_objects "${ASB_SOURCES}")
  endif()
  if(NOT ASB_UNWIND AND NOT ASB_SANITIZE)
    target_compile_options(asb_objects PRIVATE $<$<CONFIG:Release>:-fno-asynchronous-unwind-tables>)
  endif()
  if(ASB_PACKED_RELOCATIONS AND NOT CMAKE_CROSSCOMPILING AND CMAKE_SYSTEM_NAME STREQUAL Linux)
    asb_check_packed_relocations()
  endif()
endif()
