"""Bank holidays of England and Wales by rule, and working days."""
import datetime as dt
import functools

from .instants import DAY, parse_date

EARLY_MAY_MOVED = {1995: dt.date(1995, 5, 8), 2020: dt.date(2020, 5, 8)}
SPRING_MOVED = {2002: dt.date(2002, 6, 4), 2012: dt.date(2012, 6, 4), 2022: dt.date(2022, 6, 2)}
EXTRA = {
    dt.date(1977, 6, 7): "Queen's Silver Jubilee", dt.date(1981, 7, 29): 'Royal wedding',
    dt.date(1999, 12, 31): "Millennium Eve", dt.date(2002, 6, 3): "Queen's Golden Jubilee",
    dt.date(2011, 4, 29): 'Royal wedding', dt.date(2012, 6, 5): "Queen's Diamond Jubilee",
    dt.date(2022, 6, 3): 'Platinum Jubilee bank holiday',
    dt.date(2022, 9, 19): 'Bank Holiday for the State Funeral of Queen Elizabeth II',
    dt.date(2023, 5, 8): 'Bank holiday for the coronation of King Charles III'}


def easter(year):
    """Easter Sunday (Gregorian)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def good_friday(year):
    return easter(year) - 2 * DAY


def _first_monday(year, month):
    day = dt.date(year, month, 1)
    return day + ((7 - day.weekday()) % 7) * DAY


def _last_monday(year, month):
    day = dt.date(year, month, 31)
    return day - day.weekday() * DAY


def _kept_on(day, taken):
    while day.weekday() >= 5 or day in taken:
        day += DAY
    return day


@functools.lru_cache(maxsize=None)
def bank_holidays(year):
    """{date: name} of the year."""
    out = {}
    if year >= 1974:
        out[_kept_on(dt.date(year, 1, 1), out)] = "New Year's Day"
    out[good_friday(year)] = 'Good Friday'
    out[easter(year) + DAY] = 'Easter Monday'
    if year >= 1978:
        out[EARLY_MAY_MOVED.get(year, _first_monday(year, 5))] = 'Early May bank holiday'
    out[SPRING_MOVED.get(year, _last_monday(year, 5))] = 'Spring bank holiday'
    out[_last_monday(year, 8)] = 'Summer bank holiday'
    christmas, boxing = dt.date(year, 12, 25), dt.date(year, 12, 26)
    if christmas.weekday() == 6:
        out[boxing] = 'Boxing Day'
        out[_kept_on(christmas, out)] = 'Christmas Day'
    else:
        out[_kept_on(christmas, out)] = 'Christmas Day'
        out[_kept_on(boxing, out)] = 'Boxing Day'
    for day, name in EXTRA.items():
        if day.year == year:
            out[day] = name
    return out


class Calendar:
    """The region's days with the policy's closed and open ones and the host's added and removed ones."""

    def __init__(self, policy_calendar=None, add=(), remove=()):
        policy_calendar = policy_calendar or {}
        self.closed = {parse_date(d) for d in policy_calendar.get('closed', [])}
        self.open = {parse_date(d) for d in policy_calendar.get('open', [])}
        self.added = {parse_date(d) for d in add}
        self.removed = {parse_date(d) for d in remove}

    def why_not(self, day):
        """Why nobody works on the day, or None where it is a working day."""
        if day in self.removed:
            return None
        if day in self.added:
            return 'added to the calendar'
        if day in self.open:
            return None
        if day in self.closed:
            return 'closed'
        if day.weekday() >= 5:
            return 'Saturday' if day.weekday() == 5 else 'Sunday'
        return bank_holidays(day.year).get(day)

    def is_working(self, day):
        return self.why_not(day) is None

    def is_bank_holiday(self, day):
        """As `skipping` means it: takes no account of closed and open."""
        return day not in self.removed and (day in self.added or day in bank_holidays(day.year))

    def is_skipped(self, day, names):
        return (('christmas-day' in names and (day.month, day.day) == (12, 25))
                or ('good-friday' in names and day == good_friday(day.year))
                or ('sunday' in names and day.weekday() == 6)
                or ('saturday' in names and day.weekday() == 5)
                or ('bank-holiday' in names and self.is_bank_holiday(day)))

    def last_working_day_before(self, day):
        day -= DAY
        while not self.is_working(day):
            day -= DAY
        return day
