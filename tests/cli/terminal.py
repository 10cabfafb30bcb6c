#!/usr/bin/env python3
"""asb at a terminal: the bar of long work, and Ctrl-C. The work takes long because what it writes is read slowly.

    terminal.py ASB FOLDER        FOLDER has small.json. The last line is `N passed, N failed`.
"""
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time

ASB, FOLDER = sys.argv[1], sys.argv[2]
STORE = os.path.join(FOLDER, 'long.asb')
CASES = 40
passed = failed = 0


def see(good, sentence):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print('asb at a terminal: ' + sentence)


def make():
    for i in range(CASES):
        report = json.dumps({'channel': 'phone', 'summary': 'x' * 20000})
        subprocess.run([ASB, '--store', STORE, '--as', 'amy:officer', '--now', '2026-03-02T09:00', 'new', 'L%03d' % i, '--policy', 'small.json',
                        'report', report], cwd=FOLDER, check=True, stdout=subprocess.DEVNULL)


class Export:
    """An export whose standard error is a terminal, unless it is to be a file."""

    def __init__(self, at_terminal=True):
        self.screen, end = pty.openpty() if at_terminal else os.pipe()
        self.asb = subprocess.Popen([ASB, '--store', STORE, 'export'], stdout=subprocess.PIPE, stderr=end, start_new_session=True)
        os.close(end)
        self.bytes = b''

    def read(self, seconds):
        """Reads slowly for so long, or to the end."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            part = os.read(self.asb.stdout.fileno(), 16384)
            self.bytes += part
            if not part:
                return
            time.sleep(0.06)

    def finish(self):
        """All that is left; what was on the screen, and the exit code."""
        self.bytes += self.asb.stdout.read()
        code, said = self.asb.wait(60), b''
        try:
            while part := os.read(self.screen, 65536):
                said += part
        except OSError:
            pass  # a terminal whose other end has gone
        os.close(self.screen)
        self.asb.stdout.close()
        return said.decode('utf-8', 'replace'), code


def a_bar():
    x = Export()
    x.read(60)
    said, code = x.finish()
    shown = re.findall(r'exporting cases \[[#.]{30}\] (\d+) of %d' % CASES, said)
    see(code == 0, 'export gave %d' % code)
    see(len(shown) > 1 and sorted(map(int, shown)) == list(map(int, shown)), 'no bar that grows: %r' % said)
    see(said.endswith('\r\x1b[K'), 'the bar is not taken away: %r' % said[-60:])
    see(x.bytes.count(b'\n') == CASES + 3, 'not all was exported')


def no_bar_without_a_terminal():
    x = Export(at_terminal=False)
    x.read(60)
    see(x.finish() == ('', 0), 'something was said where there is no terminal')


def no_bar_for_a_moment():
    x = Export()
    see(x.finish() == ('', 0), 'a bar for what takes a moment')


def cancelled():
    x = Export()
    x.read(1.5)
    os.kill(x.asb.pid, signal.SIGINT)
    said, code = x.finish()
    see(code == 130, 'cancelled, it gave %d' % code)
    see('The work was cancelled (export).' in said, 'it does not say so: %r' % said)
    lines = x.bytes.split(b'\n')
    see(lines[-1] == b'' and all(json.loads(line) for line in lines[:-1]), 'a line is not whole')
    see(not any(line.startswith(b'{"cases"') for line in lines), 'the last line is there')


def killed():
    x = Export()
    x.read(0.5)  # it waits for its reader now
    os.kill(x.asb.pid, signal.SIGINT)
    time.sleep(0.3)
    see(x.asb.poll() is None, 'the first Ctrl-C killed it')
    os.kill(x.asb.pid, signal.SIGINT)
    see(x.finish()[1] == -signal.SIGINT, 'the second did not')


make()
for test in (a_bar, no_bar_without_a_terminal, no_bar_for_a_moment, cancelled, killed):
    test()
done = subprocess.run([ASB, '--store', STORE, 'verify'], capture_output=True, text=True, check=False)
see((done.returncode, done.stdout, done.stderr) == (0, '%d cases, %d records, 0 erased: all is well\n' % (CASES, CASES), ''), done.stdout + done.stderr)
print('%d passed, %d failed' % (passed, failed))
