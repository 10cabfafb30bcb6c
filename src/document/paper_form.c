/* What the forms share, and the form of a proportionality assessment. */
#include "paper_form.h"
#include <asb/document.h>
#include <string.h>

static uint32_t read_seq(text value) {
    uint32_t seq = 0;
    for (size_t i = 0; i < value.length; i++) {
        if (value.at[i] < '0' || value.at[i] > '9' || seq > 100000000) return 0;
        seq = seq * 10 + (uint32_t)(value.at[i] - '0');
    }
    return seq;
}

int32_t asbi_form_judge_seq(const entry **e, const asb_case *c, text value, record_kind kind, fault *f) {
    uint32_t seq = read_seq(value);
    if (seq < 1 || seq > c->count || c->entries[seq - 1].kind != kind)
        return asbi_option_fail(f, "seq", "document-seq", value, asbi_kind_label(asbi_kind(kind)));
    *e = &c->entries[seq - 1];
    return ASB_OK;
}

int32_t asbi_form_of(const entry **e, const asb_document *d, record_kind kind, fault *f) {
    text value = asbi_option(d, "seq");
    *e = NULL;
    return value.at ? asbi_form_judge_seq(e, d->c, value, kind, f) : ASB_OK;
}

/* ---- the frame */

static void put_withheld(teller *t, withheld why) {
    asbi_page_paragraph(t->p);
    asbi_page_withheld(t->p, why);
}

static int32_t write(teller *t, const paper_form *form, const entry *e) {
    withheld why = e ? asbi_view_record(t->v, e) : SEEN;
    if (why == SEEN) {
        form->write(t, e, form->more);
    } else {
        asbi_page_section(t->p, form->title);
        put_withheld(t, why);
    }
    int32_t status = asbi_page_end(t->p);
    return asbi_teller_status(t, status);
}

int32_t asbi_form_render(buffer *out, const making *m, const paper_form *form, const entry *e) {
    page_front front = asbi_front(m, form->kind, form->title, NULL);
    page p;
    teller t;
    asbi_page_begin(&p, out, m->v, m->format, &front);
    int32_t status = asbi_teller_begin(&t, &p, m);
    if (status)
        asbi_page_end(&p);
    else
        status = write(&t, form, e);
    asbi_teller_end(&t);
    return status;
}

void asbi_tell_completed(teller *t, const entry *e) {
    asbi_page_field(t->p, "Completed by, role, date");
    if (!e) {
        asbi_page_blank(t->p, 1);
        return;
    }
    if (asbi_tell_who(t, e)) asbi_page_put(t->p, ", ");
    asbi_page_when(t->p, e->at);
    asbi_page_put(t->p, " (record ");
    asbi_page_number(t->p, e->seq);
    asbi_page_put(t->p, ")");
}

/* ---- proportionality */

static void write_proportionality(teller *t, const entry *e, const void *more) {
    (void)more;
    asbi_page_section(t->p, "Proportionality assessment");
    if (!e) {
        asbi_page_field(t->p, "Against whom");
        asbi_page_blank(t->p, 1);
        asbi_page_field(t->p, "Step considered");
        asbi_page_blank(t->p, 1);
    }
    asbi_tell_stages(t, e);
}

static int32_t render(buffer *out, const making *m) {
    static const paper_form form = {"proportionality", "Proportionality assessment", write_proportionality, NULL};
    const entry *e;
    int32_t status = asbi_form_of(&e, m->d, KIND_PROPORTIONALITY, m->f);
    return status ? status : asbi_form_render(out, m, &form, e);
}

static int32_t judge_option(const asb_document *d, const char *option, text value, fault *f) {
    const entry *e;
    return strcmp(option, "seq") ? ASB_OK : asbi_form_judge_seq(&e, d->c, value, KIND_PROPORTIONALITY, f);
}

const document_option asbi_form_options[] = {
    {"audience", "For whom it is (an audience of the policy)", 0, 0},
    {"party", "The person who reads it, where they are a party of the case", 0, 0},
    {"seq", "The record that it shows; without it, the form is blank", 0, 0},
    {NULL, NULL, 0, 0},
};

const document_kind asbi_proportionality_form_kind = {
    .name = "proportionality",
    .label = "Proportionality assessment, blank or filled",
    .formats = 1u << ASB_FORMAT_TEXT | 1u << ASB_FORMAT_HTML | 1u << ASB_FORMAT_JSON,
    .options = asbi_form_options,
    .judge = judge_option,
    .render = render,
    .own_words = asbi_page_words,
};
