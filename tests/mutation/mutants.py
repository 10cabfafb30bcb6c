"""The mutants of a C file: one small change each, within the body of a function."""
import hashlib
import re

# operator: what is looked for in the text without comments and strings, and what takes its place
SWAPS = [('relation', r'(?<![<>=!\-])<(?![<=])(?= )', '<='), ('relation', r'<=(?= )', '<'), ('relation', r'(?<![\->])>(?![>=])(?= )', '>='),
         ('relation', r'>=(?= )', '>'), ('equality', r'==', '!='), ('equality', r'!=', '=='), ('logic', r'&&', '||'), ('logic', r'\|\|', '&&'),
         ('not', r'!(?!=)(?=[\w(*!])', ''), ('sum', r'(?<= )\+(?= )', '-'), ('sum', r'(?<= )-(?= )', '+'), ('product', r'(?<= )\*(?= )', '/'),
         ('product', r'(?<= )[/%](?= )', '*'), ('assign', r'\+=', '-='), ('assign', r'-=', '+='), ('assign', r'\|=', '&='),
         ('step', r'\+\+', '--'), ('step', r'--', '++'), ('bits', r'(?<= )&(?= )', '|'), ('bits', r'(?<= )\|(?= )', '&'),
         ('jump', r'\bcontinue;', 'break;'), ('jump', r'\bbreak;', ';')]
NUMBER = re.compile(r'(?<![\w.])\d+(?=[uUlL]*\b)(?![\w.]*[xX.])')
CONDITION = re.compile(r'\b(if|while) \(')
CALL = re.compile(r'^( +)(?!return\b|if\b|else\b|for\b|while\b|switch\b|case\b|default\b|do\b|goto\b)[\w>.\-\[\]()*]+.*;$')
DECLARATION = re.compile(r'^ +(static |const |struct |unsigned |size_t |u?int\w* |char |text |json_value |buffer |\w+ \*?\w+( =|;|,|\[))')


class Mutant:
    def __init__(self, path, text, start, end, new, operator):
        self.path, self.operator, self.new, self.start, self.end = path, operator, new, start, end
        self.line = text.count('\n', 0, start) + 1
        first = text.rfind('\n', 0, start) + 1
        last = text.find('\n', end)
        self.before = text[first:last].strip()
        self.after = (text[first:start] + new + text[end:last]).strip()
        # by the line's text: it stays the same mutant while the file changes elsewhere
        same = text.count(text[first:last], 0, first)
        name = '%s|%s|%s|%d' % (path, self.before, self.after, same)
        self.key = hashlib.sha256(name.encode()).hexdigest()[:16]

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def __str__(self):
        return '%s:%d: %s\n    - %s\n    + %s' % (self.path, self.line, self.operator, self.before, self.after)


def bare(text):
    """The text with comments, literals and lines of the preprocessor blanked, as long as before."""
    def blank(found):
        return re.sub(r'[^\n]', ' ', found[0])
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^#(?:\\\n|[^\n])*', blank, text, flags=re.S | re.M)


def bodies(plain):
    """(start, end) of each function's body: in our layout it begins after a line `…) {` in the first column and ends with such a brace."""
    for found in re.finditer(r'^(?!typedef|struct|enum|union)[A-Za-z_][^;{}]*\)\s*\{\n', plain, re.M):
        end = plain.find('\n}', found.end() - 1)
        if end > 0:
            yield found.end(), end


def closing(plain, at):
    """The place of the bracket that closes the one at `at`."""
    depth = 0
    for i in range(at, len(plain)):
        depth += {'(': 1, ')': -1}.get(plain[i], 0)
        if depth == 0:
            return i
    return len(plain) - 1


def of_body(path, text, plain, start, end):
    body = plain[start:end]
    for operator, pattern, new in SWAPS:
        for m in re.finditer(pattern, body):
            yield Mutant(path, text, start + m.start(), start + m.end(), new, operator)
    for m in NUMBER.finditer(body):
        n = int(m[0]) if not m[0].startswith('0') or m[0] == '0' else None
        if n is not None:
            yield Mutant(path, text, start + m.start(), start + m.end(), str(n + 1) if n != 1 else '0', 'constant')
    for m in CONDITION.finditer(body):
        at = start + m.end() - 1
        stop = closing(plain, at)
        if '\n' not in plain[at:stop]:
            for value in ('0', '1') if m[1] == 'if' else ('0',):
                yield Mutant(path, text, at + 1, stop, value, 'condition')
    place = start
    for line in body.split('\n'):
        if CALL.match(line) and not DECLARATION.match(line) and line.count('(') == line.count(')'):
            indent = len(line) - len(line.lstrip())
            yield Mutant(path, text, place + indent, place + len(line), ';', 'statement')
        place += len(line) + 1


def of_file(path, text):
    plain, seen = bare(text), set()
    for start, end in bodies(plain):
        for mutant in of_body(path, text, plain, start, end):
            if mutant.key not in seen and mutant.before != mutant.after:
                seen.add(mutant.key)
                yield mutant
