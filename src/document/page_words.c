/* The words of pages: a person may be called like one of them, and is not found in it. A test holds that none is missing. */
#include "page.h"

static const char labels[] =
    "abcdef achieve action actions added agencies agreement aim alternatives an anonymous another answered approved area aria article asb "
    "assessments balance bands base basis bd becoming bf breach brought came cancelled captured categories category cctv cell chain "
    "changed "
    "channel choose clause clauses closes col columnheader comment complained complaining completed concern conclusion condition conduct "
    "connection considered corrected corrections corroborates dashed dates declined default desc description details deviation deviations "
    "device "
    "digest direction disability discussed earlier ef effect ellipse elsewhere ended enough entered equality equiv erasures exhibited "
    "expires "
    "fair fall far filled force found further gained go goes gp happened harm hate hold holds id img initial initials interventions "
    "intrusive "
    "judgement kind know later legal legitimate linked local london looked many marked masked mentions method nhs noindex noted numbers "
    "objected "
    "occurred offered often one opened outcome outweigh override params place plans point points policies policy polygon polyline "
    "protected "
    "purpose put rational rationale reached reads reason reasons recorded rect referrer regard relation remedy replaced reporter result "
    "review "
    "robots rowgroup rowheader rule rules run saved scale scores scrolled security sent seq serve sha shows sideways some sought span src "
    "ss "
    "stands status step steps still strong such support supports takes tells tenure thought tick today together tried true unclear unsafe "
    "uri use "
    "used value verified version view violence vulnerabilities warned warning watched whether which whom whose written yet ";

text asbi_page_words(uint32_t index) {
    return asbi_text(index == 0 ? asbi_page_style() : index == 1 ? labels : "");
}
