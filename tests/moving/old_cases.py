#!/usr/bin/env python3
"""old_cases.py: prints a thousand old cases as CSV, the same each time; the tests migrate them. Some rows are wrong, and are to be left out."""
import csv
import datetime
import sys

CATEGORIES = ['violence', 'serious-threats', 'threats', 'harassment', 'hate-crime', 'hate-incident']
REASONS = ['resolved', 'no-further-action', 'passed-to-mediation']
NAMES = ['Ann Archer', 'Bob "Bobby" Brook', 'Zoë Ćosić', "Dara O'Neill", 'Eve Evans, née Ford', '李 Wei', 'Grace\nHopper']


def day(number, of):
    return (datetime.date(2019, 1, 7) + datetime.timedelta(days=number * 2 + of)).isoformat()


def rows():
    for i in range(1, 1001):
        closed = i % 4 != 0
        yield ['OLD-%04d' % i, day(i, 0), day(i, 1), ['phone', 'email', 'letter'][i % 3], 'Case %d of the old system: "music, and more"' % i,
               CATEGORIES[i % len(CATEGORIES)], NAMES[i % 7], NAMES[(i + 3) % 7] if i % 5 else '', day(i, 2) if i % 10 else '',
               day(i, 90) if closed else '', REASONS[i % len(REASONS)] if closed else '', 'As noted in the old file' if closed else '',
               ['amy', 'ben', 'cat'][i % 3]]


CHANGES = {17: (5, 'nonsense'), 118: (1, '2019-02-30'), 219: (4, ''), 320: (3, 'pigeon'), 421: (0, 'OLD-0420'), 522: (10, 'bored'),
           623: (2, 'soon'), 724: (0, ''), 825: (12, '')}


def main():
    out = csv.writer(sys.stdout, lineterminator='\r\n')
    out.writerow('case reported entered channel summary category complainant perpetrator opened closed reason rationale officer'.split())
    for number, row in enumerate(rows(), 1):
        if number in CHANGES:
            column, text = CHANGES[number]
            row[column] = text
        out.writerow(row[:9] if number == 926 else row)


if __name__ == '__main__':
    sys.stdout.reconfigure(encoding='utf-8', newline='')
    main()
