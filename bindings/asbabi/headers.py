"""A parser for the C of the public headers, and for no other C.

It knows: `#define ASB_NAME value`, opaque `typedef struct asb_x asb_x;`, open `typedef struct asb_x {…} asb_x;`, typedefs of callbacks, and functions
declared with ASB_API; each with the doc comment before it, or, for one-line declarations and fields, the `/**<` comment after it.
"""
import re

TOKEN = re.compile(r'''
    (?P<doc>/\*\*<?.*?\*/) | (?P<comment>/\*.*?\*/ | //[^\n]*)
  | (?P<hash>\#(?:[^\n\\/]|\\\n|/(?![*/]))*)
  | (?P<string>"[^"\n]*")
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*) | (?P<number>[0-9][A-Za-z0-9]*)
  | (?P<mark>[(){}\[\];,*=]) | (?P<space>\s+)
''', re.X | re.S)


class HeaderError(Exception):
    """What is wrong with a header, and where."""


class Token:
    """One token: its kind, its text, and its line."""

    def __init__(self, kind, text, line):
        self.kind, self.text, self.line = kind, text, line


def tokens(source, name):
    """The tokens of a header, without spaces, ordinary comments, and lines of the preprocessor but `#define ASB_…`."""
    out, at, line = [], 0, 1
    while at < len(source):
        found = TOKEN.match(source, at)
        if not found:
            raise HeaderError('%s:%d: unexpected %r' % (name, line, source[at]))
        kind, text = found.lastgroup, found.group()
        if kind in ('doc', 'word', 'number', 'mark', 'string'):
            out.append(Token(kind, text, line))
        elif kind == 'hash' and re.match(r'#define ASB_\w+ +\S', text):
            out.append(Token(kind, text.strip(), line))
        line += text.count('\n')
        at = found.end()
    return out


def doc_text(comment):
    """The words of a doc comment on one line for each paragraph or tag."""
    body = re.sub(r'^/\*\*<?', '', comment)[:-2]
    lines = [re.sub(r'^\s*\*?\s?', '', line).rstrip() for line in body.split('\n')]
    paragraphs = re.split(r'\n\s*\n', '\n'.join(lines).strip())
    return '\n\n'.join(' '.join(p.split()) for p in paragraphs)


class Parser:
    """Turns the tokens of one header into its declarations."""

    def __init__(self, source, name):
        self.name = name
        self.tokens = tokens(self.without_export(source), name)
        self.at = 0
        self.out = {'doc': '', 'defines': [], 'opaque': [], 'structs': [], 'callbacks': [], 'functions': []}

    @staticmethod
    def without_export(source):
        """Blanks out how ASB_API is defined, and the C++ guards, keeping the lines."""
        def blank(found):
            return '\n' * found.group().count('\n')
        source = re.sub(r'#if defined\(_WIN32\).*?#endif\n(?=\n#ifdef __cplusplus)', blank, source, flags=re.S)
        return re.sub(r'#ifdef __cplusplus\n.*?#endif\n', blank, source, flags=re.S)

    def fail(self, what):
        line = self.tokens[min(self.at, len(self.tokens) - 1)].line
        raise HeaderError('%s:%d: %s' % (self.name, line, what))

    def peek(self, ahead=0):
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else Token('end', '', 0)

    def take(self, text=None, kind=None):
        t = self.peek()
        if (text and t.text != text) or (kind and t.kind != kind):
            self.fail('expected %s, found %r' % (text or kind, t.text))
        self.at += 1
        return t.text

    def doc_before(self):
        return doc_text(self.take()) if self.peek().kind == 'doc' and not self.peek().text.startswith('/**<') else ''

    def doc_after(self):
        return doc_text(self.take()) if self.peek().text.startswith('/**<') else ''

    def parse(self):
        if '@file' in self.peek().text:
            self.out['doc'] = re.sub(r'^@file \S+\s*', '', doc_text(self.take()))
        while self.peek().kind != 'end':
            self.declaration()
        return self.out

    def declaration(self):
        doc = self.doc_before()
        t = self.peek()
        if t.kind == 'hash':
            self.define(doc)
        elif t.text == 'ASB_API':
            self.function(doc)
        elif t.text == 'typedef':
            self.typedef(doc)
        else:
            self.fail('what is %r?' % t.text)

    def define(self, doc):
        name, value = re.match(r'#define (\w+) +(.*?)$', self.take()).groups()
        number = re.sub(r'^\((.*)\)$', r'\1', value.strip())
        if not re.match(r'-?(0x[0-9a-fA-F]+|[0-9]+)$', number):
            if name == 'ASB_API':
                return
            self.fail('%s is no whole number' % name)
        self.out['defines'].append({'name': name, 'value': int(number, 0), 'doc': self.doc_after() or doc})

    def ctype(self):
        """A type without its name: `const char *`, `asb_case *const *`."""
        parts = []
        if self.peek().text == 'const':
            parts.append(self.take())
        if self.peek().text == 'struct':
            self.take()
        parts.append(self.take(kind='word'))
        while self.peek().text in ('*', 'const'):
            parts.append(self.take())
        return re.sub(r'\* (?=\*)', '*', ' '.join(parts)).replace('* const', '*const')

    def parameters(self):
        self.take('(')
        out = []
        if self.peek().text == 'void' and self.peek(1).text == ')':
            self.take()
        while self.peek().text != ')':
            ctype = self.ctype()
            out.append({'name': self.take(kind='word'), 'type': ctype})
            if self.peek().text == ',':
                self.take()
        self.take(')')
        return out

    def function(self, doc):
        line = self.peek().line
        self.take('ASB_API')
        returns = self.ctype()
        name = self.take(kind='word')
        parameters = self.parameters()
        self.take(';')
        self.out['functions'].append({'name': name, 'returns': returns, 'parameters': parameters, 'doc': doc, 'line': line})

    def typedef(self, doc):
        self.take('typedef')
        if self.peek().text == 'struct' and self.peek(2).text == '{':
            return self.struct(doc)
        if self.peek().text == 'struct':
            self.take()
            name = self.take(kind='word')
            if self.take(kind='word') != name:
                self.fail('a handle has one name')
            self.take(';')
            self.out['opaque'].append({'name': name, 'doc': self.doc_after() or doc})
            return None
        self.out['callbacks'].append(self.callback(doc))
        return None

    def callback(self, doc):
        returns = self.ctype()
        self.take('(')
        self.take('*')
        name = self.take(kind='word')
        self.take(')')
        parameters = self.parameters()
        self.take(';')
        return {'name': name, 'returns': returns, 'parameters': parameters, 'doc': self.doc_after() or doc}

    def struct(self, doc):
        self.take('struct')
        name = self.take(kind='word')
        self.take('{')
        fields = []
        while self.peek().text != '}':
            fields.append(self.field())
        self.take('}')
        self.take(name)
        self.take(';')
        self.out['structs'].append({'name': name, 'doc': doc, 'fields': fields})

    def field(self):
        doc = self.doc_before()
        start = self.at
        ctype = self.ctype()
        if self.peek().text == '(':
            self.at = start
            return dict(self.callback(doc), type='callback')
        name = self.take(kind='word')
        self.take(';')
        return {'name': name, 'type': ctype, 'doc': self.doc_after() or doc}


def parse(source, name):
    """The declarations of a header."""
    return Parser(source, name).parse()
