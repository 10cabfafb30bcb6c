#!/usr/bin/env python3
"""Runs `asb due DATE PERIOD` for random dates and periods and compares with the model."""
import argparse
import datetime as dt
import json
import random
import re
import subprocess
import sys

from asbmodel import calendar
from asbmodel.instants import date_text, from_local, instant_of, is_date, local_text, parse_instant, parse_when, to_local, utc_text
from asbmodel.periods import MOST, SKIPS, end_of

INSTANT = re.compile(r'\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?')
DATE = re.compile(r'\d{4}-\d{2}-\d{2}')


def random_day(rng):
    roll = rng.random()
    if roll < 0.5:
        year = rng.randint(2020, 2035)
    elif roll < 0.8:
        year = rng.randint(1970, 2050)
    else:
        year = rng.randint(1900, 2999)
    if rng.random() < 0.3:
        easter = calendar.easter(year)
        days = list(calendar.bank_holidays(year)) + [easter, dt.date(year, 12, 24), dt.date(year, 12, 31), dt.date(year, 1, 31)]
        for month in (3, 10):
            sunday = dt.date(year, month, 31)
            days.append(sunday - dt.timedelta((sunday.weekday() + 1) % 7))
        return min(max(rng.choice(days) + dt.timedelta(rng.randint(-3, 2)), dt.date(1900, 1, 1)), dt.date(2999, 12, 31))
    return dt.date(year, 1, 1) + dt.timedelta(rng.randint(0, 364))


def random_period(rng):
    unit = rng.choice(['working_days', 'days', 'weeks', 'months', 'hours', 'hours', 'working_days', 'months'])
    n = rng.choice([0, 1, rng.randint(0, 12), rng.randint(0, 60), rng.randint(0, MOST[unit]) if rng.random() < 0.2 else 3])
    period = {unit: n}
    if unit in ('days', 'weeks', 'months') and n and rng.random() < 0.4:
        period['beginning_with'] = True
    if unit == 'hours':
        if rng.random() < 0.7:
            period[unit] = n = rng.choice([0, 24, 48, 72, n])
            period['skipping'] = rng.sample(SKIPS, rng.randint(1, 4))
    return period


def random_start(rng, period):
    day = random_day(rng)
    if 'hours' in period and rng.random() < 0.8 or rng.random() < 0.1:
        hour, minute = rng.choice([(0, 0), (1, 30), (0, 30), (2, 0), (23, 59), (rng.randint(0, 23), rng.randint(0, 59))])
        text = date_text(day) + 'T%02d:%02d' % (hour, minute)
        return text + rng.choice(['', '', '', ':00', 'Z', ':15.250', '+01:00'])
    return date_text(day)


def agrees(line, due):
    """Does the line of asb give what the model gives?"""
    if is_date(due):
        found = DATE.search(line)
        return found is not None and found[0] == date_text(due) and not INSTANT.search(line)
    for text in INSTANT.findall(line):
        if parse_instant(text) == due:
            return True
        if 'Z' not in text and '+' not in text:
            local = to_local(due)
            if text == local.strftime('%Y').zfill(4) + local.strftime('-%m-%dT%H:%M') and not (local.second or due % 1000):
                return True
            if text == local_text(due):
                return True
    return False


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--asb', required=True)
    options.add_argument('--seed', type=int, required=True)
    options.add_argument('--count', type=int, required=True)
    options.add_argument('--show', type=int, default=10)
    given = options.parse_args()
    rng = random.Random(given.seed)
    cal = calendar.Calendar()
    passed = failed = 0
    for _ in range(given.count):
        period = random_period(rng)
        start = random_start(rng, period)
        due = end_of(period, parse_when(start), cal)
        done = subprocess.run([given.asb, 'due', start, json.dumps(period)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = (done.stdout.decode('utf-8', 'replace').split('\n') or [''])[0]
        if done.returncode == 0 and agrees(line, due):
            passed += 1
            continue
        failed += 1
        if failed <= given.show:
            wanted = date_text(due) if is_date(due) else '%s (%s)' % (local_text(due), utc_text(due))
            print('due %s %s: model %s, asb %r (exit status %d)' % (start, json.dumps(period), wanted, line, done.returncode))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
