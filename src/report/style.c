/* What pages of reports have besides the style of all pages (document/page_style.c): tiles for the figures that matter most, keys of charts, and small pictures side by side. */
#include "report.h"

/* clang-format off */
const char *const asbi_report_style[] = {
    ".tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;border:0;margin:1rem 0 1.5rem}"
    ".tiles div{display:block;border:1px solid var(--line);border-top:4px solid var(--accent);border-radius:4px;padding:.6rem .9rem .7rem;break-inside:avoid}"
    ".tiles dt{font-size:.925rem}.tiles dd{font-size:2rem;font-weight:650;line-height:1.2}.tiles small{display:block;font-size:.85rem;font-weight:400;line-height:1.3;color:var(--soft)}",

    ".chart svg{display:block;overflow:visible}.key{display:inline-block;margin-right:1.25rem;white-space:nowrap}"
    ".swatch{display:inline-block;width:1.1em;height:.7em;margin-right:.45em;border:2px solid var(--mark);background:var(--mark);border-radius:2px}"
    ".swatch.hollow{background:var(--paper)}.swatch.good{background:var(--good);border-color:var(--good)}"
    ".swatch.late-mark{background:var(--warn);border-color:var(--warn);height:.5em}.swatch.bad{background:var(--bad);border-color:var(--bad);height:.3em}"
    ".swatch.dash{background:none;border:0;border-top:2px dashed var(--mark);width:1.9em;height:0;vertical-align:.3em}",

    "svg .dash{fill:none;stroke:var(--mark);stroke-width:1.75;stroke-dasharray:5 4}svg .ground{fill:var(--shade)}svg .hate{fill:var(--warn);stroke:var(--paper);stroke-width:1.5}.chart svg .good,.chart svg .late-mark,.chart svg .bad{stroke:var(--paper);stroke-width:1}"
    ".swatch.hate{background:var(--warn);border-color:var(--warn);width:.5em}"
    ".small{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:1rem 1.5rem;margin:.5rem 0}.small p{margin:0 0 .25rem;font-size:.875rem;line-height:1.3;font-weight:600}"
    ".small p span{display:block;font-weight:400;color:var(--soft)}.small div{break-inside:avoid;display:flex;flex-direction:column;justify-content:flex-end}",

    /* tables are as wide as what is in them, so that a figure stands near what it counts; the heading above says what their captions say */
    "caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);padding:0}"
    "@media screen and (min-width:52.01rem){table{width:auto;min-width:min(100%,26rem)}th,td{padding:.3rem 1.1rem .3rem 0}td.long{overflow-wrap:normal}}"
    "@media screen and (min-width:74rem){tbody th{min-width:10.5em}.when{white-space:nowrap}}"
    "@media screen and (max-width:52rem){.compact{display:table}.compact tbody{display:table-row-group}.compact thead{display:table-header-group;position:static;clip-path:none}"
    ".compact tr,.compact tbody tr{display:table-row;border:0;padding:0}.compact thead{width:auto;height:auto;overflow:visible}.compact thead th,.compact tbody th,.compact tbody td{display:table-cell;border-bottom:1px solid var(--line);padding:.3rem .75rem .3rem 0}"
    ".compact tbody th::before,.compact tbody td::before{content:none}.compact .sum{text-align:right}.compact tbody th{font-weight:400}.compact .when{min-width:0}}"
    "@media print{table{width:auto;min-width:50%}th,td{padding-right:1.2rem}tbody th{min-width:9em}h2+p{break-after:avoid;break-inside:avoid}.chart{zoom:.8}figure{break-inside:auto}.chart svg{break-inside:avoid}figcaption{break-before:avoid}.tiles{grid-template-columns:repeat(auto-fit,minmax(30mm,1fr))}.tiles dd{font-size:16pt}.tiles small,.tiles dt{font-size:8pt}.small{grid-template-columns:repeat(4,1fr)}}",
    NULL,
};
/* clang-format on */
