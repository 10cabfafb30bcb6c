#!/usr/bin/env python3
"""Do the colours of a page stand out from what is behind them (WCAG 2, AA), in light and in dark?

    contrast.py PAGE.html
"""
import re
import sys
from pathlib import Path

TEXT = [(front, 'paper') for front in ('ink', 'soft', 'accent', 'good', 'bad', 'warn')]
TEXT += [(front, back) for front in ('ink', 'soft') for back in ('shade', 'low', 'mid', 'top', 'more')]
TEXT += [('paper', mark) for mark in ('mark', 'good', 'bad', 'warn')] + [('accent', 'mid'), ('mark', 'paper'), ('bad', 'paper')]
MARKS = [('mark', back) for back in ('low', 'mid', 'top', 'more')]


def light(colour):
    digits = colour[1:] if len(colour) == 7 else ''.join(c * 2 for c in colour[1:])
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(a, b):
    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def schemes(page):
    for block in re.findall(r':root\{([^}]*)\}', page):
        yield dict(re.findall(r'--([\w-]+):(#[0-9a-f]+)', block))


def main():
    page = Path(sys.argv[1]).read_text(encoding='utf-8')
    passed = failed = 0
    found = list(schemes(page))
    for name, colours in zip(('light', 'dark'), found):
        for pairs, least in ((TEXT, 4.5), (MARKS, 3)):
            for front, back in pairs:
                is_enough = ratio(colours[front], colours[back]) >= least
                if not is_enough:
                    print('%s: %s on %s is %.2f' % (name, front, back, ratio(colours[front], colours[back])))
                passed += is_enough
                failed += not is_enough
    failed += len(found) != 2
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
