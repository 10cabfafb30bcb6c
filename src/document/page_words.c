/* The words of pages: a person may be called like one of them, and is not found in it. */
#include "page.h"

static const char labels[] = "";

text asbi_page_words(uint32_t index) {
    uint32_t i = 0;
    while (i < index && asbi_page_style[i]) i++;
    if (asbi_page_style[i]) return asbi_text(asbi_page_style[i]);
    return index == i ? asbi_text(labels) : asbi_text("");
}
