"""Every scenario file, played through the package, gives the lines that `asb trace` gives."""
import subprocess
import unittest

from player import Player
from support import BUILD, TOP


class Scenarios(unittest.TestCase):
    def test_there_are_some(self):
        self.assertGreater(len(list((TOP / 'tests/scenario').glob('*.json'))), 40)


def scenario(path):
    def test(self):
        wanted = subprocess.run([BUILD / 'asb', 'trace', path], capture_output=True, check=True).stdout
        played = ''.join(line + '\n' for line in Player(path).lines()).encode()
        for number, (one, other) in enumerate(zip(wanted.splitlines(), played.splitlines()), 1):
            self.assertEqual(one, other, 'line %d' % number)
        self.assertEqual(wanted, played)
    return test


for _path in sorted((TOP / 'tests/scenario').glob('*.json')):
    setattr(Scenarios, 'test_' + _path.stem.replace('-', '_'), scenario(_path))
