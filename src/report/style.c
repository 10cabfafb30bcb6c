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
    ".swatch.dash{background:none;border:0;border-top:2px dashed var(--mark);height:0;vertical-align:.3em}",

    "svg .dash{fill:none;stroke:var(--mark);stroke-width:1.75;stroke-dasharray:5 4}svg .ground{fill:var(--shade)}svg .hate{fill:var(--warn);stroke:var(--warn)}"
    ".swatch.hate{background:var(--warn);border-color:var(--warn);width:.5em}"
    ".small{display:grid;grid-template-columns:repeat(auto-fill,minmax(9.5rem,1fr));gap:1rem 1.5rem;margin:.5rem 0}.small p{margin:0 0 .25rem;font-size:.875rem;line-height:1.3;font-weight:600}"
    ".small p span{font-weight:400;color:var(--soft)}.small div{break-inside:avoid;display:flex;flex-direction:column;justify-content:flex-end}",
    NULL,
};
/* clang-format on */
