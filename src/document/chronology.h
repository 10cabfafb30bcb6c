/* The chronology for a court: what happened and what was done, numbered, dated, with its source and its exhibits. */
#ifndef ASBI_CHRONOLOGY_H
#define ASBI_CHRONOLOGY_H

#include "document.h"

extern const document_kind asbi_chronology_kind;

#endif
