"""Checks README.md and docs/*.md, and runs docs/examples; see snippets.sh.

    ```c example      is of docs/examples, which examples.py runs; docs/reference.py --check says that it is still the same.
    ```c              with the first line /* complete */: a program. It is compiled, linked and run, and must end with status 0; a ```text
                      block that follows in the same section is what it prints. `/* complete, with FILE.c */`: together with that file.
                      With the first line /* fragment */: compiled within a function that declares the variables in USUAL.
    ```json policy    a policy document: `asb policy check` finds nothing wrong. It is kept as ID.json for the blocks after it.
    ```json scenario  a scenario file: `asb scenario` passes. Its policy may be one of those kept.
    ```sql            tables: SQLite takes it.
    ```console        lines that begin with `$ asb` are run; what stands under each is what it prints.
"""
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
sys.path.insert(0, str(HERE))

import examples  # noqa: E402
from blocks import Document  # noqa: E402
from described import described  # noqa: E402

FLAGS = ['-std=c99', '-Wall', '-Wextra', '-Wpedantic', '-Werror', '-pthread']
COMPLETE = re.compile(r'/\* complete(?:, with (\S+\.c))? \*/$')
USUAL = '''#include <asb/asb.h>
#include <asb/sys/store.h>
#include <stdio.h>
#include <string.h>
void fragment(asb_engine *engine, asb_policy *policy, asb_store *store, asb_case *c, asb_record *r);
void fragment(asb_engine *engine, asb_policy *policy, asb_store *store, asb_case *c, asb_record *r)
{
    asb_decision *why = NULL; asb_duties *duties = NULL; asb_text *text = NULL; asb_matrix *matrix = NULL; asb_assessment *assessment = NULL;
    asb_plan *plan = NULL; asb_proportionality *proportionality = NULL; asb_calendar *calendar = NULL; asb_conflicts *conflicts = NULL;
    asb_list *list = NULL; asb_problems *problems = NULL; asb_json *document = NULL; asb_case *other = NULL;
    const char *json = "{}"; size_t length = 2; int32_t status = 0; int64_t ms = 0; uint64_t number = 0;
    {
#line %d "%s"
%s
    }
    (void)engine, (void)policy, (void)store, (void)c, (void)r, (void)why, (void)duties, (void)text, (void)matrix, (void)assessment;
    (void)plan, (void)proportionality, (void)calendar, (void)conflicts, (void)list, (void)problems, (void)document, (void)other;
    (void)json, (void)length, (void)status, (void)ms, (void)number;
}
'''


class Runner:
    """Counts what passed and failed, and knows how to compile and run."""

    def __init__(self, compiler, build, room):
        self.build, self.room = Path(build).resolve(), Path(room)
        self.compiler = shlex.split(compiler) + FLAGS + self.sanitizers() + ['-I', str(TOP / 'include')]
        self.passed = self.failed = 0

    def sanitizers(self):
        cache = self.build / 'CMakeCache.txt'
        found = re.search(r'^ASB_SANITIZE:STRING=(.+)$', cache.read_text(), re.M) if cache.exists() else None
        return ['-fsanitize=' + found.group(1)] if found else []

    def library(self):
        static = self.build / 'libasb.a'
        if static.exists():
            return [str(static)]
        return ['-L', str(self.build), '-lasb', '-Wl,-rpath,' + str(self.build)]

    def count(self, where, why=None):
        if why is None:
            self.passed += 1
        else:
            self.failed += 1
            print('FAILED %s: %s' % (where, why))

    def run(self, command, room=None, **more):
        environment = dict(os.environ, PATH='%s%s%s' % (self.build, os.pathsep, os.environ.get('PATH', '')))
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=room or self.room, env=environment,
                              encoding='utf-8', timeout=120, **more)

    # ---- C

    def compile(self, source, arguments):
        path = self.room / 'snippet.c'
        path.write_text(source, encoding='utf-8')
        done = self.run(self.compiler + [str(path)] + arguments)
        return done.stdout.strip() or 'it does not compile' if done.returncode else None

    def program(self, block):
        target = self.room / 'snippet'
        beside = COMPLETE.match(block.first_line).group(1)
        arguments = [str(TOP / beside), '-I', str((TOP / beside).parent)] if beside else []
        why = self.compile('#line %d "%s"\n%s' % (block.line + 1, block.name, block.text), arguments + self.library() + ['-o', str(target)])
        if why is None:
            done = self.run([str(target)])
            follows = block.following
            if done.returncode:
                why = 'it ends with status %d\n%s' % (done.returncode, done.stdout)
            elif follows is not None and follows.language == 'text' and follows.text != done.stdout:
                why = 'it prints\n%s' % done.stdout
        self.count(block.where, why)

    def fragment(self, block):
        source = USUAL % (block.line + 1, block.name, block.text)
        self.count(block.where, self.compile(source, ['-c', '-o', str(self.room / 'snippet.o')]))

    def c(self, block):
        if COMPLETE.match(block.first_line):
            self.program(block)
        elif block.first_line == '/* fragment */':
            self.fragment(block)
        else:
            self.count(block.where, 'a block of C begins with /* complete */ or /* fragment */')

    # ---- the command

    def policy(self, block):
        path = self.room / (json.loads(block.text)['id'] + '.json')
        path.write_text(block.text, encoding='utf-8')
        done = self.run(['asb', 'policy', 'check', path.name])
        self.count(block.where, done.stdout if done.returncode else None)

    def scenario(self, block):
        (self.room / 'scenario.json').write_text(block.text, encoding='utf-8')
        done = self.run(['asb', 'scenario', 'scenario.json'])
        self.count(block.where, done.stdout if done.returncode else None)

    def console(self, block):
        for part in re.split(r'^(?=\$ )', block.text, flags=re.M):
            if not part.startswith('$ asb '):
                continue
            command, expected = re.match(r'\$ ((?:[^\n]*\\\n)*[^\n]*\n)(.*)', part, re.S).groups()
            done = self.run(command, shell=True)
            self.count(block.where, None if done.stdout == expected else '%s prints\n%s' % (command.strip(), done.stdout))

    def sql(self, block):
        try:
            sqlite3.connect(':memory:').executescript(block.text)
            self.count(block.where)
        except sqlite3.Error as error:
            self.count(block.where, str(error))

    def block(self, block):
        if block.language == 'c' and block.words[1:] != ['example']:
            self.c(block)
        elif block.words[:2] == ['json', 'policy']:
            self.policy(block)
        elif block.words[:2] == ['json', 'scenario']:
            self.scenario(block)
        elif block.language == 'sql':
            self.sql(block)
        elif block.language == 'console':
            self.console(block)


def links(runner, documents):
    """Every link to a file of the project, and to a heading in it, leads somewhere."""
    for name, document in documents.items():
        for line, target in document.links:
            if re.match(r'[a-z]+:', target):
                continue
            path, _, anchor = target.partition('#')
            file = os.path.normpath(os.path.join(os.path.dirname(name), path)) if path else name
            why = None
            if not (TOP / file).exists():
                why = 'there is no %s' % file
            elif anchor and file in documents and anchor not in documents[file].anchors:
                why = 'there is no heading #%s in %s' % (anchor, file)
            runner.count('%s:%d' % (name, line), why)


def main():
    joined = TOP / 'docs/reference/prose'  # stands in the pages of docs/reference
    paths = [TOP / 'README.md'] + sorted(path for path in (TOP / 'docs').rglob('*.md') if joined not in path.parents)
    documents = {}
    for path in paths:
        name = str(path.relative_to(TOP))
        documents[name] = Document(name, path.read_text(encoding='utf-8'))
    with tempfile.TemporaryDirectory() as room:
        runner = Runner(sys.argv[1], sys.argv[2], room)
        for document in documents.values():
            for block in document.blocks:
                runner.block(block)
        examples.check(runner)
        links(runner, documents)
        for where, why in described(TOP):
            runner.count(where, why)
        print('%d passed, %d failed' % (runner.passed, runner.failed))
        return 1 if runner.failed else 0


if __name__ == '__main__':
    sys.exit(main())
