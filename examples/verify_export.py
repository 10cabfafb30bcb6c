#!/usr/bin/env python3
"""verify_export.py FILE: verifies what `asb export` printed, a case or a whole store, with a JSON parser and SHA-256 alone."""
import hashlib
import json
import sys

sha, heads, policies, wrong, erased = lambda text: hashlib.sha256(text.encode()).hexdigest(), [], set(), [], 0
lines = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
for line in lines:
    policies.update(sha(text) for text in line.get('policies', []) + [line[key]['document'] for key in line if key == 'policy'])
    before, bare, case = None, [], line.get('case')
    for number, record in enumerate(line.get('records', []), 1):
        header = json.loads(record['header'])
        bare = [] if header['kind'] == 'erasure' else bare
        if header['seq'] != number or header.get('previous') != before or (number == 1 and header['case'] != case):
            wrong.append((case, number, 'it does not follow from the record before'))
        if header.get('policy', {}).get('digest', None) not in policies | {None}:
            wrong.append((case, number, 'its policy is missing'))
        if not record.get('body'):
            bare, erased = bare + [number], erased + 1
        elif sha(record['body']) != header['body']:
            wrong.append((case, number, 'its body is another'))
        before = sha(record['header'])
    wrong += [(case, number, 'its body is missing, and no erasure says why') for number in bare]
    heads += [{'case': case, 'digest': before, 'seq': number}] if case else []
head = {'cases': len(heads), 'digest': sha(json.dumps(heads, separators=(',', ':'), ensure_ascii=False))}
if 'asb_store' in lines[0] and lines[-1] != head:
    wrong.append(('the store', 0, 'the last line does not fit: cases are missing, or others'))
print(''.join('%s, record %d: %s\n' % what for what in wrong) + '%d cases, %d erased: %s' % (len(heads), erased, 'damaged' if wrong else 'all is well'))
sys.exit(bool(wrong))
