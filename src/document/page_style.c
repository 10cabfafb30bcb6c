/* The style of HTML pages: for screens from a phone's on, light and dark, and for A4 paper. Contrasts are at least 4.5 to 1 for text and 3 to 1 for marks
 * (tests/browser/contrast.py). In pieces, for a compiler need not take longer texts. */
#include "page.h"

/* clang-format off */
const char *const asbi_page_style[] = {
    /* colours, light and dark; paper is always light */
    ":root{color-scheme:light;--ink:#1b1f24;--soft:#4a5460;--paper:#fff;--shade:#f1f4f7;--line:#c5ccd4;--accent:#1a4c8f;--good:#1a6638;--bad:#a31818;--warn:#824700;"
    "--low:#e3f1e8;--mid:#fbeccb;--top:#fadcd8;--more:#e3eaf4;--mark:#2a5ea8}"
    "@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--ink:#e8ebef;--soft:#b3bdc8;--paper:#14181d;--shade:#1f252d;--line:#414b57;--accent:#93bdf5;"
    "--good:#7fd6a0;--bad:#ffa39b;--warn:#f4bb6a;--low:#1a3125;--mid:#3b3013;--top:#47211f;--more:#222d3d;--mark:#7fb0f2}}",

    /* text */
    "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}"
    "body{margin:0 auto;max-width:62rem;padding:1.5rem 1.25rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,"
    "\"Helvetica Neue\",Arial,\"Liberation Sans\",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}"
    "a{color:var(--accent);text-underline-offset:.15em}a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}"
    ".skip{position:absolute;left:-99rem;background:var(--paper);padding:.5rem 1rem;z-index:1}.skip:focus{left:1rem;top:1rem}"
    "h1{font-size:1.75rem;line-height:1.2;margin:0 0 .35rem}.ref{color:var(--soft);font-weight:400}header p{margin:0;color:var(--soft)}"
    "header{border-bottom:3px solid var(--accent);padding-bottom:1rem;margin-bottom:1.5rem}"
    "h2{font-size:1.3rem;line-height:1.25;margin:0 0 .75rem}h3{font-size:1.05rem;line-height:1.3;margin:1.75rem 0 .5rem}"
    "section{padding-top:1.5rem;margin-top:1.75rem;border-top:1px solid var(--line)}section:first-child{border:0;margin:0;padding:0}"
    "p{margin:.5rem 0 .75rem;max-width:46rem}p,li,dd,td,th{white-space:pre-line}.note{color:var(--soft);font-size:.925rem}"
    "ul{padding-left:1.25rem;margin:.5rem 0 .75rem;max-width:46rem}li{margin:.2rem 0}",

    /* contents, fields, tables */
    "nav h2{font-size:1rem;margin:0 0 .4rem}nav ol{columns:16rem;column-gap:2rem;margin:0 0 1.5rem;padding-left:2rem}nav li{padding:.1rem 0}"
    "dl{margin:.5rem 0 1rem;border-top:1px solid var(--line)}dl div{display:grid;grid-template-columns:minmax(9rem,14rem) minmax(0,1fr);gap:0 1.25rem;padding:.4rem 0;"
    "border-bottom:1px solid var(--line)}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}"
    "table{width:100%;border-collapse:collapse;margin:.75rem 0 1.75rem;font-size:.925rem;line-height:1.4}caption{text-align:left;font-weight:600;padding:.25rem 0 .5rem}"
    "th,td{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;border-bottom:1px solid var(--line);font-weight:400}th:last-child,td:last-child{padding-right:0}"
    "thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line);vertical-align:bottom}td a{white-space:nowrap}tr:target{background:var(--mid)}"
    ".sum{text-align:right}.long{overflow-wrap:anywhere;min-width:8em}.when{min-width:8.5em}.code{font-family:ui-monospace,Menlo,Consolas,\"Liberation Mono\",monospace;font-size:.8em;overflow-wrap:anywhere;min-width:10em}",

    /* states, marks, forms */
    ".met,.late,.missed,.open,.off{font-weight:600}.met{color:var(--good)}.late{color:var(--warn)}.missed{color:var(--bad)}.open{color:var(--accent)}"
    ".off{color:var(--soft);font-weight:400}.withheld{color:var(--soft);font-style:italic}"
    ".boxes{list-style:none;padding:0}.boxes li{padding-left:1.75rem;text-indent:-1.75rem;margin:.3rem 0}"
    ".box{display:inline-block;width:1.05em;height:1.05em;border:1.5px solid var(--ink);border-radius:2px;margin-right:.65em;vertical-align:-.15em;text-indent:0;position:relative}"
    ".box:not(:first-child){margin-left:1.25em}.ticked::after{content:\"\";position:absolute;left:.3em;top:.06em;width:.3em;height:.6em;border:solid var(--ink);border-width:0 2.5px 2.5px 0;transform:rotate(45deg)}"
    ".blank{display:block;height:1.9em;border-bottom:1px solid var(--soft)}dd .blank{height:1.6em}",

    /* pictures */
    "figure{margin:1rem 0 1.25rem}figcaption{color:var(--soft);font-size:.925rem;max-width:46rem;margin-top:.5rem}"
    ".plot{display:flex;border:1px solid var(--line);border-radius:4px;overflow:hidden}.rows{flex:0 0 auto;background:var(--shade);border-right:1px solid var(--line)}"
    ".scroll{flex:1 1 auto;min-width:0;overflow-x:auto}.plot svg{display:block}.wide{min-width:34rem}"
    "svg text{font-size:12px;fill:var(--ink)}svg .soft{fill:var(--soft)}svg .lane{font-weight:600}svg .over{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}svg .grid{stroke:var(--line)}svg .band{fill:var(--shade)}"
    "svg .low{fill:var(--low)}svg .mid{fill:var(--mid)}svg .top{fill:var(--top)}svg .more{fill:var(--more)}svg .now{stroke:var(--accent);stroke-width:1.5;stroke-dasharray:4 3}"
    "svg .mark{fill:var(--mark);stroke:var(--mark)}svg .hollow{fill:var(--paper);stroke:var(--mark);stroke-width:1.75}svg .good{fill:var(--good);stroke:var(--good)}"
    "svg .late-mark{fill:var(--warn);stroke:var(--warn)}svg .bad{fill:var(--bad);stroke:var(--bad)}svg .bad-hollow{fill:var(--paper);stroke:var(--bad);stroke-width:1.75}"
    "svg .cross{stroke:var(--bad);stroke-width:2.75;fill:none}svg .line{fill:none;stroke:var(--mark);stroke-width:2}"
    "svg .count,svg .inside{font-size:10px;font-weight:700;text-anchor:middle}svg .inside{fill:var(--paper)}",

    /* wide screens: contents at the side */
    "@media screen and (min-width:74rem){body{max-width:84rem;display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 3rem;align-content:start}header{grid-column:1/-1}"
    "nav{position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow:auto;font-size:.925rem}nav ol{columns:auto}main:nth-child(3){grid-column:1/-1}}",

    /* narrow ones: each row of a table is a card */
    "@media screen and (max-width:52rem){h1{font-size:1.45rem}dl div{grid-template-columns:1fr;gap:0}thead{position:absolute;width:1px;height:1px;overflow:hidden;"
    "clip-path:inset(50%)}table,tbody,tr,caption,tbody th,tbody td{display:block}tbody tr{border:1px solid var(--line);border-radius:4px;padding:.5rem .75rem;margin:0 0 .6rem}"
    "tbody th,tbody td{border:0;padding:.12rem 0;text-align:left;min-width:0}.sum{text-align:left}tbody th{font-weight:600}"
    "tbody th::before,tbody td::before{content:attr(data-label) \": \";color:var(--soft);font-weight:400;font-family:system-ui,sans-serif;font-size:.9rem}td:empty{display:none}}",

    /* paper */
    "@page{size:A4;margin:17mm 16mm 20mm;@bottom-left{font:9pt sans-serif;color:#4a5460}"
    "@bottom-right{content:\"Page \" counter(page) \" of \" counter(pages);font:9pt sans-serif;color:#4a5460}}"
    "@media print{body{max-width:none;padding:0;font-size:10pt;line-height:1.4}.skip{display:none}a{color:inherit;text-decoration:none}table{font-size:8.5pt}"
    "thead{display:table-header-group}tr,figure,dl div,li{break-inside:avoid}h2,h3,caption{break-after:avoid}h1{font-size:18pt}h2{font-size:13pt}h3{font-size:11pt}"
    "p{orphans:3;widows:3}.scroll{overflow:visible}.wide{min-width:0}nav ol{font-size:9.5pt}figcaption,.note{font-size:9pt}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}",
    NULL,
};
/* clang-format on */
