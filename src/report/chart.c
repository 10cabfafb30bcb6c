/* Charts: tables drawn as SVG. Across, places are shares of the width, so that a chart fits every screen and paper while its letters keep their size; down, they are pixels.
 * The table that stands below says the same; title and description say it to those who do not see it. What a mark stands for is never said by its colour alone: marks of
 * different series differ in shape (full or hollow, drawn through or dashed, tall or low), in an order that the key gives. */
#include "../base/container.h"
#include "../document/escape.h"
#include "../document/picture.h"
#include "report.h"

enum {
    MOST_BARS = 15,
    MOST_STRIPS = 60,
    MOST_SPANS = 24,
    MOST_COLUMNS_DRAWN = 40,
    MOST_SMALL = 24,
    MOST_DESCRIBED = 24,
    LABEL_LENGTH = 42
};

typedef struct drawing {
    buffer *b;
    const report *r;
    const table *t;
    uint32_t first, count; /* rows of the table */
    uint32_t number;       /* of the picture on the page: for ids */
} drawing;

static const value *cell(const drawing *d, uint32_t row, uint32_t column) {
    return &d->t->values[(size_t)(d->first + row) * d->t->column_count + column];
}

static int64_t number_at(const drawing *d, uint32_t row, uint32_t series) {
    int64_t n = cell(d, row, d->t->chart.series[series])->number;
    return n == NO_VALUE ? 0 : n;
}

/* ---- words */

/* A label as it stands on the page; `most` characters at most, 0: all. */
static void put_label(const drawing *d, uint32_t row, uint32_t column, size_t most) {
    buffer plain;
    asbi_buffer_init(&plain, d->b->memory, d->b->limit);
    asbi_put_human(&plain, d->r, &d->t->columns[column], cell(d, row, column));
    text t = {plain.data ? plain.data : "", plain.length};
    size_t at = 0, characters = 0;
    while (at < t.length && (!most || characters < most)) {
        asbi_utf8_next(t.at, t.length, &at);
        characters++;
    }
    if (!t.length) asbi_put(d->b, "(none)");
    asbi_put_html(d->b, (text){t.at, at});
    if (at < t.length) asbi_put(d->b, "\xE2\x80\xA6");
    if (plain.status && !d->b->status) d->b->status = plain.status;
    asbi_buffer_free(&plain);
}

static void put_description(const drawing *d) {
    const chart *c = &d->t->chart;
    for (uint32_t i = 0; i < d->count && i < MOST_DESCRIBED; i++) {
        put_label(d, i, c->label, 0);
        for (uint32_t k = 0; k < c->series_count; k++) {
            asbi_put(d->b, k ? ", " : ": ");
            if (c->series_count > 1) {
                asbi_put_html(d->b, asbi_text(c->kind == CHART_SPANS ? (k ? "until" : "from") : c->names[k]));
                asbi_put_char(d->b, ' ');
            }
            put_label(d, i, c->series[k], 0);
        }
        asbi_put(d->b, ". ");
    }
    asbi_put(d->b, d->count > MOST_DESCRIBED ? "And so on. The table below has all of it." : "The table below says the same.");
}

static void begin_svg(const drawing *d, int32_t height) {
    buffer *b = d->b;
    asbi_put_format(
        b, "<svg width=\"100%%\" height=\"%i\" role=\"img\" aria-labelledby=\"chart-%u-title chart-%u-desc\"><title id=\"chart-%u-title\">",
        (int64_t)height, (uint64_t)d->number, (uint64_t)d->number, (uint64_t)d->number);
    asbi_put_html(b, asbi_text(d->t->title));
    if (d->t->chart.kind == CHART_SMALL_LINES) {
        asbi_put(b, ": ");
        put_label(d, 0, d->t->chart.group, 0);
    }
    asbi_put_format(b, "</title><desc id=\"chart-%u-desc\">", (uint64_t)d->number);
    put_description(d);
    asbi_put(b, "</desc>");
}

static const char *look_of(const chart *c, uint32_t series) {
    static const char *const strips[] = {"good", "late-mark", "bad"}, *const pairs[] = {"mark", "hollow", "hollow"},
                             *const columns[] = {"mark", "hate", "hollow"}, *const lines[] = {"mark", "dash", "dash"};
    const char *const *looks = c->kind == CHART_STRIPS           ? strips
        : c->kind == CHART_COLUMNS                               ? columns
        : c->kind == CHART_LINES || c->kind == CHART_SMALL_LINES ? lines
                                                                 : pairs;
    return looks[series];
}

static void put_key(buffer *b, const table *t, uint32_t left_out) {
    const chart *c = &t->chart;
    uint32_t names = c->kind == CHART_SPANS ? 1 : c->series_count;
    asbi_put(b, "<figcaption>");
    for (uint32_t i = 0; i < names; i++) {
        asbi_put_format(b, "<span class=\"key\"><span class=\"swatch %s\"></span>", look_of(c, i));
        asbi_put_html(b, asbi_text(c->names[i]));
        asbi_put(b, "</span> ");
    }
    if (left_out) asbi_put_format(b, "%u more are in the table.", (uint64_t)left_out);
    asbi_put(b, "</figcaption>\n");
}

/* ---- marks */

static void put_rect(buffer *b, const char *look, int32_t x, int32_t width, int32_t y, int32_t height) {
    if (width <= 0 || height <= 0) return;
    asbi_put_format(b, "<rect class=\"%s\" x=\"", look);
    asbi_put_place(b, x);
    asbi_put(b, "\" width=\"");
    asbi_put_place(b, width);
    asbi_put_format(b, "\" y=\"%i\" height=\"%i\"/>", (int64_t)y, (int64_t)height);
}

static void begin_text(buffer *b, const char *look, const char *anchor, int32_t x, int32_t y) {
    asbi_put_format(b, "<text class=\"%s\" text-anchor=\"%s\" x=\"", look, anchor);
    asbi_put_place(b, x);
    asbi_put_format(b, "\" y=\"%i\">", (int64_t)y);
}

static void put_number_text(buffer *b, const char *look, const char *anchor, int32_t x, int32_t y, int64_t number) {
    begin_text(b, look, anchor, x, y);
    asbi_put_thousands(b, number);
    asbi_put(b, "</text>");
}

static int64_t greatest(const drawing *d) {
    int64_t most = 0;
    for (uint32_t i = 0; i < d->count; i++)
        for (uint32_t k = 0; k < d->t->chart.series_count; k++) most = MAX_OF(most, number_at(d, i, k));
    return most;
}

/* ---- bars: each row has its label above its bars */

static void draw_bars(const drawing *d, int64_t most) {
    int32_t series = d->t->chart.series_count, step = 26 + 13 * series;
    begin_svg(d, MAX_OF(step * (int32_t)d->count, 80));
    for (uint32_t i = 0; i < d->count; i++) {
        int32_t y = step * (int32_t)i;
        begin_text(d->b, "name", "start", 0, y + 13);
        put_label(d, i, d->t->chart.label, LABEL_LENGTH);
        asbi_put(d->b, "</text>");
        begin_text(d->b, "lane", "end", PLACES, y + 13);
        asbi_put_thousands(d->b, number_at(d, i, 0));
        if (series > 1)
            asbi_put(d->b, "<tspan class=\"soft\"> / "), asbi_put_thousands(d->b, number_at(d, i, 1)), asbi_put(d->b, "</tspan>");
        asbi_put(d->b, "</text>");
        for (int32_t k = 0; k < series; k++)
            put_rect(d->b, look_of(&d->t->chart, (uint32_t)k), 0, (int32_t)(number_at(d, i, (uint32_t)k) * PLACES / most), y + 19 + 13 * k,
                     9);
    }
    asbi_put(d->b, "</svg>");
}

/* ---- strips: each row is a whole, in parts */

static void draw_strip(const drawing *d, uint32_t row, int32_t y) {
    static const int32_t heights[MOST_SERIES] = {14, 10, 6};
    int64_t whole = 0, before = 0;
    for (uint32_t k = 0; k < d->t->chart.series_count; k++) whole += number_at(d, row, k);
    put_rect(d->b, "ground", 0, PLACES, y, 14);
    for (uint32_t k = 0; k < d->t->chart.series_count && whole; k++) {
        int32_t from = (int32_t)(before * PLACES / whole);
        before += number_at(d, row, k);
        put_rect(d->b, look_of(&d->t->chart, k), from, (int32_t)(before * PLACES / whole) - from, y + 14 - heights[k], heights[k]);
    }
}

static void draw_strips(const drawing *d, int64_t most) {
    enum { STEP = 44 };
    (void)most;
    begin_svg(d, MAX_OF(STEP * (int32_t)d->count, 80));
    for (uint32_t i = 0; i < d->count; i++) {
        int32_t y = STEP * (int32_t)i;
        int64_t whole = 0;
        for (uint32_t k = 0; k < d->t->chart.series_count; k++) whole += number_at(d, i, k);
        begin_text(d->b, "name", "start", 0, y + 13);
        put_label(d, i, d->t->chart.label, LABEL_LENGTH);
        asbi_put(d->b, "</text>");
        begin_text(d->b, "lane", "end", PLACES, y + 13);
        if (whole) {
            asbi_put_thousands(d->b, (number_at(d, i, 0) * 200 + whole) / (2 * whole));
            asbi_put(d->b, "% <tspan class=\"soft\">of ");
            asbi_put_thousands(d->b, whole);
            asbi_put(d->b, "</tspan>");
        } else {
            asbi_put(d->b, "none");
        }
        asbi_put(d->b, "</text>");
        draw_strip(d, i, y + 20);
    }
    asbi_put(d->b, "</svg>");
}

/* Six rows or so in each picture, so that on paper one may stand on this page and the next on that. */
static void draw_rows(const drawing *all, void (*draw)(const drawing *d, int64_t most)) {
    int64_t most = MAX_OF(greatest(all), 1);
    uint32_t parts = 0;
    for (uint32_t i = 0, length; i < all->count; i += length) {
        drawing d = *all;
        length = all->count - i <= 7 ? all->count - i : 6;
        d.first = all->first + i;
        d.count = length;
        d.number = all->number * 100 + ++parts;
        draw(&d, most);
    }
}

/* ---- columns and lines: a plot with a scale at its left */

enum { PLOT_TOP = 18, PLOT_HEIGHT = 150, PLOT_LEFT = 1000, PLOT_RIGHT = 9950 };

/* 1, 2 or 5 times a power of ten, of which four make the scale's end or more. */
static int64_t unit_of(int64_t most) {
    int64_t unit = 1;
    for (int i = 0; unit * 4 < most; i++) unit = unit * (i % 3 == 1 ? 5 : 4) / 2;
    return unit;
}

static int32_t level(int64_t number, int64_t scale) {
    return PLOT_TOP + PLOT_HEIGHT - (int32_t)(MAX_OF(number, 0) * PLOT_HEIGHT / scale);
}

static int32_t middle(const drawing *d, uint32_t i) {
    return PLOT_LEFT + (int32_t)((int64_t)(PLOT_RIGHT - PLOT_LEFT) * (2 * (int64_t)i + 1) / (2 * (int64_t)d->count));
}

static void put_scale(const drawing *d, int64_t unit, int64_t scale) {
    for (int64_t n = 0; n <= scale; n += unit) {
        int32_t y = level(n, scale);
        asbi_put_line(d->b, "grid", PLOT_LEFT, y, PLOT_RIGHT, y);
        put_number_text(d->b, "soft", "end", PLOT_LEFT - 150, y + 4, n);
    }
}

/* Of a month its name, of a day the date; every so many, so that they have room on a phone. */
static void put_column_labels(const drawing *d) {
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    uint8_t type = d->t->columns[d->t->chart.label].type;
    uint32_t every = type == VALUE_MONTH ? (d->count + 11) / 12 : (d->count + 4) / 5;
    for (uint32_t i = 0; i < d->count; i += every) {
        const value *v = cell(d, i, d->t->chart.label);
        begin_text(d->b, "soft", "middle", middle(d, i), PLOT_TOP + PLOT_HEIGHT + 17);
        if (type == VALUE_MONTH) {
            asbi_put(d->b, months[(v->number - 1) % 12]);
        } else {
            civil c = asbi_civil((date)v->number);
            asbi_put_format(d->b, "%i %s", (int64_t)c.day, months[c.month - 1]);
        }
        asbi_put(d->b, "</text>");
    }
}

static void draw_columns(const drawing *d) {
    int64_t most = greatest(d), unit = unit_of(most), scale = MAX_OF((most + unit - 1) / unit * unit, unit);
    int32_t slot = (PLOT_RIGHT - PLOT_LEFT) / (int32_t)d->count;
    begin_svg(d, PLOT_TOP + PLOT_HEIGHT + 26);
    put_scale(d, unit, scale);
    for (uint32_t i = 0; i < d->count; i++)
        for (uint32_t k = 0; k < d->t->chart.series_count; k++) {
            int32_t width = slot * (k ? 3 : 7) / 10, top = level(number_at(d, i, k), scale);
            put_rect(d->b, look_of(&d->t->chart, k), middle(d, i) - width / 2, width, top, PLOT_TOP + PLOT_HEIGHT - top);
        }
    for (uint32_t i = 0; i < d->count && d->count <= 12 && most < 1000; i++)
        if (number_at(d, i, 0))
            put_number_text(d->b, "lane", "middle", middle(d, i), level(number_at(d, i, 0), scale) - 4, number_at(d, i, 0));
    put_column_labels(d);
    asbi_put(d->b, "</svg>");
}

/* Where a point of a line is, in a plot of any size. */
typedef struct plot {
    int32_t left, right, top, height;
    int64_t scale;
} plot;

static int32_t plot_x(const plot *p, const drawing *d, uint32_t i) {
    return p->left + (int32_t)((int64_t)(p->right - p->left) * (2 * (int64_t)i + 1) / (2 * (int64_t)d->count));
}

static int32_t plot_y(const plot *p, int64_t number) {
    return p->top + p->height - (int32_t)(MAX_OF(number, 0) * p->height / p->scale);
}

static void draw_line(const drawing *d, const plot *p, uint32_t series) {
    for (uint32_t i = 1; i < d->count; i++)
        asbi_put_line(d->b, series ? "dash" : "line", plot_x(p, d, i - 1), plot_y(p, number_at(d, i - 1, series)), plot_x(p, d, i),
                      plot_y(p, number_at(d, i, series)));
    for (uint32_t i = 0; i < d->count; i++) {
        asbi_put_format(d->b, "<ellipse class=\"%s\" rx=\"%s\" ry=\"%s\" cx=\"", series ? "hollow" : "mark", p->height > 100 ? "3.5" : "2",
                        p->height > 100 ? "3.5" : "2");
        asbi_put_place(d->b, plot_x(p, d, i));
        asbi_put_format(d->b, "\" cy=\"%i\"/>", (int64_t)plot_y(p, number_at(d, i, series)));
    }
}

static void draw_lines(const drawing *d) {
    int64_t most = greatest(d), unit = unit_of(most);
    plot p = {PLOT_LEFT, PLOT_RIGHT, PLOT_TOP, PLOT_HEIGHT, MAX_OF((most + unit - 1) / unit * unit, unit)};
    begin_svg(d, PLOT_TOP + PLOT_HEIGHT + 26);
    put_scale(d, unit, p.scale);
    for (uint32_t k = d->t->chart.series_count; k-- > 0;) draw_line(d, &p, k);
    put_column_labels(d);
    asbi_put(d->b, "</svg>");
}

/* ---- small multiples: one plot for each value of a column, all with one scale */

static uint32_t group_length(const drawing *d, uint32_t first) {
    uint32_t end = first + 1;
    text name = cell(d, first, d->t->chart.group)->as.text;
    while (end < d->count && asbi_text_equal(cell(d, end, d->t->chart.group)->as.text, name)) end++;
    return end - first;
}

static void draw_small(const drawing *d, int64_t most) {
    plot p = {0, PLACES, 8, 64, MAX_OF(most, 1)};
    int64_t sums[2] = {0, 0};
    for (uint32_t i = 0; i < d->count; i++)
        for (uint32_t k = 0; k < 2; k++) sums[k] += number_at(d, i, k);
    asbi_put(d->b, "<div><p>");
    put_label(d, 0, d->t->chart.group, 0);
    asbi_put(d->b, " <span>");
    asbi_put_thousands(d->b, sums[0]);
    asbi_put(d->b, ", a year before ");
    asbi_put_thousands(d->b, sums[1]);
    asbi_put(d->b, "</span></p>");
    begin_svg(d, 84);
    asbi_put_line(d->b, "grid", 0, p.top + p.height, PLACES, p.top + p.height);
    asbi_put_line(d->b, "grid", 0, p.top, PLACES, p.top);
    for (uint32_t k = 2; k-- > 0;) draw_line(d, &p, k);
    asbi_put(d->b, "</svg></div>\n");
}

static uint32_t draw_multiples(const drawing *all, uint32_t number) {
    uint32_t groups = 0;
    int64_t most = greatest(all);
    asbi_put(all->b, "<div class=\"small\">\n");
    for (uint32_t i = 0, length; i < all->count; i += length) {
        drawing d = *all;
        length = group_length(all, i);
        if (groups++ >= MOST_SMALL) continue;
        d.first = all->first + i;
        d.count = length;
        d.number = number * 100 + groups;
        draw_small(&d, most);
    }
    asbi_put(all->b, "</div>\n");
    return groups > MOST_SMALL ? groups - MOST_SMALL : 0;
}

/* ---- spans: from a day to a day, and where today is */

static void draw_spans(const drawing *d) {
    enum { STEP = 40, TOP = 4 };
    instant from = d->r->now, to = d->r->now;
    for (uint32_t i = 0; i < d->count; i++) {
        from = MIN_OF(from, asbi_start_of_day((date)number_at(d, i, 0)));
        to = MAX_OF(to, asbi_start_of_day((date)number_at(d, i, 1) + 1));
    }
    axis a = asbi_axis(from, to);
    int32_t bottom = TOP + STEP * (int32_t)d->count, now = asbi_place(&a, d->r->now);
    begin_svg(d, MAX_OF(bottom + 26, 80));
    asbi_put_ticks(d->b, &a, TOP, bottom, 1);
    asbi_put_line(d->b, "now", now, TOP, now, bottom);
    for (uint32_t i = 0; i < d->count; i++) {
        int32_t y = TOP + STEP * (int32_t)i, x = asbi_place(&a, asbi_start_of_day((date)number_at(d, i, 0)));
        int32_t end = asbi_place(&a, asbi_start_of_day((date)number_at(d, i, 1) + 1));
        begin_text(d->b, "over", "start", 100, y + 14);
        put_label(d, i, d->t->chart.label, 20);
        asbi_put(d->b, ", ");
        put_label(d, i, d->t->chart.group, 14);
        asbi_put(d->b, "</text>");
        begin_text(d->b, "over lane", "end", PLACES - 100, y + 14);
        put_label(d, i, d->t->chart.series[1], 0);
        asbi_put(d->b, "</text>");
        put_rect(d->b, "mark", x, end - x, y + 21, 9);
    }
    asbi_put(d->b, "</svg>");
}

/* ---- the whole */

void asbi_put_chart(buffer *b, const report *r, const table *t, uint32_t number) {
    static const uint32_t drawn[] = {[CHART_BARS] = MOST_BARS,     [CHART_COLUMNS] = MOST_COLUMNS_DRAWN, [CHART_LINES] = MOST_COLUMNS_DRAWN,
                                     [CHART_STRIPS] = MOST_STRIPS, [CHART_SPANS] = MOST_SPANS,           [CHART_SMALL_LINES] = UINT32_MAX};
    uint32_t most = drawn[t->chart.kind];
    drawing d = {.b = b, .r = r, .t = t, .count = MIN_OF(t->count, most), .number = number};
    uint32_t left_out = t->count - d.count;
    if (!d.count) return;
    asbi_put(b, "<figure>\n<div class=\"chart\">");
    switch (t->chart.kind) {
    case CHART_BARS: draw_rows(&d, draw_bars); break;
    case CHART_STRIPS: draw_rows(&d, draw_strips); break;
    case CHART_COLUMNS: draw_columns(&d); break;
    case CHART_LINES: draw_lines(&d); break;
    case CHART_SPANS: draw_spans(&d); break;
    default: left_out = draw_multiples(&d, number);
    }
    asbi_put(b, "</div>\n");
    put_key(b, t, left_out);
    asbi_put(b, "</figure>\n");
}
