# The order in which the linker puts the files. What runs from loading to the first score stands together at the beginning: the system brings a file in by pieces of 64 kB
# around what is wanted, and so brings in a fifth of the code instead of all of it. What is named here is a beginning of the names of files, in src; a name
# that is missing costs a page or two of memory, and nothing else.
set(ASB_FIRST
  base/arena. base/buffer. base/intern. base/json_ base/memory. base/text. base/sha256. base/sha256_x86. base/sha256_arm. base/words.
  engine/engine. engine/handle.
  policy/atoms. policy/check policy/compile policy/fixed. policy/grammar. policy/join. policy/lookup. policy/nearest. policy/policy. policy/problems. policy/read.
  policy/reads.
  forms/answers. forms/assessment. forms/choose. forms/form. forms/matrix.
  record/record. record/vocabulary. case/score. case/validate_types. time/calendar. time/instant.)

function(asb_order list)
  set(first)
  set(rest)
  foreach(source IN LISTS ${list})
    set(to rest)
    foreach(name IN LISTS ASB_FIRST)
      string(FIND "${source}" "/src/${name}" at)
      if(NOT at EQUAL -1)
        set(to first)
        break()
      endif()
    endforeach()
    list(APPEND ${to} ${source})
  endforeach()
  set(${list} ${first} ${rest} PARENT_SCOPE)
endfunction()
