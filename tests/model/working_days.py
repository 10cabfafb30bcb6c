"""Makes src/time/working_days.inc: the bank holidays of some decades as numbers of weekdays, by the model's own calendar.

    python3 tests/model/working_days.py            says whether the file is as it would be made
    python3 tests/model/working_days.py --write    makes it
"""
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from asbmodel import calendar

FIRST, LAST = 1990, 2069
BUCKET = 16
BEGIN = datetime.date(FIRST, 1, 1)
BEGIN -= datetime.timedelta(days=BEGIN.weekday())  # a Monday
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'src', 'time', 'working_days.inc')


def weekday_number(day):
    weeks, weekday = divmod((day - BEGIN).days, 7)
    return 5 * weeks + min(weekday + 1, 5)


def rows(numbers):
    line = []
    for n in numbers:
        line.append(f'{n},')
        if len(line) == 24:
            yield ' '.join(line)
            line = []
    if line:
        yield ' '.join(line)


def text():
    holidays = sorted(weekday_number(day) for year in range(FIRST, LAST + 1) for day in calendar.bank_holidays(year) if day.weekday() < 5)
    last = weekday_number(datetime.date(LAST, 12, 31))
    first_of = [sum(h < bucket * BUCKET for h in holidays) for bucket in range(last // BUCKET + 1)]
    return '\n'.join([
        '/* Made by tests/model/working_days.py. */', '',
        f'enum {{ FIRST_MONDAY = {(BEGIN - datetime.date(1970, 1, 1)).days}, LAST_WEEKDAY = {last}, BUCKET = {BUCKET} }};', '',
        '/* Which weekdays, counted from the first Monday as 1, are bank holidays; the last four end the row. */',
        'static const uint16_t holiday_numbers[] = {', *rows(holidays + [65535] * 4), '};', '',
        '/* How many of them are before the weekday BUCKET * n. */',
        'static const uint16_t holidays_before[] = {', *rows(first_of), '};', ''])


if __name__ == '__main__':
    if '--write' in sys.argv:
        with open(OUT, 'w') as f:
            f.write(text())
    elif open(OUT).read() != text():
        sys.exit('src/time/working_days.inc is not what tests/model/working_days.py makes: run it with --write')
