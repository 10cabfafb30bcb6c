/* JSON: what is read is written canonically, read again, and is then the same to the byte; what Python's reader takes we take (see tests). */
#include <asb/asb.h>
#include <asb/json.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    asb_engine *e;
    asb_text *once, *twice;
    if (asb_engine_new(&e, NULL)) abort();
    int32_t status = asb_json_canonical(&once, e, (const char *)data, size);
    if (status == ASB_OK) {
        if (asb_json_canonical(&twice, e, asb_text_data(once), asb_text_length(once)) != ASB_OK) abort();
        if (asb_text_length(once) != asb_text_length(twice) || memcmp(asb_text_data(once), asb_text_data(twice), asb_text_length(once)))
            abort();
        asb_text_free(once);
        asb_text_free(twice);
    } else if (!asb_error_message(e)[0] || (status == ASB_EJSON && !asb_error_line(e))) {
        abort(); /* every refusal says what and where */
    }
    asb_engine_free(e);
    return 0;
}
