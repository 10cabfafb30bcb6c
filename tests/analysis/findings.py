#!/usr/bin/env python3
"""Reads what the analysers said, leaves out what was accepted with a reason, and counts: each file under each tool is passed or failed.

A line of accepted.txt is `tool | file | check | what the source line has in it | reason`. The place is told by the words of the line and not by its
number, so that it holds while the file changes around it; one line may stand for several findings on source lines with these words. The file may
be a pattern (src/policy/*), the words a `*`."""
import argparse
import re
import sys
from fnmatch import fnmatch
from pathlib import Path

TOOLS = ('gcc', 'clang-tidy', 'cppcheck')
FINDING = re.compile(r'(?P<file>[^:\s]+):(?P<line>\d+):(?:\d+:)? (?:warning|error|fatal error): (?P<message>.*) \[(?P<check>[^\]]+)\]$')


class Accepted:
    def __init__(self, line, number):
        parts = [p.strip() for p in line.split(' | ')]
        if len(parts) != 5 or not all(parts) or parts[0] not in TOOLS or len(parts[4]) < 10:
            raise SystemExit('accepted.txt:%d: not `tool | file | check | words | reason`' % number)
        self.tool, self.file, self.check, self.words, self.reason = parts
        self.number, self.used = number, 0

    def covers(self, tool, file, check, source):
        return tool == self.tool and fnmatch(file, self.file) and self.check in check.split(',') and (self.words == '*' or self.words in source)


def accepted_of(path):
    lines = path.read_text(encoding='utf-8').split('\n')
    return [Accepted(line, i) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith('#')]


def source_line(file, number):
    try:
        lines = Path(file).read_text(encoding='utf-8').split('\n')
    except OSError:
        return ''
    return lines[number - 1] if 0 < number <= len(lines) else ''


def findings(results):
    """Each once: a header's is said again for every file that includes it."""
    seen = set()
    for path in sorted(results.glob('*.txt')):
        tool = next(t for t in TOOLS if path.name.startswith(t))
        for line in path.read_text(encoding='utf-8', errors='replace').split('\n'):
            found = FINDING.match(line)
            if not found:
                continue
            file = re.sub(r'^%s/' % re.escape(str(Path.cwd())), '', found['file'])
            check = re.sub(r'CWE-\d+\]\s*\[|^-W', '', found['check'])
            check = check.replace('-Wanalyzer', 'analyzer')
            key = (tool, file, int(found['line']), check)
            if key not in seen:
                seen.add(key)
                yield key + (found['message'],)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--accepted', type=Path, required=True)
    options.add_argument('--results', type=Path, required=True)
    options.add_argument('--whole', action='store_true')
    options.add_argument('files', nargs='+')
    given = options.parse_args()
    accepted, bad, count = accepted_of(given.accepted), set(), 0
    for tool, file, line, check, message in findings(given.results):
        source = source_line(file, line)
        fits = [a for a in accepted if a.covers(tool, file, check, source)]
        for a in fits:
            a.used += 1
        if fits:
            count += 1
            continue
        if not given.whole and file.endswith('.c') and file not in given.files:
            continue
        print('%s:%d: %s: %s [%s]\n    %s' % (file, line, tool, message, check, source.strip()))
        bad.add((tool, file))
    stale = [a for a in accepted if given.whole and not a.used]
    for a in stale:
        print('accepted.txt:%d: %s finds no %s in %s any more' % (a.number, a.tool, a.check, a.file))
    passed = len(TOOLS) * len(given.files) - sum(1 for _, f in bad if f in given.files)
    print('%d findings accepted by %d reasons' % (count, len(accepted)))
    print('%d passed, %d failed' % (passed, len(bad) + len(stale)))
    return 1 if bad or stale else 0


if __name__ == '__main__':
    sys.exit(main())
