/* A case under the audiences of the built-in policy for England, for tests of who may see what. JSON is written with ' for ". */
#ifndef DOCUMENT_SCENE_H
#define DOCUMENT_SCENE_H

#include "case_scene.h"
#include "document/view.h"

static const char document_policy[] =
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S','extends':'england','roles':[{'id':'officer','label':'Officer'}],"
    "'priorities':[{'id':'low','label':'Low'}],'categories':[{'id':'noise','label':'Noise','priority':'low','clause':'1'}],"
    "'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}]}";

/* Whatever guards say. */
static inline void told(scene *s, const char *kind, const char *fields) {
    size_t length = strlen(fields) + 256;
    char *json = malloc(length), *quoted;
    asb_record *r;

    snprintf(json, length, "{'kind':'%s','by':'amy','role':'officer','fields':%s}", kind, fields);
    quoted = quotes(json);
    clock_now += 60000;
    r = test_record(&s->b, quoted);
    ck_assert_msg(asb_case_admit(NULL, s->c, r, INT64_MIN, 0) == ASB_OK, "%s: %s %s", quoted, asb_error_field(s->b.e),
                  asb_error_message(s->b.e));
    asb_record_free(r);
    free(quoted);
    free(json);
}

static inline void document_begin(scene *s) {
    scene_begin(s, document_policy);
    at("2026-03-02T09:00");
}

/* The usual people: p1 complainant, p2 alleged perpetrator, p3 witness, p4 an advocate. */
static inline void tell_people(scene *s) {
    told(s, "report", "{'channel':'phone','summary':'Loud music','reporter':'p1'}");
    told(s, "party",
         "{'party':'p1','as':'complainant','name':'Ann Ashworth','address':'12 High Street, Bristol','postcode':'BS1 2AB','phone':'07700 "
         "900123'}");
    told(s, "party",
         "{'party':'p2','as':'alleged-perpetrator','name':'Bob Birch','address':'14 High Street, Bristol','postcode':'BS1 2AB'}");
    told(s, "party", "{'party':'p3','as':['witness'],'name':'Cyril Colefax'}");
    told(s, "party", "{'party':'p4','as':['third-party','advocate'],'name':'Dinah Dunmore'}");
}

static inline uint32_t party_of(const scene *s, const char *id) {
    return id == NULL || *id == '\0' ? NO_INDEX : asbi_party_find(s->c, asbi_text(id));
}

static inline void see(view *v, const scene *s, const char *audience, const char *reader) {
    fault f = {0};

    ck_assert_msg(asbi_view_begin(v, s->c, asbi_text(audience), party_of(s, reader), clock_now, &f) == ASB_OK, "%s", f.message.text);
}

/* What goes through the view, in a buffer that lasts until the next. */
static inline const char *masked(const view *v, const char *t) {
    static char out[4096];
    buffer b;

    asbi_buffer_init(&b, v->c->memory, SIZE_MAX);
    asbi_view_put_text(&b, v, asbi_text(t), NULL);
    snprintf(out, sizeof out, "%s", b.data == NULL ? "" : b.data);
    asbi_buffer_free(&b);
    return out;
}

static inline const char *called(const view *v, uint32_t party) {
    static char out[256];
    buffer b;

    asbi_buffer_init(&b, v->c->memory, SIZE_MAX);
    asbi_view_put_party(&b, v, party, NULL);
    snprintf(out, sizeof out, "%s", b.data);
    asbi_buffer_free(&b);
    return out;
}

#endif
