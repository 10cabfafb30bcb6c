#!/usr/bin/env python3
"""Runs the programs of docs/examples: does each snippet print what it says, or assert?

    python3 tests/docs/examples.py CC BUILD_DIR [--write]

--write puts into the sources what the snippets print. As a part of the tests it is called by snippets.py.

Each program is compiled with two calls of fputs() around each snippet, on the lines of its markers, so that it is known what each of them prints.
"""
import re
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / 'docs'))

from asbdocs.examples import examples, files, take_apart  # noqa: E402

LONGEST = 14


def instrumented(path, snippets):
    lines = path.read_text(encoding='utf-8').split('\n')
    for index, s in enumerate(snippets):
        if not s.outside:
            lines[s.line - 1] = 'fputs("\\002%d\\n", stdout);' % index
            lines[s.last - 1] = 'fputs("\\003", stdout);'
    return '#line 1 "%s"\n' % path + '\n'.join(lines)


def printed(text):
    """By the number of the snippet what it printed; under None what was printed besides, and the numbers of those that ran twice."""
    out, besides = {}, text
    for number, said in re.findall(r'\x02(\d+)\n(.*?)\x03', text, re.S):
        besides = besides.replace('\x02%s\n%s\x03' % (number, said), '', 1)
        if int(number) in out:
            besides += '(snippet %s ran twice)' % number
        out[int(number)] = said
    out[None] = besides
    return out


def unlike(example):
    """What an example lacks, whatever it prints."""
    code = [line for line in example.code.split('\n') if line.strip()]
    missing = [name for name in example.names if not re.search(r'\b%s\b' % name, example.code)]
    if missing:
        return 'it does not call ' + ', '.join(missing)
    if len(code) > LONGEST:
        return 'it has %d lines; %d are enough' % (len(code), LONGEST)
    if example.prints is None and 'assert(' not in example.code:
        return 'it neither prints nor asserts'
    return None


def comment(indent, said):
    """What is printed, as the comment at the end of a snippet."""
    lines = said.split('\n')[:-1]
    room = ' ' * indent
    if len(lines) == 1 and len(room + lines[0]) < 120 and lines[0]:
        return ['%s/* prints: %s */' % (room, lines[0])]
    return [room + '/* prints:'] + [(room + ' * ' + line).rstrip() for line in lines] + [room + ' */']


def write(path, snippets, said):
    lines = path.read_text(encoding='utf-8').split('\n')
    for index in reversed(range(len(snippets))):
        s = snippets[index]
        start, stop = s.prints_lines or (s.last - 1, s.last - 1)
        lines[start:stop] = comment(s.indent, said[index]) if said.get(index) else []
    path.write_text('\n'.join(lines), encoding='utf-8')


def run(runner, path, snippets):
    """What the program of a file prints; None, and it is counted, where it cannot be made or run."""
    target = runner.room / 'example'
    arguments = ['-I', str(path.parent)] + runner.library() + ['-o', str(target)]
    why = runner.compile(instrumented(path, snippets), arguments)
    if why is None:
        with tempfile.TemporaryDirectory() as room:  # its files are its own
            done = runner.run([str(target)], room=room)
        if done.returncode == 0:
            return printed(done.stdout)
        why = 'it ends with status %d\n%s' % (done.returncode, done.stdout.replace('\x02', '[').replace('\x03', ']'))
    runner.count('docs/examples/' + path.name, why)
    return None


def judge(runner, path, snippets, said):
    besides = said[None]
    runner.count('docs/examples/' + path.name, 'it prints outside of its snippets: %r' % besides if besides else None)
    for index, s in enumerate(snippets):
        if s.outside:
            continue
        if index not in said:
            why = 'it is not run'
        else:
            why = None if said[index] == (s.prints or '') else 'it prints\n' + said[index]
        runner.count(s.where, why)


def check(runner):
    for path in files(TOP):
        snippets = take_apart(path)
        said = run(runner, path, snippets)
        if said is not None:
            judge(runner, path, snippets, said)
    for of_file in examples(TOP).values():
        for example in of_file:
            runner.count(example.where, unlike(example))


def main():
    from snippets import Runner
    with tempfile.TemporaryDirectory() as room:
        runner = Runner(sys.argv[1], sys.argv[2], room)
        if '--write' in sys.argv[3:]:
            for path in files(TOP):
                snippets = take_apart(path)
                said = run(runner, path, snippets)
                if said is not None:
                    write(path, snippets, said)
        check(runner)
        print('%d passed, %d failed' % (runner.passed, runner.failed))
        return 1 if runner.failed else 0


if __name__ == '__main__':
    sys.exit(main())
