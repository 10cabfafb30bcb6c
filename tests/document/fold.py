#!/usr/bin/env python3
"""The tables of src/document/fold.inc, from the Unicode data that Python has: `fold.py --write` makes them, `fold.py` compares.

A letter folds to its base letter in lower case, without accents; a few to two letters. What folds to nothing is a separator. The blocks were complete long
before the oldest Python that this runs on, so that the result is the same everywhere."""
import html.entities
import sys
import unicodedata
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / 'src/document/fold.inc'
BLOCKS = [('latin', 0x00A0, 0x024F), ('greek_cyrillic', 0x0370, 0x052F), ('extended', 0x1E00, 0x1FFF)]
BY_HAND = {'ø': 'o', 'đ': 'd', 'ł': 'l', 'ħ': 'h', 'ŧ': 't', 'ı': 'i', 'æ': 'ae', 'œ': 'oe', 'ð': 'd', 'þ': 'th', 'ŋ': 'n', 'ĸ': 'k', 'ƒ': 'f', 'ə': 'e', 'ƿ': 'w',
           'ȝ': 'y', 'µ': 'u', '¹': '1', '²': '2', '³': '3', 'ŉ': 'n'}
SEVERAL = 0xE000  # and the index in the list of those that fold to more than one letter


def base(text):
    return ''.join(c for c in unicodedata.normalize('NFKD', text) if not unicodedata.category(c).startswith('M'))


def fold(code):
    """The letters that a character folds to, as a string; '' where it is none."""
    lower = chr(code).lower()
    if lower in BY_HAND:
        return BY_HAND[lower]
    letters = base(base(chr(code)).casefold())
    letters = ''.join(BY_HAND.get(c, c) for c in letters)
    good = letters and len(letters) <= 3 and all(unicodedata.category(c)[0] in 'LN' for c in letters)
    return letters if good else ''


def numbers(values):
    line = ''
    for value in values:
        item = '0x%04X,' % value
        if len(line) + len(item) > 138:
            yield line.rstrip()
            line = ''
        line += item + ' '
    yield line.rstrip()


def entities():
    """Names of entities that stand for a letter of the first blocks, a separator, or nothing that is seen; those without a semicolon are the same names."""
    for name, value in sorted(html.entities.html5.items()):
        if not name.endswith(';') or len(value) != 1:
            continue
        code = ord(value)
        if code < 0x250 or 0x370 <= code < 0x460 or 0x2000 <= code < 0x2070 or 0xFB00 <= code < 0xFB05:
            yield name[:-1], code


def generate():
    lines = ['/* Made by tests/document/fold.py: letters folded to lower case without accents, and the names of entities. */', '']
    several = []
    for name, first, last in BLOCKS:
        values = []
        for code in range(first, last + 1):
            letters = fold(code)
            if len(letters) > 1:
                if letters not in several:
                    several.append(letters)
                values.append(SEVERAL + several.index(letters))
            else:
                values.append(ord(letters) if letters else 0)
        lines += ['static const uint16_t fold_%s[] = {' % name, *numbers(values), '};', '']
    lines += ['/* U+%04X and the place in here. */' % SEVERAL, 'static const uint16_t fold_several[][4] = {']
    lines += ['{%s},' % ', '.join('0x%04X' % ord(c) for c in (letters + '\0\0\0\0')[:4]) for letters in several]
    lines += ['};', '', '/* Names in order of their bytes, one behind the other: where each begins, and its character. The last begins where they end. */']
    lines += ['static const char entity_names[] =', *names(list(entities())), '', 'static const struct {', '    uint16_t at, code;', '} entities[] = {']
    return '\n'.join([*lines, *places(list(entities())), '};', ''])


def names(named):
    line = ''
    for name, _ in named:
        if len(line) + len(name) > 130:
            yield '    "%s"' % line
            line = ''
        line += name
    yield '    "%s";' % line


def places(named):
    line, at = '', 0
    for name, code in [*named, ('', 0)]:
        item = '{%d, 0x%04X},' % (at, code)
        if len(line) + len(item) > 138:
            yield line.rstrip()
            line = ''
        line += item + ' '
        at += len(name)
    yield line.rstrip()


def main():
    text = generate()
    if sys.argv[1:] == ['--write']:
        OUT.write_text(text, encoding='utf-8')
        return 0
    same = OUT.read_text(encoding='utf-8') == text
    print('%d passed, %d failed' % (same, not same))
    return 0 if same else 1


if __name__ == '__main__':
    sys.exit(main())
