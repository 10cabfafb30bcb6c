/* The portable way to look through texts, on whatever machine the tests run. */
#undef __SSE2__
#include "base/json_scan.h"
#include "base_json_scan.h"

const scanner portable_scanner = {json_skip_plain_padded, json_skip_plain, json_skip_careless, json_copy_careless};
