/* The kinds of documents: a row for each, in the order in which they are listed; and their options. */
#include "../base/container.h"
#include "case_file.h"
#include "chronology.h"
#include "data.h"
#include "document.h"
#include "letter.h"
#include "paper_form.h"
#include "subject_access.h"
#include <string.h>

static const document_kind *const kinds[] = {
    &asbi_letter_kind,          &asbi_case_file_kind,      &asbi_chronology_kind,
    &asbi_assessment_form_kind, &asbi_plan_form_kind,      &asbi_proportionality_form_kind,
    &asbi_case_data_kind,       &asbi_subject_access_kind,
};

const document_kind *asbi_document_kind(uint32_t index) {
    return index < COUNT_OF(kinds) ? kinds[index] : NULL;
}

document_option asbi_option_at(const document_kind *k, uint32_t index) {
    const document_option *o = k->options;
    for (; o->name; o++)
        if (index-- == 0) return *o;
    return k->more_options ? k->more_options(index) : *o;
}

uint32_t asbi_option_find(const document_kind *k, const char *name) {
    for (uint32_t i = 0; i < MOST_OPTIONS; i++) {
        document_option o = asbi_option_at(k, i);
        if (!o.name) break;
        if (!strcmp(o.name, name)) return i;
    }
    return NO_INDEX;
}

text asbi_option(const asb_document *d, const char *name) {
    uint32_t i = asbi_option_find(d->kind, name);
    return i == NO_INDEX ? (text){NULL, 0} : (text){d->values[i].at, d->values[i].length};
}
