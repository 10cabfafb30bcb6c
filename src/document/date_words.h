/* How things are said in letters and other documents: dates, and labels as a part of a sentence. */
#ifndef ASBI_DATE_WORDS_H
#define ASBI_DATE_WORDS_H

#include "../time/period.h"

/* 8 May 2026 */
void asbi_put_date_words(buffer *b, date d);
/* 8 May 2026; 8 May 2026 at 14:30, in local time; nothing where there is no date. */
void asbi_put_due_words(buffer *b, due d);
/* on 8 April, 22 April and 6 May 2026; where there are more than a few: 14 times between 8 April and 6 May 2026. Sorted, each once. */
void asbi_put_dates_words(buffer *b, const date *days, uint32_t count);
/* "Noise nuisance" is noise nuisance; what begins with a word in capitals stays: "ASB by visitors". */
void asbi_put_label_words(buffer *b, text label);

#endif
