/* Texts that the library made, and names for statuses and messages. */
#include "../base/container.h"
#include "../base/sentences.h"
#include "engine.h"
#include <asb/decision.h>
#include <asb/document.h>
#include <asb/duty.h>
#include <asb/engine.h>
#include <asb/json.h>
#include <asb/matrix.h>

static void destroy_text(handle *h) {
    asb_text *t = (asb_text *)h;
    asbi_release(&h->engine->memory, t->data, t->capacity);
    asbi_handle_gone(h, sizeof *t);
}

int32_t asbi_text_new(asb_text **out, asb_engine *e, buffer *b) {
    asbi_put_bytes(b, "", 0); /* an empty text has its '\0' too */
    if (b->status) return b->status;
    asb_text *t = asbi_handle_new(e, sizeof *t, destroy_text);
    if (!t) return ASB_ENOMEM;
    t->data = b->data;
    t->length = b->length;
    t->capacity = b->capacity;
    asbi_buffer_init(b, b->memory, b->limit);
    *out = t;
    return ASB_OK;
}

const char *asb_text_data(const asb_text *t) {
    return !t ? NULL : t->data ? t->data : "";
}

size_t asb_text_length(const asb_text *t) {
    return t ? t->length : 0;
}

void asb_text_free(asb_text *t) {
    asbi_handle_free(t);
}

typedef struct constant {
    char name[22];
    char words[12]; /* of a status; "": it is none */
    int32_t value;
} constant;

#define STATUS(name, words) \
    { #name, words, name }
static const constant constants[] = {
    STATUS(ASB_OK, "ok"),
    STATUS(ASB_REFUSED, "refused"),
    STATUS(ASB_CONFLICT, "conflict"),
    STATUS(ASB_ABSENT, "absent"),
    STATUS(ASB_ENOMEM, "no-memory"),
    STATUS(ASB_EARGUMENT, "argument"),
    STATUS(ASB_EINVALID, "invalid"),
    STATUS(ASB_EJSON, "json"),
    STATUS(ASB_EPOLICY, "policy"),
    STATUS(ASB_EEXISTS, "exists"),
    STATUS(ASB_EIO, "io"),
    STATUS(ASB_ECORRUPT, "corrupt"),
    STATUS(ASB_EBUSY, "busy"),
    STATUS(ASB_ELIMIT, "limit"),
    STATUS(ASB_EUSER, "user"),
    STATUS(ASB_EVERSION, "version"),
    STATUS(ASB_ESTATE, "state"),
    STATUS(ASB_EDISCLOSURE, "disclosure"),
#define VALUE(name) \
    { #name, "", name }
    VALUE(ASB_EFFECT_REFUSED),
    VALUE(ASB_EFFECT_WARNED),
    VALUE(ASB_EFFECT_DEVIATION),
    VALUE(ASB_EFFECT_BREACH),
    VALUE(ASB_DUTY_OPEN),
    VALUE(ASB_DUTY_OVERDUE),
    VALUE(ASB_DUTY_MET),
    VALUE(ASB_DUTY_MET_LATE),
    VALUE(ASB_DUTY_LAPSED),
    VALUE(ASB_ANSWER_MISSING),
    VALUE(ASB_ANSWER_GIVEN),
    VALUE(ASB_ANSWER_NONE),
    VALUE(ASB_ANSWER_DECLINED),
    VALUE(ASB_JSON_NULL),
    VALUE(ASB_JSON_FALSE),
    VALUE(ASB_JSON_TRUE),
    VALUE(ASB_JSON_NUMBER),
    VALUE(ASB_JSON_TEXT),
    VALUE(ASB_JSON_LIST),
    VALUE(ASB_JSON_OBJECT),
    VALUE(ASB_FORMAT_TEXT),
    VALUE(ASB_FORMAT_HTML),
    VALUE(ASB_FORMAT_JSON),
    {"ASB_VERSION_MAJOR", "", ASB_VERSION_MAJOR},
    {"ASB_VERSION_MINOR", "", ASB_VERSION_MINOR},
    {"ASB_VERSION_PATCH", "", ASB_VERSION_PATCH},
    {"ASB_VERSION", "", ASB_VERSION},
};

const char *asb_constant_name(uint32_t index) {
    return index < COUNT_OF(constants) ? constants[index].name : NULL;
}

int64_t asb_constant_value(uint32_t index) {
    return index < COUNT_OF(constants) ? constants[index].value : 0;
}

const char *asb_status_text(int32_t status) {
    for (size_t i = 0; i < COUNT_OF(constants); i++)
        if (constants[i].words[0] && constants[i].value == status) return constants[i].words;
    return "unknown";
}

uint32_t asb_version(void) {
    return ASB_VERSION;
}

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
const char *asb_version_text(void) {
    return TEXT(ASB_VERSION_MAJOR) "." TEXT(ASB_VERSION_MINOR) "." TEXT(ASB_VERSION_PATCH);
}

const char *asb_feature(uint32_t index) {
    static const char features[][13] = {"memory-store", "journal", "custom-store", "documents"};
    return index < COUNT_OF(features) ? features[index] : NULL;
}

const char *asb_message_code(uint32_t index) {
    return asbi_sentence(index).code;
}

const char *asb_message_template(uint32_t index) {
    return asbi_sentence(index).words;
}
