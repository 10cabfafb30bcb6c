"""JSON read as strictly as policies and scenario files are."""
import json

MAX_DEPTH = 100


class FileError(Exception):
    """The file cannot be read, or is not what it should be."""


def _pairs(pairs):
    out = {}
    for key, value in pairs:
        if key in out:
            raise FileError('duplicate key ' + repr(key))
        out[key] = value
    return out


def _constant(text):
    raise FileError('not a JSON number: ' + text)


def _depth(value, level=1):
    """No more than 100 deep, and no lone surrogates."""
    if isinstance(value, str):
        value.encode('utf-8')
    if isinstance(value, dict):
        value = list(value.values()) + list(value)
    if isinstance(value, list):
        if level > MAX_DEPTH:
            raise FileError('nested too deep')
        for item in value:
            _depth(item, level + 1)


def parse(data):
    try:
        text = data.decode('utf-8')
        value = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
        _depth(value)
    except (ValueError, RecursionError) as why:
        raise FileError(str(why))
    return value


def load(path):
    try:
        with open(path, 'rb') as stream:
            return parse(stream.read())
    except OSError as why:
        raise FileError(str(why))
