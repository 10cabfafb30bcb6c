/* Policies for tests. JSON is written with ' for ". */
#ifndef POLICY_SUPPORT_H
#define POLICY_SUPPORT_H

#include "base_support.h"
#include "policy/policy.h"

#include <asb/engine.h>
#include <asb/error.h>
#include <asb/policy.h>

typedef struct test_policies {
    test_memory memory;
    asb_engine *e;
} test_policies;

static inline void test_policies_begin(test_policies *t) {
    asb_hooks hooks = {0};

    test_memory_begin(&t->memory);
    hooks.struct_size = sizeof hooks;
    hooks.self = &t->memory;
    hooks.resize = test_resize;
    ck_assert_int_eq(asb_engine_new(&t->e, &hooks), ASB_OK);
}

static inline void test_policies_end(test_policies *t) {
    asb_engine_free(t->e);
    ck_assert_uint_eq(t->memory.blocks, 0);
}

/* To be given back with free(). */
static inline char *test_with_quotes(const char *json) {
    char *copy = malloc(strlen(json) + 1);

    ck_assert_ptr_nonnull(copy);
    strcpy(copy, json);
    for (char *c = copy; *c != '\0'; c++)
        if (*c == '\'') *c = '"';
    return copy;
}

static inline asb_policy *test_policy(test_policies *t, const char *json) {
    char *quoted = test_with_quotes(json);
    asb_policy *p = NULL;
    int32_t status = asb_policy_parse(&p, t->e, quoted, strlen(quoted));

    ck_assert_msg(status == ASB_OK, "%s at %s", asb_error_message(t->e), asb_error_pointer(t->e));
    free(quoted);
    return p;
}

static inline asb_policy *test_built_in(test_policies *t, const char *id) {
    asb_policy *p = NULL;

    ck_assert_int_eq(asb_policy_builtin(&p, t->e, id), ASB_OK);
    return p;
}

static inline atom test_atom(const asb_policy *p, const char *name) {
    atom a = asbi_atom_of_text(p, asbi_text(name));

    ck_assert_msg(a != ATOM_OTHER, "%s is not interned", name);
    return a;
}

/* Definitions that small documents refer to; a member can follow. */
#define TEST_HEAD_OF_POLICY \
    "{'asb_policy':1,'id':'test','version':'1','title':'T','source':'S'" \
    ",'roles':[{'id':'officer','label':'Officer'},{'id':'manager','label':'Manager'}]" \
    ",'priorities':[{'id':'high','label':'High'},{'id':'low','label':'Low'}]" \
    ",'categories':[{'id':'noise','label':'Noise','priority':'low','group':'home','clause':'1'}]" \
    ",'remedies':[{'id':'injunction','label':'Injunction','legal':true,'clause':'1'}]" \
    ",'closure_reasons':[{'id':'resolved','label':'Resolved','clause':'1'}]" \
    ",'lists':{'finding.what':[{'id':'tit-for-tat','label':'Tit for tat'}]}" \
    ",'matrices':[{'id':'ram','title':'R','clause':'1','sections':[{'id':'s','title':'S','questions':[" \
    "{'id':'q1','text':'?','select':'one','options':[{'id':'yes','label':'Yes','weight':5},{'id':'no','label':'No','weight':1}]}]}]," \
    "'bands':[{'id':'high','label':'High','from':5},{'id':'low','label':'Low','from':1}]}]"

#endif
