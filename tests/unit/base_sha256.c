/* SHA-256 against the examples of FIPS 180-4 and of NIST's CAVS (SHA256ShortMsg). */
#include "base/sha256.h"
#include "base_support.h"

Suite *asb_suite_base_sha256(void);

static void assert_digest(const uint8_t digest[32], const char *expected) {
    char hex[65];

    asbi_hex(digest, 32, hex);
    ck_assert_str_eq(hex, expected);
}

START_TEST(fips_examples)
{
    static const struct {
        const char *text, *digest;
    } cases[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint8_t digest[32];
        asbi_sha256(cases[i].text, strlen(cases[i].text), digest);
        assert_digest(digest, cases[i].digest);
    }
}
END_TEST

START_TEST(a_million_times_a)
{
    uint8_t digest[32];
    char block[1000];
    sha256 s;

    memset(block, 'a', sizeof block);
    asbi_sha256_begin(&s);
    for (int i = 0; i < 1000; i++) asbi_sha256_add(&s, block, sizeof block);
    asbi_sha256_end(&s, digest);
    assert_digest(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

/* As a caller does whose text is in parts, some of them empty. */
START_TEST(parts_of_no_bytes)
{
    uint8_t digest[32];
    sha256 s;

    asbi_sha256_begin(&s);
    asbi_sha256_add(&s, "", 0);
    asbi_sha256_add(&s, "abc", 3);
    asbi_sha256_add(&s, "", 0);
    asbi_sha256_end(&s, digest);
    assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(cavs_short_messages)
{
    static const struct {
        const char *hex, *digest;
    } cases[] = {{"d3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
                 {"11af", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98"},
                 {"b4190e", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2"},
                 {"74ba2521", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"},
                 {"c299209682", "f0887fe961c9cd3beab957e8222494abb969b1ce4c6557976df8b0f6d20e9166"},
                 {"0a27847cdc98bd6f62220b046edd762b", "80c25ec1600587e7f28b18b1b18e3cdc89928e39cab3bc25e4d4a4c139bcedc4"},
                 {"09fc1accc230a205e4a208e64a8f204291f581a12756392da4b8c0cf5ef02b95",
                  "4f44c1c7fbebb6f9601829f3897bfd650c56fa07844be76489076356ac1886a4"},
                 {"5a86b737eaea8ee976a0a24da63e7ed7eefad18a101c1211e2b3650c5187c2a8a650547208251f6d4237e661c7bf4c77f335390394c37fa1a9f"
                  "9be836ac28509",
                  "42e61e174fbb3897d6dd6cef3dd2802fe67b331953b06114a65c772859dfc1aa"}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        uint8_t bytes[64], digest[32];
        size_t length = strlen(cases[i].hex) / 2;
        ck_assert(asbi_unhex(cases[i].hex, length, bytes));
        asbi_sha256(bytes, length, digest);
        assert_digest(digest, cases[i].digest);
    }
}
END_TEST

/* The digest of the digests of all messages of 0 to 130 bytes, byte i of message n being 7 i + n: as computed by OpenSSL. */
START_TEST(every_length)
{
    uint8_t message[130], digest[32];
    sha256 all;

    asbi_sha256_begin(&all);
    for (size_t n = 0; n <= sizeof message; n++) {
        for (size_t i = 0; i < n; i++) message[i] = (uint8_t)(i * 7 + n);
        asbi_sha256(message, n, digest);
        asbi_sha256_add(&all, digest, sizeof digest);
    }
    asbi_sha256_end(&all, digest);
    assert_digest(digest, "969b9f993f9c27e8424a46288c5b7999eee502a7befa92cad6cfef1034d76c51");
}
END_TEST

START_TEST(parts_make_the_whole)
{
    uint8_t message[200], whole[32], digest[32];

    for (size_t i = 0; i < sizeof message; i++) message[i] = (uint8_t)(i * 31);
    asbi_sha256(message, sizeof message, whole);
    for (size_t step = 1; step <= sizeof message; step++) {
        sha256 s;
        asbi_sha256_begin(&s);
        asbi_sha256_add(&s, NULL, 0);
        for (size_t at = 0; at < sizeof message; at += step) asbi_sha256_add(&s, message + at, MIN_OF(step, sizeof message - at));
        asbi_sha256_end(&s, digest);
        ck_assert_mem_eq(digest, whole, sizeof whole);
    }
}
END_TEST

/* What the processor's instructions give is what the portable rounds give: every length up to a few blocks, in parts of every size, and one long message. */
START_TEST(both_ways_are_the_same)
{
    static uint8_t message[100003];
    sha256_blocks fast = asbi_sha256_fast();
    uint8_t digests[2][32];

    ck_assert(!fast || fast == asbi_sha256_machine);
    for (size_t i = 0; i < sizeof message; i++) message[i] = (uint8_t)(i * 167 + (i >> 8) * 29);
    for (size_t n = 0; n <= 331; n++)
        for (size_t step = 1; step <= n + 1; step += 1 + step / 3) {
            for (int way = 0; way < 2; way++) {
                sha256 s;
                asbi_sha256_begin_with(&s, way && fast ? fast : asbi_sha256_portable);
                for (size_t at = 0; at < n; at += step) asbi_sha256_add(&s, message + n % 7 + at, MIN_OF(step, n - at));
                asbi_sha256_end(&s, digests[way]);
            }
            ck_assert_mem_eq(digests[0], digests[1], 32);
        }
    for (int way = 0; way < 2; way++) {
        sha256 s;
        asbi_sha256_begin_with(&s, way && fast ? fast : asbi_sha256_portable);
        asbi_sha256_add(&s, message + 1, sizeof message - 1);
        asbi_sha256_end(&s, digests[way]);
    }
    ck_assert_mem_eq(digests[0], digests[1], 32);
}
END_TEST

/* Every way to do many at once gives what one by one gives: as many messages as there are lanes and more, of every length of a tail beside a long one, from any address. */
typedef struct many_ways {
    const sha256_lanes *ways[4][2];
} many_ways;

static many_ways all_ways(void) {
    const sha256_lanes *wide = asbi_sha256_wide(), *pairs = asbi_sha256_pairs();
    return (many_ways){{{wide, pairs}, {wide, NULL}, {NULL, pairs}, {NULL, NULL}}};
}

static void compare_many(const many_ways *w, const sha256_message *messages, size_t count) {
    uint8_t expected[32];

    for (size_t way = 0; way <= COUNT_OF(w->ways); way++) {
        for (size_t i = 0; i < count; i++) memset(messages[i].digest, 0, 32);
        if (way < COUNT_OF(w->ways))
            asbi_sha256_many_with(messages, count, w->ways[way]);
        else
            asbi_sha256_many(messages, count);
        for (size_t i = 0; i < count; i++) {
            sha256 s;
            asbi_sha256_begin_with(&s, asbi_sha256_portable);
            asbi_sha256_add(&s, messages[i].bytes, messages[i].length);
            asbi_sha256_end(&s, expected);
            ck_assert_mem_eq(messages[i].digest, expected, 32);
        }
    }
}

enum { MANY = 40 };

START_TEST(many_at_once)
{
    static uint8_t bytes[4096], digests[MANY][32];
    sha256_message messages[MANY];
    many_ways w = all_ways();

    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)(i * 131 + (i >> 7) * 17);
    for (size_t count = 0; count <= MANY; count++)
        for (size_t round = 0; round < 7; round++) {
            for (size_t i = 0; i < count; i++)
                messages[i] = (sha256_message){bytes + i % 13, (i * 37 + round * 101) % (round % 2 ? 200 : 700), digests[i]};
            if (count) messages[round % count].length = round * 500;
            compare_many(&w, messages, count);
        }
    for (size_t length = 0; length <= 260; length++) { /* all of one length, and the next beside it */
        for (size_t i = 0; i < MANY; i++) messages[i] = (sha256_message){bytes + i, length + (i == 20), digests[i]};
        compare_many(&w, messages, MANY / 2 + length % 3);
    }
}
END_TEST

/* NIST's examples in each lane of each way. */
START_TEST(examples_in_every_lane)
{
    static const char *const texts[] = {"", "abc", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"};
    static const char *const expected[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                           "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                                           "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"};
    uint8_t digests[MANY][32];
    sha256_message messages[MANY];
    many_ways w = all_ways();

    for (size_t shift = 0; shift < 3; shift++)
        for (size_t way = 0; way < COUNT_OF(w.ways); way++) {
            for (size_t i = 0; i < MANY; i++)
                messages[i] = (sha256_message){texts[(i + shift) % 3], strlen(texts[(i + shift) % 3]), digests[i]};
            asbi_sha256_many_with(messages, MANY, w.ways[way]);
            for (size_t i = 0; i < MANY; i++) assert_digest(digests[i], expected[(i + shift) % 3]);
        }
}
END_TEST

/* The published examples, by the portable rounds alone: on a machine with instructions the other tests do not reach them. */
START_TEST(portable_rounds)
{
    uint8_t digest[32];
    sha256 s;

    asbi_sha256_begin_with(&s, asbi_sha256_portable);
    asbi_sha256_add(&s, "abc", 3);
    asbi_sha256_end(&s, digest);
    assert_digest(digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

START_TEST(hexadecimal)
{
    static const char *const wrong[] = {"0g", "g0", "0", "", " 0", "0/", "0:", "@0", "`0", "0G"};
    uint8_t bytes[256], again[256];
    char hex[513];

    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)i;
    asbi_hex(bytes, sizeof bytes, hex);
    ck_assert_uint_eq(strlen(hex), 512);
    ck_assert(asbi_unhex(hex, sizeof again, again));
    ck_assert_mem_eq(bytes, again, sizeof bytes);
    ck_assert(asbi_unhex("aBCdeF", 3, again));
    ck_assert_mem_eq(again, "\xab\xcd\xef", 3);
    ck_assert(asbi_unhex("", 0, again));
    for (size_t i = 0; i < COUNT_OF(wrong); i++) ck_assert(!asbi_unhex(wrong[i], 1, again));
}
END_TEST

/* Each byte there is, at each place of a digest. */
START_TEST(digests_in_digits)
{
    char hex[65], other[65];
    uint8_t digest[32], again[32];

    for (size_t i = 0; i < sizeof digest; i++) digest[i] = (uint8_t)(0x0f + 0x1b * i);
    asbi_hex(digest, sizeof digest, hex);
    ck_assert(asbi_digest_read(hex, again));
    ck_assert_mem_eq(again, digest, sizeof digest);
    for (size_t i = 0; i < 64; i++) {
        memcpy(other, hex, sizeof hex);
        for (unsigned byte = 0; byte < 256; byte++) {
            int is_digit = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
            other[i] = (char)byte;
            ck_assert_msg(asbi_digest_read(other, again) == is_digit, "%u at %zu", byte, i);
            if (!is_digit) continue;
            ck_assert(asbi_unhex(other, sizeof digest, digest));
            ck_assert_mem_eq(again, digest, sizeof digest);
        }
    }
}
END_TEST

Suite *asb_suite_base_sha256(void) {
    const TTest *const tests[] = {fips_examples,        a_million_times_a,      cavs_short_messages, every_length,
                                  parts_make_the_whole, both_ways_are_the_same, portable_rounds,     hexadecimal,
                                  digests_in_digits,    parts_of_no_bytes,      many_at_once,        examples_in_every_lane};

    return test_suite("base sha256", tests, COUNT_OF(tests));
}
