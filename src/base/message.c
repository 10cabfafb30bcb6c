/* Messages are put together in fixed room, without allocating. What an argument may take is settled before anything is
 * written: short arguments keep what they need, and the long ones share the rest, so that both the sentence and the JSON
 * object come out whole. */
#include "message.h"

#include "container.h"
#include "sentences.h"
#include "text.h"

#include <stdarg.h>
#include <string.h>

enum { MOST_ARGUMENTS = 16, NAME_LENGTH = 32 };

#define ELLIPSIS "\xE2\x80\xA6"
#define REPLACEMENT "\xEF\xBF\xBD"

typedef struct argument {
    const char *name, *value;
    size_t room; /* bytes it may take, escaped */
    int is_settled;
} argument;

typedef struct arguments {
    argument of[MOST_ARGUMENTS]; /* in the order of their names */
    size_t count;
} arguments;

/* A text being written into fixed room: it ends where the room does. */
typedef struct paper {
    char *out;
    size_t size, length;
    int is_full;
} paper;

static void put(paper *p, const char *bytes, size_t length) {
    if (p->is_full || length >= p->size - p->length) {
        p->is_full = 1;
        return;
    }
    memcpy(p->out + p->length, bytes, length);
    p->length += length;
}

static void end(paper *p) {
    const size_t mark = sizeof ELLIPSIS - 1;

    if (p->is_full) {
        size_t most = MIN_OF(p->length, p->size - 1 - mark);
        p->length = asbi_utf8_cut(p->out, most);
        memcpy(p->out + p->length, ELLIPSIS, mark);
        p->length += mark;
    }
    p->out[p->length] = '\0';
}

/* The next character, as it is to be shown; what is not UTF-8 becomes U+FFFD, for a message is always well-formed. */
static size_t next_character(const char **at, char out[4]) {
    size_t width = 1, good;

    while (width < 4 && ((unsigned char)(*at)[width] & 0xC0) == 0x80) width++;
    good = asbi_utf8_check(*at, width);
    memcpy(out, good == 0 ? REPLACEMENT : *at, good == 0 ? 3 : good);
    *at += good == 0 ? width : good;
    return good == 0 ? 3 : good;
}

/* A character in a JSON text. */
static size_t escape(const char *c, size_t width, char out[6]) {
    static const char from[] = "\"\\\b\t\n\f\r", to[] = "\"\\btnfr", digits[] = "0123456789abcdef";
    const char *special = strchr(from, c[0]);

    if (special != NULL) {
        out[0] = '\\';
        out[1] = to[special - from];
        return 2;
    }
    if ((unsigned char)c[0] >= 0x20) {
        memcpy(out, c, width);
        return width;
    }
    memcpy(out, "\\u00", 4);
    out[4] = digits[(unsigned char)c[0] >> 4];
    out[5] = digits[c[0] & 15];
    return 6;
}

static size_t escaped_length(const char *value) {
    char c[4], escaped[6];
    size_t length = 0;

    while (*value != '\0') {
        size_t width = next_character(&value, c);
        length += escape(c, width, escaped);
    }
    return length;
}

static void put_value(paper *p, const argument *a, int is_json) {
    const char *value = a->value;
    char c[4], escaped[6];
    size_t taken = 0, mark = escaped_length(value) > a->room ? sizeof ELLIPSIS - 1 : 0;

    while (*value != '\0') {
        size_t width = next_character(&value, c);
        size_t escaped_width = escape(c, width, escaped);
        taken += escaped_width;
        if (taken + mark > a->room) break;
        put(p, is_json ? escaped : c, is_json ? escaped_width : width);
    }
    put(p, ELLIPSIS, mark);
}

/* Collected in order of name, which makes the object canonical. */
static void collect(arguments *all, va_list list) {
    const char *name;

    all->count = 0;
    while ((name = va_arg(list, const char *)) != NULL) {
        const char *value = va_arg(list, const char *);
        size_t at = all->count;
        if (NEVER(at == MOST_ARGUMENTS || strlen(name) > NAME_LENGTH)) continue;
        for (; at > 0 && strcmp(name, all->of[at - 1].name) < 0; at--) all->of[at] = all->of[at - 1];
        all->of[at] = (argument){name, value == NULL ? "" : value, 0, 0};
        all->count++;
    }
}

/* Gives what an equal share of the room holds to those who need no more than it, until only long ones are left. */
static void share_room(arguments *all, size_t room) {
    size_t left = all->count, before;

    do {
        size_t share = left == 0 ? 0 : room / left;
        before = left;
        for (size_t i = 0; i < all->count; i++) {
            argument *a = &all->of[i];
            size_t need = a->is_settled ? 0 : escaped_length(a->value);
            if (a->is_settled || need > share) continue;
            a->room = need;
            a->is_settled = 1;
            room -= need;
            left--;
        }
    } while (left != before);
    for (size_t i = 0; i < all->count; i++)
        if (!all->of[i].is_settled) all->of[i].room = room / left;
}

static size_t room_for(const arguments *all, const char *sentence) {
    size_t object = MESSAGE_ARGUMENTS - sizeof "{}", in_text = strlen(sentence) + 1;
    size_t sentence_left = in_text < MESSAGE_TEXT ? MESSAGE_TEXT - in_text : 0;

    for (size_t i = 0; i < all->count; i++) object -= MIN_OF(object, strlen(all->of[i].name) + sizeof "\"\":\"\",");
    return MIN_OF(object, sentence_left);
}

static void write_arguments(char out[MESSAGE_ARGUMENTS], const arguments *all) {
    paper p = {out, MESSAGE_ARGUMENTS, 0, 0};

    put(&p, "{", 1);
    for (size_t i = 0; i < all->count; i++) {
        put(&p, i == 0 ? "\"" : ",\"", i == 0 ? 1 : 2);
        put(&p, all->of[i].name, strlen(all->of[i].name));
        put(&p, "\":\"", 3);
        put_value(&p, &all->of[i], 1);
        put(&p, "\"", 1);
    }
    put(&p, "}", 1);
    end(&p);
}

static const argument *find_argument(const arguments *all, text name) {
    for (size_t i = 0; i < all->count; i++)
        if (asbi_text_is(name, all->of[i].name)) return &all->of[i];
    return NULL;
}

/* A placeholder without its argument stays as it is. */
static void write_sentence(char out[MESSAGE_TEXT], const char *sentence, const arguments *all) {
    paper p = {out, MESSAGE_TEXT, 0, 0};

    for (;;) {
        size_t plain = strcspn(sentence, "{"), name = strcspn(sentence + plain, "}");
        const argument *a = NULL;
        put(&p, sentence, plain);
        sentence += plain;
        if (sentence[0] == '\0') break;
        if (sentence[name] == '}') a = find_argument(all, (text){sentence + 1, name - 1});
        if (a != NULL)
            put_value(&p, a, 0);
        else
            put(&p, "{", 1);
        sentence += a != NULL ? name + 1 : 1;
    }
    end(&p);
}

/* "code: arguments", so that a row which was forgotten still says all that is known. */
static void write_unknown(message *m) {
    paper p = {m->text, MESSAGE_TEXT, 0, 0};

    put(&p, m->code, strlen(m->code));
    put(&p, ": ", 2);
    put(&p, m->arguments, strlen(m->arguments));
    end(&p);
}

static void compose(message *out, const char *code, va_list list) {
    sentence s = asbi_sentence_find(code);
    arguments all;

    out->code = s.code == NULL ? code : s.code;
    collect(&all, list);
    share_room(&all, room_for(&all, s.words == NULL ? code : s.words));
    write_arguments(out->arguments, &all);
    if (s.words != NULL)
        write_sentence(out->text, s.words, &all);
    else
        write_unknown(out);
}

void asbi_message(message *out, const char *code, ...) {
    va_list list;

    va_start(list, code);
    compose(out, code, list);
    va_end(list);
}

/* A new fault: nothing of an earlier one stays. */
static void begin_fault(fault *f, int32_t status, const char *field) {
    paper p = {f->field, MESSAGE_FIELD, 0, 0};

    f->status = status;
    f->line = f->column = 0;
    f->pointer[0] = '\0';
    for (char c[4]; *field != '\0';) {
        size_t width = next_character(&field, c);
        put(&p, c, width);
    }
    end(&p);
}

int32_t asbi_fail(fault *f, int32_t status, const char *code, ...) {
    va_list list;

    if (f == NULL) return status;
    begin_fault(f, status, "");
    va_start(list, code);
    compose(&f->message, code, list);
    va_end(list);
    return status;
}

int32_t asbi_fail_field(fault *f, int32_t status, const char *field, const char *code, ...) {
    va_list list;

    if (f == NULL) return status;
    begin_fault(f, status, field == NULL ? "" : field);
    va_start(list, code);
    compose(&f->message, code, list);
    va_end(list);
    return status;
}
