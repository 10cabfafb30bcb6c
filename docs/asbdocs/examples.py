"""The examples of docs/examples, taken apart.

Each file there is a program about one noun. What a page of the reference shows of it stands between two comments:

    /* [asb_duties_count asb_duties_rule] */
    for (uint32_t i = 0; i < asb_duties_count(duties); i++) puts(asb_duties_rule(duties, i));
    /* prints:
     * acknowledge
     */
    /* [end] */

The first line names the functions that it is the example of; it is shown under the first of them, and linked from the others. What it prints
stands in its last comment, `/* prints: … */`, also on one line; or it asserts. Where the first line begins in the first column, it stands outside
of functions (a callback, say), and belongs to the snippet within a function that has the same names.
"""
import re
from pathlib import Path

BEGIN = re.compile(r'( *)/\* \[(asb_\w+(?: asb_\w+)*)\] \*/$')
END = re.compile(r' */\* \[end\] \*/$')
PRINTS = re.compile(r' */\* prints: (.*) \*/$')
PRINTS_FROM, PRINTS_LINE, PRINTS_TO = re.compile(r' */\* prints:$'), re.compile(r' *\* ?(.*)$'), re.compile(r' *\*/$')


class ExampleError(Exception):
    """What is wrong with an example, and where."""


class Snippet:
    """One marked part: the file, the lines of its two markers (from 1), the names, the code as it is shown, and what it prints, or None."""

    def __init__(self, path, line, indent, names):
        self.path, self.line, self.indent, self.names = path, line, indent, names
        self.last, self.code, self.prints, self.prints_lines = line, [], None, None

    @property
    def outside(self):
        return self.indent == 0

    @property
    def where(self):
        return 'docs/examples/%s:%d' % (self.path.name, self.line)

    @property
    def text(self):
        return ''.join(line + '\n' for line in self.code)

    def close(self, lines, last):
        """Takes the lines between the markers: code, then the comment with what is printed."""
        self.last = last
        start = next((i for i in range(self.line, last - 1) if PRINTS.match(lines[i]) or PRINTS_FROM.match(lines[i])), last - 1)
        self.code = [line[self.indent:] for line in lines[self.line:start]]
        if start < last - 1:
            self.prints_lines = (start, last - 1)
            self.prints = self.said(lines[start:last - 1])

    def said(self, comment):
        one = PRINTS.match(comment[0])
        if one and len(comment) == 1:
            return one.group(1) + '\n'
        if one or not PRINTS_TO.match(comment[-1]):
            raise ExampleError('%s: what it prints stands last' % self.where)
        return ''.join(PRINTS_LINE.match(line).group(1) + '\n' for line in comment[1:-1])


def take_apart(path):
    """The snippets of a file, in order."""
    out, current = [], None
    lines = path.read_text(encoding='utf-8').split('\n')
    for number, line in enumerate(lines, 1):
        begins = BEGIN.match(line)
        if begins and current is None:
            current = Snippet(path, number, len(begins.group(1)), begins.group(2).split())
        elif begins or (END.match(line) and current is None):
            raise ExampleError('%s:%d: a snippet within another, or an end without a beginning' % (path.name, number))
        elif END.match(line):
            current.close(lines, number)
            out.append(current)
            current = None
    if current is not None:
        raise ExampleError('%s: it has no end' % current.where)
    return out


class Example:
    """A snippet within a function, with the parts outside of functions that belong to it."""

    def __init__(self, snippet, before):
        self.snippet, self.names, self.where = snippet, snippet.names, snippet.where
        self.code = ''.join(part.text + '\n' for part in before) + snippet.text
        self.prints = snippet.prints


def join(snippets):
    outside = [s for s in snippets if s.outside]
    for s in outside:
        if not any(o.names == s.names and not o.outside for o in snippets):
            raise ExampleError('%s: no snippet within a function has the same names' % s.where)
    return [Example(s, [o for o in outside if o.names == s.names]) for s in snippets if not s.outside]


def files(top):
    return sorted((Path(top) / 'docs/examples').glob('*.c'))


def examples(top):
    """All examples, by file."""
    return {path.stem: join(take_apart(path)) for path in files(top)}


def examples_of(top):
    """For each function its examples, in the order of the files' names."""
    out = {}
    for of_file in examples(top).values():
        for example in of_file:
            for name in example.names:
                out.setdefault(name, []).append(example)
    return out
