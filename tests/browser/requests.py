#!/usr/bin/env python3
"""Did a page ask for anything but itself? Reads what Chromium notes of its network.

    requests.py NETLOG.json URL

What the browser does on its own account, with no page behind it, is not the page's doing: only requests that a page began count, and they are told by their initiator.
"""
import json
import re
import sys
from pathlib import Path


def read(path):
    text = Path(path).read_text(encoding='utf-8', errors='replace')
    try:
        return json.loads(text)
    except ValueError:  # it was cut off when the browser ended
        return json.loads(re.sub(r',\s*$', '', text.rstrip()) + ']}')


def main():
    log, page = read(sys.argv[1]), sys.argv[2]
    names = {number: name for name, number in log['constants']['logEventTypes'].items()}
    asked = set()
    for event in log['events']:
        params = event.get('params') or {}
        url = params.get('url') or ''
        if names.get(event['type'], '').startswith(('URL_REQUEST', 'HTTP_STREAM', 'CORS', 'HOST_RESOLVER')) and re.match(r'(https?|ws|wss|ftp):', url):
            if params.get('initiator', 'not an origin') not in ('not an origin', ''):
                asked.add(url)
    own = {url for url in asked if url != page}
    if not log['events']:
        print('nothing was noted at all')
        return 1
    for url in sorted(own):
        print('asked for %s' % url)
    return 1 if own else 0


if __name__ == '__main__':
    sys.exit(main())
