#!/usr/bin/env python3
"""Is a picture there, of that size, and light or dark as it should be, with something on it?

    picture.py FILE.png WIDTH HEIGHT 1|0       1: light, 0: dark
"""
import struct
import sys
import zlib
from pathlib import Path

CHANNELS = {0: 1, 2: 3, 6: 4}


def chunks(data):
    at = 8
    while at < len(data):
        length, name = struct.unpack('>I4s', data[at:at + 8])
        yield name, data[at + 8:at + 8 + length]
        at += length + 12


def unfilter(kind, line, before, step):
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        up = before[i]
        corner = before[i - step] if i >= step else 0
        if kind == 1:
            line[i] = (line[i] + left) & 255
        elif kind == 2:
            line[i] = (line[i] + up) & 255
        elif kind == 3:
            line[i] = (line[i] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            nearest = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))
            line[i] = (line[i] + nearest[2]) & 255
    return line


def read(path):
    header, packed = None, b''
    for name, body in chunks(path.read_bytes()):
        if name == b'IHDR':
            header = struct.unpack('>IIBB', body[:10])
        elif name == b'IDAT':
            packed += body
    width, height, _, kind = header
    raw, step = zlib.decompress(packed), CHANNELS[kind]
    before, rows = bytearray(width * step), []
    for y in range(min(height, 400)):
        at = y * (width * step + 1)
        before = unfilter(raw[at], bytearray(raw[at + 1:at + 1 + width * step]), before, step)
        rows.append(before)
    return width, height, step, rows


def main():
    path, wanted_width, wanted_height, is_light = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == '1'
    if not path.exists():
        print('%s is not there' % path)
        return 1
    width, height, step, rows = read(path)
    values = sorted(row[x * step] for row in rows for x in range(0, width, 3))
    middle, darkest, lightest = values[len(values) // 2], values[0], values[-1]
    if abs(width - wanted_width) > 1 or abs(height - wanted_height) > 1:
        print('%s is %d by %d' % (path, width, height))
        return 1
    if (middle > 200) != is_light or (middle < 60) == is_light or lightest - darkest < 150:
        print('%s: from %d to %d, most of it %d' % (path, darkest, lightest, middle))
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main())
