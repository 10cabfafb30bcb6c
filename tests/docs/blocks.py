"""The fenced blocks of a Markdown document, its headings and its links."""
import re

FENCE = re.compile(r'^(?P<indent> {0,3})(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$')


class Block:
    """A fenced block: file, line of its fence, the words after the fence, its text, and the block after it in the same section."""

    def __init__(self, name, line, words):
        self.name, self.line, self.words = name, line, words
        self.text = ''
        self.following = None

    @property
    def language(self):
        return self.words[0] if self.words else ''

    @property
    def where(self):
        return '%s:%d' % (self.name, self.line)

    @property
    def first_line(self):
        return self.text.split('\n', 1)[0].strip()


class Document:
    """A document taken apart: blocks, anchors of its headings, links (line, target), and its text without blocks."""

    def __init__(self, name, source):
        self.name = name
        self.blocks, self.anchors, self.links, self.prose = [], set(), [], []
        block, last = None, None
        for number, line in enumerate(source.split('\n'), 1):
            fence = FENCE.match(line)
            if block is None and fence:
                block = Block(name, number, fence.group('info').split())
                closing = fence.group('fence')
            elif block is not None and fence and line.strip().startswith(closing) and not fence.group('info').strip():
                self.blocks.append(block)
                if last is not None:
                    last.following = block
                last, block = block, None
            elif block is not None:
                block.text += line + '\n'
            else:
                if self.read_prose(number, line):
                    last = None
        if block is not None:
            raise ValueError('%s: a block is not closed' % block.where)

    def read_prose(self, number, line):
        """Whether the line is a heading."""
        self.prose.append(line)
        heading = re.match(r'#{1,6} +(.*?) *#*$', line)
        if heading:
            self.anchors.add(self.fresh(slug(heading.group(1))))
        for anchor in re.findall(r'<a id="([^"]+)"', line):
            self.anchors.add(anchor)
        for target in re.findall(r'\]\(([^)\s]+)\)', re.sub(r'`[^`]*`', '', line)):
            self.links.append((number, target))
        return bool(heading)

    def fresh(self, anchor):
        """GitHub numbers headings that are there twice."""
        name, number = anchor, 0
        while name in self.anchors:
            number += 1
            name = '%s-%d' % (anchor, number)
        return name


def slug(heading):
    """The anchor that a heading has on GitHub."""
    text = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', heading).replace('`', '').lower()
    return re.sub(r'[^\w\- ]', '', text).replace(' ', '-')
