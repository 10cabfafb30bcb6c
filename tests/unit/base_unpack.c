/* Packed texts: what the packer made is what was in the files, and what nobody packed is refused without a byte out of place. */
#include "base_support.h"

#include "base/unpack.h"
#include "policy/built_in.h"

#include <asb/policy.h>

#include <stdio.h>

Suite *asb_suite_base_unpack(void);

enum { MOST_FILE = 1 << 20, ROOM = 64 };

static int unpack(char *out, const char *bytes, size_t size, uint32_t length, const char *before) {
    packed_text packed = {(const uint8_t *)bytes, (uint32_t)size, length};

    return asbi_unpack(out, &packed, before, before == NULL ? 0 : strlen(before));
}

#define UNPACK(out, bytes, length, before) unpack(out, bytes, sizeof(bytes) - 1, length, before)

static size_t read_file(char *out, const char *id) {
    char name[1024];
    FILE *in;
    size_t length;

    snprintf(name, sizeof name, "%s/%s.json", ASB_TEST_POLICIES, id);
    in = fopen(name, "rb");
    ck_assert_msg(in != NULL, "%s", name);
    length = fread(out, 1, MOST_FILE, in);
    fclose(in);
    return length;
}

START_TEST(documents_are_the_files)
{
    char *file = malloc(MOST_FILE);

    for (uint32_t i = 0; i < asb_policy_builtin_count(); i++) {
        size_t length, file_length = read_file(file, asb_policy_builtin_id(i));
        const char *bytes = asb_policy_builtin_document(i, &length);
        ck_assert_uint_eq(length, file_length);
        ck_assert_mem_eq(bytes, file, length);
        ck_assert_int_eq(bytes[length], '\0');
        ck_assert_ptr_eq(asb_policy_builtin_document(i, NULL), bytes);
    }
    free(file);
}
END_TEST

/* As the packer made them. */
#define LETTERS "\1\x30\x99\x4D\xC1\x08\x15\xA0" /* abc */
#define ROW "\1\x30\xE4\xEB\x80\0\0"             /* a letter, and copies of it from one back */
#define BEHIND "\1\x30\xC5\xBE\x74\0\0\0"        /* begins with the end of xyz, and goes on into what is written */

START_TEST(steps)
{
    char out[ROOM];

    ck_assert_int_eq(UNPACK(out, "\1\0\0\0\0", 0, NULL), 1);
    ck_assert_int_eq(UNPACK(out, LETTERS, 3, NULL), 1);
    ck_assert_mem_eq(out, "abc", 3);
    ck_assert_int_eq(UNPACK(out, ROW, 20, NULL), 1);
    ck_assert_mem_eq(out, "aaaaaaaaaaaaaaaaaaaa", 20);
    ck_assert_int_eq(UNPACK(out, BEHIND, 18, "xyz"), 1);
    ck_assert_mem_eq(out, "ayzayzayzayzayzayz", 18);
}
END_TEST

START_TEST(plain)
{
    char out[ROOM];

    ck_assert_int_eq(UNPACK(out, "\0", 0, NULL), 1);
    ck_assert_int_eq(UNPACK(out, "\0abc", 3, NULL), 1);
    ck_assert_mem_eq(out, "abc", 3);
    ck_assert_int_eq(UNPACK(out, "\0abc", 2, NULL), 0);
    ck_assert_int_eq(UNPACK(out, "\0abc", 4, NULL), 0);
}
END_TEST

START_TEST(refused)
{
    char out[ROOM];

    ck_assert_int_eq(UNPACK(out, "", 0, NULL), 0);
    ck_assert_int_eq(UNPACK(out, "\2abc", 3, NULL), 0);                     /* no such form */
    ck_assert_int_eq(UNPACK(out, LETTERS, 2, NULL), 0);                     /* longer than it says */
    ck_assert_int_eq(UNPACK(out, LETTERS, 20, NULL), 0);                    /* shorter */
    ck_assert_int_eq(unpack(out, LETTERS, sizeof LETTERS - 2, 3, NULL), 0); /* ends too soon */
    ck_assert_int_eq(UNPACK(out, LETTERS "x", 3, NULL), 0);                 /* and too late */
    ck_assert_int_eq(UNPACK(out, ROW, 19, NULL), 0);                        /* a match that is too long for the room */
    ck_assert_int_eq(UNPACK(out, BEHIND, 18, NULL), 0);                     /* before the beginning */
    ck_assert_int_eq(UNPACK(out, BEHIND, 18, "z"), 0);                      /* before what is before */
    ck_assert_int_eq(UNPACK(out, "\1\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 60, NULL), 0);
}
END_TEST

/* Damaged anywhere: some text of that length or none, and what lies around the room for it is not touched. */
START_TEST(damaged)
{
    const packed_text *whole = &asbi_built_in_find(asbi_text("england"))->packed;
    uint8_t *bytes = malloc(whole->size);
    char *out = malloc(whole->length + 2);

    for (uint32_t i = 0; i < whole->size; i += 7) {
        packed_text cut = {bytes, i, whole->length}, changed = {bytes, whole->size, whole->length};
        memcpy(bytes, whole->bytes, whole->size);
        out[0] = out[whole->length + 1] = '#';
        ck_assert_int_eq(asbi_unpack(out + 1, &cut, NULL, 0), 0);
        bytes[i] ^= (uint8_t)(1u << i % 8);
        asbi_unpack(out + 1, &changed, NULL, 0);
        ck_assert(out[0] == '#' && out[whole->length + 1] == '#');
    }
    free(out);
    free(bytes);
}
END_TEST

Suite *asb_suite_base_unpack(void) {
    const TTest *const tests[] = {documents_are_the_files, steps, plain, refused, damaged};

    return test_suite("base unpack", tests, COUNT_OF(tests));
}
