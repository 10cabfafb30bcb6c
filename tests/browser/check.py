#!/usr/bin/env python3
"""Are the documents in a folder well formed? Strict rules for HTML, widths of plain text, canonical JSON, and the same content in all three. Of reports: strict rules for
HTML, a table beside each picture, and every row of the JSON form on the page.

    check.py [--reports] FOLDER
"""
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

VOID = {'meta', 'br', 'hr', 'img', 'link', 'input'}
# Elements of SVG that may stand alone.
ALONE = {'line', 'rect', 'ellipse', 'path', 'polygon', 'polyline', 'use'}
WIDTH = 80


class Page(HTMLParser):
    """Everything that is wrong with a page, in `wrong`; its text in `texts`."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.wrong, self.texts, self.open, self.ids, self.refs = [], [], [], set(), []
        self.heading, self.title, self.seen, self.columns, self.cells = 0, '', [], 0, 0
        self.svg_titles, self.headings = [], []

    def say(self, what):
        self.wrong.append('line %d: %s' % (self.getpos()[0], what))

    def handle_startendtag(self, tag, attributes):
        self.begin(tag, attributes)
        if tag not in ALONE:
            self.say('<%s/> closes itself' % tag)

    def handle_starttag(self, tag, attributes):
        self.begin(tag, attributes)
        if tag not in VOID:
            self.open.append((tag, dict(attributes)))

    def begin(self, tag, attributes):
        named = dict(attributes)
        self.seen.append(tag)
        if len(named) != len(attributes):
            self.say('<%s> has an attribute twice' % tag)
        if tag in ('script', 'iframe', 'object', 'embed', 'link', 'base', 'form', 'img', 'image', 'foreignobject', 'style') and \
                not (tag == 'style' and self.open and self.open[-1][0] == 'head'):
            self.say('<%s> has no place here' % tag)
        for name, value in attributes:
            self.attribute(tag, name, value or '')
        if re.fullmatch('h[1-6]', tag):
            level = int(tag[1])
            if level > self.heading + 1:
                self.say('<%s> after a heading of level %d' % (tag, self.heading))
            self.heading = level
        self.table(tag, named)
        if tag == 'svg' and 'aria-hidden' not in named and not any(t == 'svg' for t, _ in self.open):
            self.svg_titles.append([named, False, False])
            if named.get('role') != 'img' or 'aria-labelledby' not in named:
                self.say('a picture without role or label')
        if tag in ('title', 'desc') and self.svg_titles and any(t == 'svg' for t, _ in self.open):
            self.svg_titles[-1][1 if tag == 'title' else 2] = True

    def table(self, tag, named):
        if tag == 'th' and named.get('scope') not in ('col', 'row'):
            self.say('<th> without scope')
        if tag == 'table':
            self.columns = 0
        if tag == 'caption' and self.open[-1][0] != 'table':
            self.say('<caption> outside a table')
        if tag == 'tr':
            self.cells = 0
        if tag in ('th', 'td'):
            self.cells += 1
            inside = [t for t, _ in self.open]
            self.columns += 'thead' in inside
            if 'tbody' in inside and 'data-label' not in named:
                self.say('a cell that does not say its column')

    def attribute(self, tag, name, value):
        if name.startswith('on') or name == 'style':
            self.say('%s="%s"' % (name, value))
        if name == 'id':
            if value in self.ids:
                self.say('id %s is there twice' % value)
            self.ids.add(value)
        if name in ('href', 'src', 'xlink:href', 'srcset', 'action', 'poster', 'data', 'background') and not value.startswith('#'):
            self.say('%s="%s" would be fetched' % (name, value))
        if name in ('href', 'aria-labelledby', 'aria-describedby'):
            self.refs += [(self.getpos()[0], one.lstrip('#')) for one in value.split()]

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.say('</%s> closes <%s>' % (tag, self.open[-1][0] if self.open else 'nothing'))
            return
        self.open.pop()
        inside = [t for t, _ in self.open]
        if tag == 'tr' and 'tbody' in inside and self.cells != self.columns:
            self.say('a row of %d cells in a table of %d columns' % (self.cells, self.columns))
        if tag == 'table' and self.seen[::-1].index('table') < self.seen[::-1].index('caption'):
            self.say('a table without caption')

    def handle_data(self, data):
        inside = [t for t, _ in self.open]
        if 'style' in inside:
            if re.search(r'url\s*\(|@import|expression', data):
                self.say('the style fetches something')
            return
        if inside and inside[-1] == 'title' and 'svg' not in inside:
            self.title += data
        if 'svg' not in inside:
            self.texts.append(data)
        if inside and re.fullmatch('h[1-6]', inside[-1]):
            self.headings.append(data)


def of_html(text):
    page = Page()
    page.feed(text)
    page.close()
    wrong = page.wrong
    wrong += ['<%s> is not closed' % t for t, _ in page.open]
    wrong += ['line %d: #%s is nowhere' % ref for ref in page.refs if ref[1] not in page.ids]
    wrong += ['a picture without title or description' for _, title, desc in page.svg_titles if not (title and desc)]
    if not text.startswith('<!DOCTYPE html>\n<html lang="en-GB">'):
        wrong.append('it does not begin as a page in British English does')
    if not page.title.strip():
        wrong.append('no title')
    for tag in ('main', 'header', 'h1', 'title'):
        count = page.seen.count(tag) - (len(page.svg_titles) if tag == 'title' else 0)
        if count != 1:
            wrong.append('%d of <%s>' % (count, tag))
    if "default-src 'none'" not in text:
        wrong.append('no policy that forbids fetching')
    if 'class="skip" href="#main"' not in text:
        wrong.append('no link past the contents')
    return wrong, page


def longest(lines, last):
    """Of the heading that ends in that line, which may be wrapped."""
    first = last
    while first > 0 and lines[first - 1]:
        first -= 1
    return max(len(line) for line in lines[first:last + 1])


def of_text(text):
    wrong = []
    lines = text.split('\n')
    for number, line in enumerate(lines, 1):
        if len(line) > WIDTH and ' ' in line.strip() and not re.fullmatch(r'\s*(\S+: )?\S+', line):
            wrong.append('line %d is %d wide' % (number, len(line)))
        if line != line.rstrip():
            wrong.append('line %d ends in spaces' % number)
        if re.search(r'[\x00-\x09\x0b-\x1f\x7f]', line):
            wrong.append('line %d has a control character' % number)
        if number > 1 and re.fullmatch(r'=+|-+|~+', line) and len(line) != longest(lines, number - 2):
            wrong.append('line %d underlines a heading of another length' % number)
    if not text.endswith('\n'):
        wrong.append('no line end at the end')
    return wrong


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def of_json(text):
    value = json.loads(text)
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(',', ':'))
    return ([] if again == text else ['it is not canonical']), value


def words(text):
    return re.findall(r'\w+', text)


def same(page, plain, value):
    """Every word of the JSON document that is no date stands in the page and in the plain text."""
    wrong = []
    html_words, plain_words = set(words(' '.join(page.texts))), set(words(plain))
    for text in strings(value['blocks']):
        if re.search(r'\d{4}-\d\d-\d\d', text):
            continue
        for word in words(text):
            if word not in html_words and word not in ('x', '_'):
                wrong.append('"%s" is not in the page' % word)
            # an empty cell has no label in the plain text
            if word not in plain_words and text not in str([c for b in tables(value) for c in b['columns']]):
                wrong.append('"%s" is not in the plain text' % word)
    return wrong[:5]


def tables(value):
    return [b for s in value['blocks'] for b in s['blocks'] if 'columns' in b]


def check(stem):
    html, plain, data = (Path(str(stem) + ending).read_text(encoding='utf-8') for ending in ('.html', '.txt', '.json'))
    wrong, page = of_html(html)
    yield 'html', wrong
    yield 'txt', of_text(plain)
    wrong, value = of_json(data)
    yield 'json', wrong
    yield 'content', same(page, plain, value)


def shown(value):
    """What of a value stands on the page as it is: no ids of rules, and no dates, which are in words there."""
    if isinstance(value, bool) or isinstance(value, list) or re.fullmatch(r'\d{4}-\d\d(-\d\d.*)?', str(value)):
        return None
    if isinstance(value, (int, float)):
        return format(abs(value), ',')
    return value


def report_content(page, report):
    """Of each table the first row and the last but those that only say an id; and what is said of all of them."""
    text, wrong = ' '.join(' '.join(page.texts).split()), []
    for name, rows in report['tables'].items():
        for row in [row for row in rows if len(rows) <= 500][:1] + [row for row in rows if len(rows) <= 500][-1:]:
            for key in ('label', 'case', 'count', 'reported', 'met', 'cases', 'files', 'ward', 'answers', 'taken', 'closed'):
                value = shown(row[key]) if key in row else None
                if value is not None and ' '.join(value.split()) not in text:
                    wrong.append('%s: %s is not on the page' % (name, value))
    wrong += ['"%s" is not on the page' % note for note in report['notes'] if note not in text]
    if report.get('definition', '') not in text:
        wrong.append('the definition is not on the page')
    if report['only_allowed'] != ('those that the reader may see' in text):
        wrong.append('it is not said whose cases these are')
    for key in report['filter']:
        if key + ': ' not in text:
            wrong.append('the filter by %s is not said' % key)
    return wrong[:5]


def pictured(page_text):
    """A table follows each figure, before the next one begins."""
    order = re.findall(r'<(figure|table|section)[ >]', page_text)
    return ['a picture without its table' for at, tag in enumerate(order) if tag == 'figure' and order[at + 1:at + 2] != ['table']]


def check_report(stem):
    html = stem.with_suffix('.html').read_text(encoding='utf-8')
    wrong, page = of_html(html)
    yield 'html', wrong + pictured(html)
    yield 'content', report_content(page, json.loads(stem.with_suffix('.json').read_text(encoding='utf-8')))


def main():
    passed = failed = 0
    of_reports = sys.argv[1] == '--reports'
    for path in sorted(Path(sys.argv[-1]).glob('*.html')):
        for what, wrong in check_report(path.with_suffix('')) if of_reports else check(path.with_suffix('')):
            print(''.join('%s, %s: %s\n' % (path.stem, what, w) for w in wrong), end='')
            failed += bool(wrong)
            passed += not wrong
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
