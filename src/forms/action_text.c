/* An action of a plan in words, for people and for letters: "Write down what happens (weeks: 4)". */
#include "form.h"

const plan_action_def *asbi_action_def(const asb_policy *p, const json_value *action) {
    uint32_t i = asbi_policy_plan_action(p, asbi_atom(p, asbi_json_get(action, "action")));
    return i == NO_INDEX ? NULL : &p->plan_actions.items[i];
}

static void put_text(buffer *b, text t) {
    asbi_put_bytes(b, t.at, t.length);
}

/* A period is told from other objects by being one. */
static int put_as_period(buffer *b, const json_value *v) {
    const json_value *wrong;
    const char *code;
    period p;
    if (v->type != JSON_OBJECT || asbi_period_read(&p, v, &wrong, &code)) return 0;
    asbi_put_period(b, &p);
    return 1;
}

static void put_scalar(buffer *b, const json_value *v) {
    if (v->type == JSON_TEXT)
        put_text(b, asbi_json_text(v));
    else if (v->type == JSON_TRUE || v->type == JSON_FALSE)
        asbi_put(b, v->type == JSON_TRUE ? "yes" : "no");
    else if (!put_as_period(b, v))
        asbi_json_write(b, v);
}

static void put_value(buffer *b, const json_value *v) {
    if (v->type != JSON_LIST) {
        put_scalar(b, v);
        return;
    }
    for (const json_value *item = asbi_json_first(v); item; item = item->next) {
        put_scalar(b, item);
        if (item->next) asbi_put(b, ", ");
    }
}

static void put_param(buffer *b, text name, const json_value *v, const char **before) {
    asbi_put(b, *before);
    *before = ", ";
    put_text(b, name);
    asbi_put(b, ": ");
    put_value(b, v);
}

static const json_value *find_param(const json_value *list, text id) {
    for (const json_value *p = list ? asbi_json_first(list) : NULL; p; p = p->next) {
        const json_value *v = asbi_json_get(p, "id");
        if (v && asbi_text_equal(asbi_json_text(v), id)) return p;
    }
    return NULL;
}

/* In the order of the catalogue; then any that it does not have. */
static void put_params(buffer *b, const json_value *catalogue, const json_value *params) {
    const char *before = " (";
    for (const json_value *p = catalogue ? asbi_json_first(catalogue) : NULL; p; p = p->next) {
        const json_value *id = asbi_json_get(p, "id"), *v = id ? asbi_json_get(params, asbi_json_text(id).at) : NULL;
        if (v) put_param(b, asbi_json_text(id), v, &before);
    }
    for (const json_value *v = params ? asbi_json_first(params) : NULL; v; v = v->next)
        if (!find_param(catalogue, v->key)) put_param(b, v->key, v, &before);
    if (before[0] == ',') asbi_put_char(b, ')');
}

static int ends_sentence(text t) {
    return t.length > 0 && (t.at[t.length - 1] == '.' || t.at[t.length - 1] == '!' || t.at[t.length - 1] == '?');
}

/* The parameters go before the full stop, so that it ends the sentence still. */
static void put_of_catalogue(buffer *b, const plan_action_def *def, const json_value *action) {
    int stop = ends_sentence(def->text);
    put_text(b, (text){def->text.at, def->text.length - (size_t)stop});
    put_params(b, asbi_json_get(def->source, "params"), asbi_json_get(action, "params"));
    if (stop) asbi_put_char(b, def->text.at[def->text.length - 1]);
    text detail = asbi_text(asbi_text_at(action, "detail"));
    if (!detail.length) return;
    asbi_put(b, stop ? " " : ": ");
    put_text(b, detail);
}

void asbi_put_action_text(buffer *b, const asb_policy *p, const json_value *action) {
    const plan_action_def *def = asbi_action_def(p, action);
    if (def) {
        put_of_catalogue(b, def, action);
        return;
    }
    const char *detail = asbi_text_at(action, "detail");
    asbi_put(b, *detail ? detail : asbi_text_at(action, "action"));
    put_params(b, NULL, asbi_json_get(action, "params"));
}
