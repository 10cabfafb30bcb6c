/* Reading JSON. The names y_… (accepted), n_… (refused) and i_… (left to the reader by RFC 8259, refused or accepted as
 * said) follow those by which Nicolas Seriot's "Parsing JSON is a Minefield" made such cases known. */
#include "base/json.h"
#include "base_support.h"

#include <asb/error.h>

Suite *asb_suite_base_json_read(void);

typedef struct document {
    const char *name, *bytes;
    size_t length;
} document;

#define J(name, literal) \
    { name, literal, sizeof(literal) - 1 }

static const json_limits limits = {1 << 20, 100};

static const document accepted[] = {
    J("y_array_arraysWithSpaces", "[[]   ]"),
    J("y_array_empty-string", "[\"\"]"),
    J("y_array_empty", "[]"),
    J("y_array_ending_with_newline", "[\"a\"]\n"),
    J("y_array_false", "[false]"),
    J("y_array_heterogeneous", "[null, 1, \"1\", {}]"),
    J("y_array_null", "[null]"),
    J("y_array_with_1_and_newline", "[1\n]"),
    J("y_array_with_leading_space", " [1]"),
    J("y_array_with_several_null", "[1,null,null,null,2]"),
    J("y_array_with_trailing_space", "[2] "),
    J("y_number", "[123e65]"),
    J("y_number_0e+1", "[0e+1]"),
    J("y_number_0e1", "[0e1]"),
    J("y_number_after_space", "[ 4]"),
    J("y_number_double_close_to_zero", "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]"),
    J("y_number_int_with_exp", "[20e1]"),
    J("y_number_minus_zero", "[-0]"),
    J("y_number_negative_int", "[-123]"),
    J("y_number_negative_one", "[-1]"),
    J("y_number_real_capital_e", "[1E22]"),
    J("y_number_real_capital_e_neg_exp", "[1E-2]"),
    J("y_number_real_capital_e_pos_exp", "[1E+2]"),
    J("y_number_real_exponent", "[123.45e67]"),
    J("y_number_real_fraction_exponent", "[123.456e78]"),
    J("y_number_real_neg_exp", "[1e-2]"),
    J("y_number_real_pos_exponent", "[1e+2]"),
    J("y_number_simple_int", "[123]"),
    J("y_number_simple_real", "[123.456789]"),
    J("y_object", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"),
    J("y_object_basic", "{\"asd\":\"sdf\"}"),
    J("y_object_empty", "{}"),
    J("y_object_empty_key", "{\"\":0}"),
    J("y_object_escaped_null_in_key", "{\"foo\\u0000bar\": 42}"),
    J("y_object_extreme_numbers", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"),
    J("y_object_simple", "{\"a\":[]}"),
    J("y_object_string_unicode", "{\"title\":\"\\u041f\\u043e\" }"),
    J("y_object_with_newlines", "{\n\"a\": \"b\"\n}"),
    J("y_string_1_2_3_bytes_UTF-8_sequences", "[\"\\u0060\\u012a\\u12AB\"]"),
    J("y_string_accepted_surrogate_pair", "[\"\\uD801\\udc37\"]"),
    J("y_string_accepted_surrogate_pairs", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
    J("y_string_allowed_escapes", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"),
    J("y_string_backslash_and_u_escaped_zero", "[\"\\\\u0000\"]"),
    J("y_string_backslash_doublequotes", "[\"\\\"\"]"),
    J("y_string_comments", "[\"a/*b*/c/*d//e\"]"),
    J("y_string_double_escape_a", "[\"\\\\a\"]"),
    J("y_string_double_escape_n", "[\"\\\\n\"]"),
    J("y_string_escaped_control_character", "[\"\\u0012\"]"),
    J("y_string_escaped_noncharacter", "[\"\\uFFFF\"]"),
    J("y_string_in_array", "[\"asd\"]"),
    J("y_string_last_surrogates_1_and_2", "[\"\\uDBFF\\uDFFF\"]"),
    J("y_string_nbsp_uescaped", "[\"new\\u00A0line\"]"),
    J("y_string_nonCharacterInUTF-8_U+10FFFF", "[\"\xF4\x8F\xBF\xBF\"]"),
    J("y_string_nonCharacterInUTF-8_U+FFFF", "[\"\xEF\xBF\xBF\"]"),
    J("y_string_null_escape", "[\"\\u0000\"]"),
    J("y_string_one-byte-utf-8", "[\"\\u002c\"]"),
    J("y_string_pi", "[\"\xCF\x80\"]"),
    J("y_string_reservedCharacterInUTF-8_U+1BFFF", "[\"\xF0\x9B\xBF\xBF\"]"),
    J("y_string_simple_ascii", "[\"asd \"]"),
    J("y_string_space", "\" \""),
    J("y_string_surrogates_U+1D11E", "[\"\\uD834\\uDd1e\"]"),
    J("y_string_u+2028_line_sep", "[\"\xE2\x80\xA8\"]"),
    J("y_string_u+2029_par_sep", "[\"\xE2\x80\xA9\"]"),
    J("y_string_uEscape", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]"),
    J("y_string_unescaped_char_delete", "[\"\x7F\"]"),
    J("y_string_unicode_2", "[\"\xE2\x8D\x82\xE3\x88\xB4\xE2\x8D\x82\"]"),
    J("y_string_unicode_U+200B", "[\"\\u200B\"]"),
    J("y_string_unicode_escaped_double_quote", "[\"\\u0022\"]"),
    J("y_string_utf8", "[\"\xE2\x82\xAC\xF0\x9D\x84\x9E\"]"),
    J("y_string_with_del_character",
      "[\"a\x7F"
      "a\"]"),
    J("y_structure_lonely_false", "false"),
    J("y_structure_lonely_int", "42"),
    J("y_structure_lonely_negative_real", "-0.1"),
    J("y_structure_lonely_null", "null"),
    J("y_structure_lonely_string", "\"asd\""),
    J("y_structure_lonely_true", "true"),
    J("y_structure_string_empty", "\"\""),
    J("y_structure_trailing_newline", "[\"a\"]\n"),
    J("y_structure_true_in_array", "[true]"),
    J("y_structure_whitespace_array", " [] "),
    J("y_structure_all_whitespace", "\t\r\n {\t\r\n \"a\"\t\r\n :\t\r\n [\t\r\n 1\t\r\n ,\t\r\n 2\t\r\n ]\t\r\n }\t\r\n "),
    J("i_number_too_big_pos_int", "[100000000000000000000]"),
    J("i_number_huge_neg_int", "[-123123123123123123123123123123]"),
    J("i_number_real_underflow", "[123e-10000000]"),
    J("i_number_zero_huge_exp", "[0e99999999999999999999]"),
    J("i_object_key_lone_2nd_surrogate", "{\"\\uDFAA\":0}"),
    J("i_string_1st_surrogate_but_2nd_missing", "[\"\\uDADA\"]"),
    J("i_string_1st_valid_surrogate_2nd_invalid", "[\"\\uD888\\u1234\"]"),
    J("i_string_incomplete_surrogate_and_escape_valid", "[\"\\uD800\\n\"]"),
    J("i_string_incomplete_surrogates_escape_valid", "[\"\\uD800\\uD800\\n\"]"),
    J("i_string_invalid_lonely_surrogate", "[\"\\ud800\"]"),
    J("i_string_inverted_surrogates_U+1D11E", "[\"\\uDd1e\\uD834\"]"),
    J("i_string_lone_second_surrogate", "[\"\\uDFAA\"]")};

typedef struct refusal {
    document document;
    const char *code;
    uint32_t line, column;
    const char *pointer;
} refusal;

#define R(name, literal, code, line, column, pointer) \
    { J(name, literal), code, line, column, pointer }

static const refusal refused[] = {
    R("n_array_1_true_without_comma", "[1 true]", "json-unexpected", 1, 4, ""),
    R("n_array_a_invalid_utf8", "[a\xE5]", "json-word", 1, 2, "/0"),
    R("n_array_colon_instead_of_comma", "[\"\": 1]", "json-unexpected", 1, 4, ""),
    R("n_array_comma_after_close", "[\"\"],", "json-trailing", 1, 5, ""),
    R("n_array_comma_and_number", "[,1]", "json-unexpected", 1, 2, "/0"),
    R("n_array_double_comma", "[1,,2]", "json-unexpected", 1, 4, "/1"),
    R("n_array_double_extra_comma", "[\"x\",,]", "json-unexpected", 1, 6, "/1"),
    R("n_array_extra_close", "[\"x\"]]", "json-trailing", 1, 6, ""), R("n_array_extra_comma", "[\"\",]", "json-trailing-comma", 1, 5, ""),
    R("n_array_incomplete", "[\"x\"", "json-unclosed", 1, 5, ""), R("n_array_incomplete_invalid_value", "[x", "json-word", 1, 2, "/0"),
    R("n_array_inner_array_no_comma", "[3[4]]", "json-unexpected", 1, 3, ""),
    R("n_array_invalid_utf8", "[\xFF]", "json-unexpected", 1, 2, "/0"),
    R("n_array_items_separated_by_semicolon", "[1:2]", "json-unexpected", 1, 3, ""),
    R("n_array_just_comma", "[,]", "json-unexpected", 1, 2, "/0"), R("n_array_just_minus", "[-]", "json-number", 1, 3, "/0"),
    R("n_array_missing_value", "[   , \"\"]", "json-unexpected", 1, 5, "/0"),
    R("n_array_newlines_unclosed", "[\"a\",\n4\n,1,", "json-unclosed", 3, 4, "/3"),
    R("n_array_number_and_several_commas", "[1,,]", "json-unexpected", 1, 4, "/1"),
    R("n_array_spaces_vertical_tab_formfeed",
      "[\"\x0B"
      "a\"\\f]",
      "json-control", 1, 3, "/0"),
    R("n_array_star_inside", "[*]", "json-unexpected", 1, 2, "/0"), R("n_array_unclosed", "[\"\"", "json-unclosed", 1, 4, ""),
    R("n_array_unclosed_trailing_comma", "[1,", "json-unclosed", 1, 4, "/1"),
    R("n_array_unclosed_with_object_inside", "[{}", "json-unclosed", 1, 4, ""), R("n_incomplete_false", "[fals]", "json-word", 1, 2, "/0"),
    R("n_incomplete_null", "[nul]", "json-word", 1, 2, "/0"), R("n_incomplete_true", "[tru]", "json-word", 1, 2, "/0"),
    R("n_multidigit_number_then_00", "123\0", "json-trailing", 1, 4, ""), R("n_number_++", "[++1234]", "json-number-plus", 1, 2, "/0"),
    R("n_number_+1", "[+1]", "json-number-plus", 1, 2, "/0"), R("n_number_+Inf", "[+Inf]", "json-number-plus", 1, 2, "/0"),
    R("n_number_-01", "[-01]", "json-number-zero", 1, 3, "/0"), R("n_number_-1.0.", "[-1.0.]", "json-unexpected", 1, 6, ""),
    R("n_number_-2.", "[-2.]", "json-number", 1, 5, "/0"), R("n_number_-NaN", "[-NaN]", "json-number", 1, 3, "/0"),
    R("n_number_.-1", "[.-1]", "json-unexpected", 1, 2, "/0"), R("n_number_.2e-3", "[.2e-3]", "json-unexpected", 1, 2, "/0"),
    R("n_number_0.1.2", "[0.1.2]", "json-unexpected", 1, 5, ""), R("n_number_0.3e+", "[0.3e+]", "json-number", 1, 7, "/0"),
    R("n_number_0.3e", "[0.3e]", "json-number", 1, 6, "/0"), R("n_number_0.e1", "[0.e1]", "json-number", 1, 4, "/0"),
    R("n_number_0_capital_E+", "[0E+]", "json-number", 1, 5, "/0"), R("n_number_0_capital_E", "[0E]", "json-number", 1, 4, "/0"),
    R("n_number_1.0e-", "[1.0e-]", "json-number", 1, 7, "/0"), R("n_number_1_000", "[1 000.0]", "json-unexpected", 1, 4, ""),
    R("n_number_1eE2", "[1eE2]", "json-number", 1, 4, "/0"), R("n_number_9.e+", "[9.e+]", "json-number", 1, 4, "/0"),
    R("n_number_Inf", "[Inf]", "json-word", 1, 2, "/0"), R("n_number_NaN", "[NaN]", "json-word", 1, 2, "/0"),
    R("n_number_U+FF11_fullwidth_digit_one", "[\xEF\xBC\x91]", "json-unexpected", 1, 2, "/0"),
    R("n_number_expression", "[1+2]", "json-unexpected", 1, 3, ""), R("n_number_hex_1_digit", "[0x1]", "json-unexpected", 1, 3, ""),
    R("n_number_infinity", "[Infinity]", "json-word", 1, 2, "/0"), R("n_number_invalid+-", "[0e+-1]", "json-number", 1, 5, "/0"),
    R("n_number_invalid-utf-8-in-bigger-int", "[123\xE5]", "json-unexpected", 1, 5, ""),
    R("n_number_minus_infinity", "[-Infinity]", "json-number", 1, 3, "/0"), R("n_number_minus_space_1", "[- 1]", "json-number", 1, 3, "/0"),
    R("n_number_neg_int_starting_with_zero", "[-012]", "json-number-zero", 1, 3, "/0"),
    R("n_number_neg_real_without_int_part", "[-.123]", "json-number", 1, 3, "/0"),
    R("n_number_real_garbage_after_e", "[1ea]", "json-number", 1, 4, "/0"),
    R("n_number_real_without_fractional_part", "[1.]", "json-number", 1, 4, "/0"),
    R("n_number_starting_with_dot", "[.123]", "json-unexpected", 1, 2, "/0"), R("n_number_then_end", "-", "json-number", 1, 2, ""),
    R("n_number_with_alpha", "[1.2a-3]", "json-unexpected", 1, 5, ""),
    R("n_number_with_leading_zero", "[012]", "json-number-zero", 1, 2, "/0"),
    R("n_number_too_big_exp", "[0.4e0066999999999999999999999999999999]", "number-range", 1, 2, "/0"),
    R("n_object_bad_value", "[\"x\", truth]", "json-word", 1, 7, "/1"),
    R("n_object_bracket_key", "{[: \"x\"}", "json-unexpected", 1, 2, ""),
    R("n_object_comma_instead_of_colon", "{\"x\", null}", "json-unexpected", 1, 5, ""),
    R("n_object_double_colon", "{\"x\"::\"b\"}", "json-unexpected", 1, 6, "/x"),
    R("n_object_garbage_at_end", "{\"a\":\"a\" 123}", "json-unexpected", 1, 10, ""),
    R("n_object_key_with_single_quotes", "{key: 'value'}", "json-unexpected", 1, 2, ""),
    R("n_object_missing_colon", "{\"a\" b}", "json-unexpected", 1, 6, ""),
    R("n_object_missing_key", "{:\"b\"}", "json-unexpected", 1, 2, ""),
    R("n_object_missing_semicolon", "{\"a\" \"b\"}", "json-unexpected", 1, 6, ""),
    R("n_object_missing_value", "{\"a\":", "json-unclosed", 1, 6, "/a"), R("n_object_no-colon", "{\"a\"", "json-unclosed", 1, 5, ""),
    R("n_object_non_string_key", "{1:1}", "json-unexpected", 1, 2, ""),
    R("n_object_repeated_null_null", "{null:null,null:null}", "json-unexpected", 1, 2, ""),
    R("n_object_several_trailing_commas", "{\"id\":0,,,,,}", "json-unexpected", 1, 9, ""),
    R("n_object_single_quote", "{'a':0}", "json-unexpected", 1, 2, ""),
    R("n_object_trailing_comma", "{\"id\":0,}", "json-trailing-comma", 1, 9, ""),
    R("n_object_trailing_comment", "{\"a\":\"b\"}/**/", "json-comment", 1, 10, ""),
    R("n_object_trailing_comment_slash_open", "{\"a\":\"b\"}//", "json-comment", 1, 10, ""),
    R("n_object_two_commas_in_a_row", "{\"a\":\"b\",,\"c\":\"d\"}", "json-unexpected", 1, 10, ""),
    R("n_object_unquoted_key", "{a: \"b\"}", "json-unexpected", 1, 2, ""),
    R("n_object_unterminated-value", "{\"a\":\"a", "json-text-open", 1, 6, "/a"),
    R("n_object_with_single_string", "{ \"foo\" : \"bar\", \"a\" }", "json-unexpected", 1, 22, ""),
    R("n_object_with_trailing_garbage", "{\"a\":\"b\"}#", "json-trailing", 1, 10, ""),
    R("n_object_duplicated_key", "{\"a\":\"b\",\"a\":\"c\"}", "json-duplicate-key", 1, 10, "/a"),
    R("n_object_duplicated_key_and_value", "{\"a\":\"b\",\"a\":\"b\"}", "json-duplicate-key", 1, 10, "/a"),
    R("n_object_duplicated_escaped_key", "{\"a\":1,\n \"\\u0061\":\n2}", "json-duplicate-key", 2, 2, "/a"),
    R("n_object_duplicated_key_with_quotes", "[{\"a\\\"\":1, \"b\":1, \"a\\\"\" : 1}]", "json-duplicate-key", 1, 19, "/0/a\""),
    R("n_object_duplicated_key_after_characters", "{\"\xE2\x82\xAC\":\"\xC2\xA3\",\n\"\xE2\x82\xAC\":\"\xC2\xA3\",\"a\":\n{}}",
      "json-duplicate-key", 2, 1, "/\xE2\x82\xAC"),
    R("n_object_duplicated_key_on_one_line", "{\"\xE2\x82\xAC\":\"\xC2\xA3\",\"\xE2\x82\xAC\":0}", "json-duplicate-key", 1, 10,
      "/\xE2\x82\xAC"),
    R("n_single_space", " ", "json-empty", 1, 2, ""),
    R("n_string_1_surrogate_then_escape_u", "[\"\\uD800\\u\"]", "json-unicode-escape", 1, 9, "/0"),
    R("n_string_1_surrogate_then_escape_u1", "[\"\\uD800\\u1\"]", "json-unicode-escape", 1, 9, "/0"),
    R("n_string_1_surrogate_then_escape_u1x", "[\"\\uD800\\u1x\"]", "json-unicode-escape", 1, 9, "/0"),
    R("n_string_1_surrogate_then_escape", "[\"\\uD800\\\"]", "json-text-open", 1, 2, "/0"),
    R("n_string_accentuated_char_no_quotes", "[\xC3\xA9]", "json-unexpected", 1, 2, "/0"),
    R("n_string_backslash_00", "[\"\\\0\"]", "json-escape", 1, 4, "/0"), R("n_string_escape_x", "[\"\\x00\"]", "json-escape", 1, 4, "/0"),
    R("n_string_escaped_backslash_bad", "[\"\\\\\\\"]", "json-text-open", 1, 2, "/0"),
    R("n_string_escaped_ctrl_char_tab", "[\"\\\t\"]", "json-escape", 1, 4, "/0"),
    R("n_string_escaped_emoji", "[\"\\\xF0\x9F\x8C\x80\"]", "json-escape", 1, 4, "/0"),
    R("n_string_incomplete_escape", "[\"\\\"]", "json-text-open", 1, 2, "/0"),
    R("n_string_incomplete_escaped_character", "[\"\\u00A\"]", "json-unicode-escape", 1, 3, "/0"),
    R("n_string_invalid-utf-8-in-escape", "[\"\\u\xE5\"]", "json-utf8", 1, 5, "/0"),
    R("n_string_invalid_backslash_esc", "[\"\\a\"]", "json-escape", 1, 4, "/0"),
    R("n_string_invalid_unicode_escape", "[\"\\uqqqq\"]", "json-unicode-escape", 1, 3, "/0"),
    R("n_string_invalid_utf8_after_escape", "[\"\\\xE5\"]", "json-escape", 1, 4, "/0"),
    R("n_string_leading_uescaped_thinspace", "[\\u0020\"asd\"]", "json-unexpected", 1, 2, "/0"),
    R("n_string_no_quotes_with_bad_escape", "[\\n]", "json-unexpected", 1, 2, "/0"),
    R("n_string_single_doublequote", "\"", "json-text-open", 1, 1, ""),
    R("n_string_single_quote", "['single quote']", "json-word", 1, 2, "/0"),
    R("n_string_single_string_no_double_quotes", "abc", "json-word", 1, 1, ""),
    R("n_string_start_escape_unclosed", "[\"\\", "json-text-open", 1, 2, "/0"),
    R("n_string_unescaped_ctrl_char", "[\"a\0a\"]", "json-control", 1, 4, "/0"),
    R("n_string_unescaped_newline", "[\"new\nline\"]", "json-control", 1, 6, "/0"),
    R("n_string_unescaped_tab", "[\"\t\"]", "json-control", 1, 3, "/0"),
    R("n_string_unescaped_1f", "[\"12345678\x1F\"]", "json-control", 1, 11, "/0"),
    R("n_string_unicode_CapitalU", "\"\\UA66D\"", "json-escape", 1, 3, ""),
    R("n_string_with_trailing_garbage", "\"\"x", "json-trailing", 1, 3, ""),
    R("n_structure_angle_bracket_null", "[<null>]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_ascii-unicode-identifier", "a\xC3\xA5", "json-word", 1, 1, ""),
    R("n_structure_capitalized_True", "[True]", "json-word", 1, 2, "/0"),
    R("n_structure_close_unopened_array", "1]", "json-trailing", 1, 2, ""),
    R("n_structure_comma_instead_of_closing_brace", "{\"x\": true,", "json-unclosed", 1, 12, ""),
    R("n_structure_double_array", "[][]", "json-trailing", 1, 3, ""), R("n_structure_end_array", "]", "json-unexpected", 1, 1, ""),
    R("n_structure_lone-open-bracket", "[", "json-unclosed", 1, 2, "/0"), R("n_structure_no_data", "", "json-empty", 1, 1, ""),
    R("n_structure_null-byte-outside-string", "[\0]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_number_with_trailing_garbage", "2@", "json-trailing", 1, 2, ""),
    R("n_structure_object_followed_by_closing_object", "{}}", "json-trailing", 1, 3, ""),
    R("n_structure_object_unclosed_no_value", "{\"\":", "json-unclosed", 1, 5, "/"),
    R("n_structure_object_with_comment", "{\"a\":/*comment*/\"b\"}", "json-comment", 1, 6, "/a"),
    R("n_structure_object_with_trailing_garbage", "{\"a\": true} \"x\"", "json-trailing", 1, 13, ""),
    R("n_structure_open_array_apostrophe", "['", "json-word", 1, 2, "/0"),
    R("n_structure_open_array_comma", "[,", "json-unexpected", 1, 2, "/0"),
    R("n_structure_open_array_open_object", "[{", "json-unclosed", 1, 3, "/0"),
    R("n_structure_open_object", "{", "json-unclosed", 1, 2, ""),
    R("n_structure_open_object_close_array", "{]", "json-unexpected", 1, 2, ""),
    R("n_structure_single_star", "*", "json-unexpected", 1, 1, ""),
    R("n_structure_trailing_#", "{\"a\":\"b\"}#{}", "json-trailing", 1, 10, ""),
    R("n_structure_U+2060_word_joined", "[\xE2\x81\xA0]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_uescaped_LF_before_string", "[\\u000A\"\"]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_unclosed_object", "{\"asd\":\"asd\"", "json-unclosed", 1, 13, ""),
    R("n_structure_unicode-identifier", "\xC3\xA5", "json-unexpected", 1, 1, ""),
    R("n_structure_UTF8_BOM_no_data", "\xEF\xBB\xBF", "json-bom", 1, 1, ""),
    R("n_structure_whitespace_U+2060", "[\xE2\x81\xA0]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_whitespace_formfeed", "[\x0C]", "json-unexpected", 1, 2, "/0"),
    R("n_structure_whitespace_nbsp", "\xC2\xA0[]", "json-unexpected", 1, 1, ""), R("n_word_with_tail", "[nullx]", "json-word", 1, 2, "/0"),
    R("i_structure_UTF-8_BOM_empty_object", "\xEF\xBB\xBF{}", "json-bom", 1, 1, ""),
    R("i_string_utf16BE_no_BOM", "\0[\0\"\0\xE9\0\"\0]", "json-unexpected", 1, 1, ""),
    R("i_string_UTF-16LE_with_BOM", "\xFF\xFE[\0\"\0\xE9\0\"\0]\0", "json-utf16", 1, 1, ""),
    R("i_string_UTF-16BE_with_BOM", "\xFE\xFF\0[\0]", "json-utf16", 1, 1, ""),
    R("i_string_UTF8_surrogate_U+D800", "[\"\xED\xA0\x80\"]", "json-utf8", 1, 3, "/0"),
    R("i_string_invalid_utf-8", "[\"\xFF\"]", "json-utf8", 1, 3, "/0"), R("i_string_iso_latin_1", "[\"\xE9\"]", "json-utf8", 1, 3, "/0"),
    R("i_string_lone_utf8_continuation_byte", "[\"\x81\"]", "json-utf8", 1, 3, "/0"),
    R("i_string_not_in_unicode_range", "[\"\xF4\xBF\xBF\xBF\"]", "json-utf8", 1, 3, "/0"),
    R("i_string_overlong_sequence_2_bytes", "[\"\xC0\xAF\"]", "json-utf8", 1, 3, "/0"),
    R("i_string_truncated-utf-8", "[\"\xE0\xFF\"]", "json-utf8", 1, 3, "/0"),
    R("i_number_huge_exp", "[1e1000000000]", "number-range", 1, 2, "/0"),
    R("i_number_very_negative_exp", "[1e-1000000000]", "number-range", 1, 2, "/0"),
    /* places: columns count characters, lines end with \n, pointers are escaped */
    R("place_after_characters", "{\"\xC2\xA3\xE2\x82\xAC\":\"\xF0\x9F\x98\x80\" x}", "json-unexpected", 1, 11, ""),
    R("place_in_text_after_characters", "[\"\xC2\xA3\xF0\x9F\x98\x80\xFF\"]", "json-utf8", 1, 5, "/0"),
    R("place_after_lines", "{\r\n  \"a\": [\n\n    1,\n\t x]}", "json-word", 5, 3, "/a/1"),
    R("place_escaped_pointer", "{\"a/b~c\": [0, 1, {\"\": tru}]}", "json-word", 1, 23, "/a~1b~0c/2/"),
    R("place_after_closed", "{\"a\": [1, {\"b\": 2}], \"c\": {\"d\": nope}}", "json-word", 1, 33, "/c/d")};

static int32_t parse(json_value **out, arena *a, const document *d, fault *f) {
    /* A copy of just that size, so that reading beyond it is found. */
    char *copy = malloc(d->length + (d->length == 0));
    int32_t status;

    memcpy(copy, d->bytes, d->length);
    status = asbi_json_parse(out, a, copy, d->length, &limits, f);
    free(copy);
    return status;
}

START_TEST(what_is_json_is_read)
{
    for (size_t i = 0; i < COUNT_OF(accepted); i++) {
        test_memory t;
        arena a;
        json_value *v = NULL;
        fault f;

        test_memory_begin(&t);
        asbi_arena_init(&a, &t.memory);
        ck_assert_msg(parse(&v, &a, &accepted[i], &f) == ASB_OK, "%s", accepted[i].name);
        ck_assert_ptr_nonnull(v);
        ck_assert_ptr_null(v->parent);
        asbi_arena_free(&a);
        test_memory_end(&t);
    }
}
END_TEST

START_TEST(what_is_not_is_refused)
{
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        const refusal *r = &refused[i];
        test_memory t;
        arena a;
        json_value untouched, *v = &untouched;
        fault f;

        test_memory_begin(&t);
        asbi_arena_init(&a, &t.memory);
        ck_assert_msg(parse(&v, &a, &r->document, &f) == ASB_EJSON, "%s", r->document.name);
        ck_assert_ptr_eq(v, &untouched);
        ck_assert_int_eq(f.status, ASB_EJSON);
        ck_assert_msg(strcmp(f.message.code, r->code) == 0, "%s: %s", r->document.name, f.message.code);
        ck_assert_msg(f.line == r->line && f.column == r->column, "%s: %u:%u", r->document.name, f.line, f.column);
        ck_assert_msg(strcmp(f.pointer, r->pointer) == 0, "%s: %s", r->document.name, f.pointer);
        ck_assert_msg(strchr(f.message.text, '{') == NULL || r->document.bytes[0] == '{', "%s", f.message.text);
        test_memory_end(&t); /* nothing is left in the arena */
        ck_assert_int_eq(parse(&v, &a, &r->document, NULL), ASB_EJSON);
    }
}
END_TEST

/* Each beginning of a document that is a list or an object is refused, and none is read beyond its end. */
START_TEST(every_beginning_is_refused)
{
    static const char whole[] = "{\"a\":[1,-2.5e+3,\"\\u00e9\\ud83d\\ude00\xE2\x82\xAC\\n\",true,false,null],\"b\":{\"\":{}}}";

    for (size_t length = 0; length < sizeof whole; length++) {
        document d = {"", whole, length};
        memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
        json_value *v;
        fault f;
        arena a;

        asbi_arena_init(&a, &plain);
        ck_assert_int_eq(parse(&v, &a, &d, &f), length == sizeof whole - 1 ? ASB_OK : ASB_EJSON);
        asbi_arena_free(&a);
    }
}
END_TEST

static void assert_message(const char *json, const char *expected) {
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_value *v;
    fault f;
    arena a;

    asbi_arena_init(&a, &plain);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, strlen(json), &limits, &f), ASB_EJSON);
    ck_assert_str_eq(f.message.text, expected);
    asbi_arena_free(&a);
}

START_TEST(messages_say_what_was_found)
{
    assert_message("[1 true]", "Found \"true\" where a comma or the closing ] was expected.");
    assert_message("{\"a\" 1}", "Found \"1\" where the colon after a key was expected.");
    assert_message("{,}", "Found \",\" where a key in quotation marks or the closing } was expected.");
    assert_message("{\"a\":1,2}", "Found \"2\" where a key in quotation marks was expected.");
    assert_message("{\n \"a\": [1",
                   "The document ends before the list that begins on line 2, column 7 is closed; "
                   "expected a comma or the closing ].");
    assert_message("[\x01]", "Found the control character U+0001 where a value was expected.");
    assert_message("[\xC2\xA0]", "Found the character U+00A0 where a value was expected.");
    assert_message("[\xF0\x9F\x98\x80]", "Found the character U+01F600 where a value was expected.");
    assert_message("[\"\xFF\"]", "Found the byte 0xFF, which is not well-formed UTF-8.");
    assert_message("['a']",
                   "Found a single quotation mark, which is no JSON value; only true, false, null, numbers, lists, "
                   "objects and texts in double quotes are.");
    assert_message("[\"a\nb\"]", "A text contains the end of a line as it is; write it as \\n.");
    assert_message("[\"\x1f\"]", "A text contains the control character U+001F as it is; write it as \\u001f.");
    assert_message("[1.]", "Found \"]\" in a number where a digit was expected.");
    assert_message("1.", "Found the end of the document in a number where a digit was expected.");
    assert_message("{\"x\":1,\"x\":2}", "The key x occurs twice in this object.");
    assert_message("[1,]", "A comma stands before the closing ]; nothing follows it.");
    assert_message("[1] 2", "Found \"2\" after the end of the document's one value.");
}
END_TEST

START_TEST(texts_are_unescaped)
{
    static const struct {
        document document;
        const char *text;
        size_t length;
    } cases[] = {{J("mixed case", "\"\\u00eF\\u00Fe\""), "\xC3\xAF\xC3\xBE", 4},
                 {J("escapes", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "\"\\/\b\f\n\r\t", 8},
                 {J("zero", "\"a\\u0000b\""), "a\0b", 3},
                 {J("widths", "\"\\u007f\\u0080\\u07ff\\u0800\\uffff\""), "\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF", 11},
                 {J("pair", "\"\\ud800\\udc00\\uDBFF\\uDFFF\""), "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 8},
                 {J("lone", "\"\\ud800\\udbff\\udc00\\udfff\""), "\xED\xA0\x80\xF4\x8F\xB0\x80\xED\xBF\xBF", 10},
                 {J("lone high", "\"\\ud800x\\uDBFF\\n\""), "\xED\xA0\x80x\xED\xAF\xBF\n", 8},
                 {J("two high", "\"\\ud800\\ud800\\udc00\""), "\xED\xA0\x80\xF0\x90\x80\x80", 7},
                 {J("plain", "\"12345678\\n12345678\""), "12345678\n12345678", 17}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
        json_value *v = NULL;
        arena a;

        asbi_arena_init(&a, &plain);
        ck_assert_int_eq(parse(&v, &a, &cases[i].document, NULL), ASB_OK);
        ck_assert_int_eq(v->type, JSON_TEXT);
        ck_assert_msg(asbi_json_text(v).length == cases[i].length, "%s", cases[i].document.name);
        ck_assert_mem_eq(asbi_json_text(v).at, cases[i].text, cases[i].length);
        ck_assert_int_eq(asbi_json_text(v).at[asbi_json_text(v).length], '\0');
        asbi_arena_free(&a);
    }
}
END_TEST

/* A special byte at each place of texts of each length, for what looks at eight bytes at once. */
START_TEST(specials_are_seen_everywhere)
{
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    arena a;

    asbi_arena_init(&a, &plain);
    for (int byte = 0; byte < 256; byte++)
        for (size_t length = 1; length < 20; length++)
            for (size_t at = 0; at < length; at++) {
                char bytes[24];
                document d = {"", bytes, length + 2};
                json_value *v;
                int is_good = byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';

                memset(bytes, 'x', sizeof bytes);
                bytes[0] = bytes[length + 1] = '"';
                bytes[1 + at] = (char)byte;
                ck_assert_int_eq(parse(&v, &a, &d, NULL), is_good ? ASB_OK : ASB_EJSON);
            }
    asbi_arena_free(&a);
}
END_TEST

/* A list of texts one behind the other, made of pieces whose meaning is known: what is known of the bytes ahead must be right wherever a text begins and ends. */
typedef struct piece {
    const char *written, *means;
} piece;

static unsigned below(unsigned *state, unsigned n) {
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static void put_random_text(buffer *json, buffer *texts, unsigned *state) {
    static const piece pieces[] = {{"x", "x"},
                                   {"seventeen letters", "seventeen letters"},
                                   {"\\\"", "\""},
                                   {"\\\\", "\\"},
                                   {"\\u00e9", "\xC3\xA9"},
                                   {"\xC2\xA3", "\xC2\xA3"},
                                   {"\xE2\x80\x93", "\xE2\x80\x93"},
                                   {"\\n", "\n"},
                                   {",:[]{} ", ",:[]{} "}};

    asbi_put(json, "\"");
    for (unsigned n = below(state, 12); n > 0; n--) {
        const piece *p = &pieces[below(state, 3) > 0 ? 0 : below(state, COUNT_OF(pieces))];
        asbi_put(json, p->written);
        asbi_put(texts, p->means);
    }
    asbi_put(json, "\"");
    asbi_put_char(texts, '|');
}

static void put_random_list(buffer *json, buffer *texts, unsigned *state) {
    static const char *const between[] = {",", ", ", ",\n\t ", " ,", ",12 ,", ",\r\n[{}] , "};

    asbi_put(json, "[");
    for (unsigned n = 1 + below(state, 40); n > 0; n--) {
        put_random_text(json, texts, state);
        if (n > 1) asbi_put(json, between[below(state, 2) > 0 ? 0 : below(state, COUNT_OF(between))]);
    }
    asbi_put(json, "]");
}

START_TEST(texts_are_read_one_behind_the_other)
{
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    buffer json, texts, found;
    unsigned state = 11;
    arena a;

    asbi_arena_init(&a, &plain);
    asbi_buffer_init(&json, &plain, SIZE_MAX);
    asbi_buffer_init(&texts, &plain, SIZE_MAX);
    asbi_buffer_init(&found, &plain, SIZE_MAX);
    for (unsigned n = 0; n < 5000; n++) {
        json_value *list = NULL;
        json.length = texts.length = found.length = 0;
        put_random_list(&json, &texts, &state);
        ck_assert_int_eq(asbi_json_parse(&list, &a, json.data, json.length, NULL, NULL), ASB_OK);
        for (const json_value *v = asbi_json_first(list); v != NULL; v = v->next) {
            if (v->type != JSON_TEXT) continue;
            asbi_put_bytes(&found, asbi_json_text(v).at, asbi_json_text(v).length);
            asbi_put_char(&found, '|');
        }
        ck_assert_uint_eq(found.length, texts.length);
        ck_assert_mem_eq(found.data, texts.data, texts.length);
        asbi_arena_free(&a);
    }
    asbi_buffer_free(&json);
    asbi_buffer_free(&texts);
    asbi_buffer_free(&found);
}
END_TEST

START_TEST(tree_is_as_written)
{
    static const char json[] = "{ \"b\": [1, \"\xC2\xA3\", {}],\n  \"\xC2\xA3\": true, \"a\": null }";
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_value *v = NULL, *b, *item;
    arena a;

    asbi_arena_init(&a, &plain);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, sizeof json - 1, &limits, NULL), ASB_OK);
    ck_assert_int_eq(v->type, JSON_OBJECT);
    ck_assert_uint_eq(v->count, 3);
    b = asbi_json_first(v);
    ck_assert_str_eq(b->key.at, "b");
    ck_assert_int_eq(b->type, JSON_LIST);
    ck_assert_uint_eq(b->count, 3);
    ck_assert_uint_eq(b->column, 8);
    item = asbi_json_first(b)->next->next;
    ck_assert_ptr_eq(item, asbi_json_last(b));
    ck_assert_ptr_eq(item->parent, b);
    ck_assert_uint_eq(item->column, 17); /* in characters */
    ck_assert_uint_eq(b->next->line, 2);
    ck_assert_uint_eq(b->next->column, 8);
    ck_assert_int_eq(b->next->type, JSON_TRUE);
    ck_assert_uint_eq(b->next->next->column, 19);
    ck_assert_ptr_null(b->next->next->next);
    asbi_arena_free(&a);
}
END_TEST

static int32_t parse_nested(uint32_t depth, uint32_t most, char open, fault *f) {
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_limits bounded = {1 << 20, most};
    size_t width = open == '{' ? 5 : 1, length = 0;
    char *json = malloc(depth * (width + 1) + 1);
    json_value *v;
    int32_t status;
    arena a;

    for (uint32_t i = 0; i < depth; i++, length += i < depth ? width : 1)
        memcpy(json + length, open == '{' ? "{\"a\":" : "[", i + 1 < depth ? width : 1);
    memset(json + length, open == '{' ? '}' : ']', depth);
    asbi_arena_init(&a, &plain);
    status = asbi_json_parse(&v, &a, json, length + depth, most == 0 ? NULL : &bounded, f);
    asbi_arena_free(&a);
    free(json);
    return status;
}

START_TEST(depth_is_bounded)
{
    fault f;

    for (uint32_t most = 1; most < 120; most++) {
        ck_assert_int_eq(parse_nested(most, most, '[', &f), ASB_OK);
        ck_assert_int_eq(parse_nested(most, most, '{', &f), ASB_OK);
        ck_assert_int_eq(parse_nested(most + 1, most, '{', &f), ASB_ELIMIT);
        ck_assert_int_eq(parse_nested(most + 1, most, '[', &f), ASB_ELIMIT);
        ck_assert_int_eq(f.status, ASB_ELIMIT);
        ck_assert_str_eq(f.message.code, "json-depth");
        ck_assert_uint_eq(f.line, 1);
        ck_assert_uint_eq(f.column, most + 1);
        ck_assert_uint_eq(strlen(f.pointer), 2 * most); /* "/0/0…" */
    }
    ck_assert_int_eq(parse_nested(1000, 0, '[', &f), ASB_OK);
    ck_assert_int_eq(parse_nested(1001, 0, '[', &f), ASB_ELIMIT);
    ck_assert_int_eq(parse_nested(100000, 100000, '[', &f), ASB_OK);
}
END_TEST

START_TEST(depth_counts_what_is_open)
{
    static const char json[] = "[[],[],{\"a\":[],\"b\":{}},[[]]]";
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_limits three = {1000, 3}, two = {1000, 2}, none = {1000, 0};
    json_value *v;
    fault f;
    arena a;

    asbi_arena_init(&a, &plain);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, sizeof json - 1, &three, &f), ASB_OK);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, sizeof json - 1, &two, &f), ASB_ELIMIT);
    ck_assert_str_eq(f.pointer, "/2/a");
    ck_assert_int_eq(asbi_json_parse(&v, &a, "1", 1, &none, &f), ASB_OK);
    ck_assert_int_eq(asbi_json_parse(&v, &a, "[]", 2, &none, &f), ASB_ELIMIT);
    asbi_arena_free(&a);
}
END_TEST

START_TEST(size_is_bounded)
{
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_limits ten = {10, 10};
    json_value *v;
    fault f;
    arena a;

    asbi_arena_init(&a, &plain);
    ck_assert_int_eq(asbi_json_parse(&v, &a, "[12345678]", 10, &ten, &f), ASB_OK);
    ck_assert_int_eq(asbi_json_parse(&v, &a, "[123456789]", 11, &ten, &f), ASB_ELIMIT);
    ck_assert_str_eq(f.message.text, "The document has 11 bytes; the limit is 10.");
    ck_assert_uint_eq(f.line, 1);
    ck_assert_uint_eq(f.column, 1);
    ck_assert_int_eq(asbi_json_parse(&v, &a, NULL, 0, &ten, &f), ASB_EJSON);
    asbi_arena_free(&a);
}
END_TEST

/* An object with `count` keys k0 … in an order that is not sorted, and with key `twice` once more at the end (or not: < 0). */
static char *many_keys(uint32_t count, int32_t twice, size_t *length) {
    char *json = malloc((size_t)count * 16 + 32), *at = json;

    *at++ = '{';
    for (uint32_t i = 0; i < count + (twice >= 0); i++) {
        uint32_t number = i == count ? (uint32_t)twice : (i * 7919) % count;
        if (i > 0) *at++ = ',';
        memcpy(at, "\"k000000\":1", 11);
        for (char *digit = at + 7; number > 0; number /= 10) *digit-- = (char)('0' + number % 10);
        at += 11;
    }
    *at++ = '}';
    *length = (size_t)(at - json);
    return json;
}

START_TEST(keys_twice_are_found_among_many)
{
    static const uint32_t counts[] = {1, 2, 8, 9, 15, 16, 17, 18, 100, 50000};
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    arena a;

    asbi_arena_init(&a, &plain);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        uint32_t count = counts[i];
        size_t length;
        char *json = many_keys(count, -1, &length);
        json_value *v;
        fault f;

        ck_assert_int_eq(asbi_json_parse(&v, &a, json, length, NULL, &f), ASB_OK);
        ck_assert_uint_eq(v->count, count);
        free(json);
        for (uint32_t twice = 0; twice < count; twice += 1 + count / 5) {
            json = many_keys(count, (int32_t)twice, &length);
            ck_assert_int_eq(asbi_json_parse(&v, &a, json, length, NULL, &f), ASB_EJSON);
            ck_assert_str_eq(f.message.code, "json-duplicate-key");
            ck_assert_uint_eq(f.column, 2 + count * 12);
            free(json);
        }
    }
    asbi_arena_free(&a);
}
END_TEST

START_TEST(the_first_key_twice_is_told)
{
    static const char json[] = "{\"z\":1,\"y\":1,\"x\":1,\"w\":1,\"v\":1,\"u\":1,\"t\":1,\"s\":1,\"r\":1,\"q\":1,\"p\":1,\"o\":1,"
                               "\"n\":1,\"m\":1,\"l\":1,\"k\":1,\"j\":1,\"m\":1,\"a\":1,\"a\":1,\"m\":1}";
    memory plain = {asbi_memory_libc, NULL, 0, 0, 0};
    json_value *v;
    fault f;
    arena a;

    asbi_arena_init(&a, &plain);
    ck_assert_int_eq(asbi_json_parse(&v, &a, json, sizeof json - 1, &limits, &f), ASB_EJSON);
    ck_assert_str_eq(f.pointer, "/m");
    ck_assert_uint_eq(f.column, 2 + 17 * 6);
    asbi_arena_free(&a);
}
END_TEST

/* `shift` moves what is read to other places of the arena's chunks, so that each kind of allocation meets their end. */
static int32_t fail_once(const char *json, size_t length, size_t shift, uint64_t n, int32_t for_ever) {
    test_memory t;
    arena a;
    json_value *kept, *v = NULL;
    uint64_t used;
    fault f;
    int32_t status;

    test_memory_begin(&t);
    asbi_arena_init(&a, &t.memory);
    asbi_arena_alloc(&a, shift);
    ck_assert_int_eq(asbi_json_parse(&kept, &a, "[\"kept\"]", 8, &limits, &f), ASB_OK);
    used = t.memory.used;
    test_memory_fail(&t, n, for_ever);
    status = asbi_json_parse(&v, &a, json, length, &limits, &f);
    ck_assert_int_eq(status, t.failures > 0 ? ASB_ENOMEM : ASB_OK);
    if (t.failures > 0) {
        ck_assert_str_eq(f.message.code, "no-memory");
        ck_assert_ptr_null(v);
        ck_assert_uint_eq(t.memory.used, used);
    }
    ck_assert_str_eq(asbi_json_text(asbi_json_first(kept)).at, "kept");
    asbi_arena_free(&a);
    test_memory_end(&t);
    return t.failures;
}

START_TEST(every_failure_is_survived)
{
    size_t length;
    char *json = many_keys(50, -1, &length);
    uint64_t bites = 0;

    for (size_t shift = 0; shift < 8192; shift += 48) {
        uint64_t n = 0;
        int32_t failures;
        do {
            n++;
            failures = fail_once(json, length, shift, n, 0);
            ck_assert_int_eq(fail_once(json, length, shift, n, 1) > 0, failures > 0);
        } while (failures > 0);
        bites += n - 1;
    }
    ck_assert_uint_gt(bites, 50); /* they did bite */
    free(json);
}
END_TEST

Suite *asb_suite_base_json_read(void) {
    const TTest *const tests[] = {what_is_json_is_read,
                                  what_is_not_is_refused,
                                  every_beginning_is_refused,
                                  messages_say_what_was_found,
                                  texts_are_unescaped,
                                  specials_are_seen_everywhere,
                                  texts_are_read_one_behind_the_other,
                                  tree_is_as_written,
                                  depth_is_bounded,
                                  depth_counts_what_is_open,
                                  size_is_bounded,
                                  keys_twice_are_found_among_many,
                                  the_first_key_twice_is_told,
                                  every_failure_is_survived};

    return test_suite("base json read", tests, COUNT_OF(tests));
}
