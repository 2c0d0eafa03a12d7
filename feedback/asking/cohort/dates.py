"""Dates as spreadsheets and case systems write them, and the age band that follows from a birth date. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

EXCEL_DAY_0 = date(1899, 12, 30)
"""Excel counts days from here; it believes that 1900 was a leap year, so its own first two months differ."""
SERIALS = range(20_000, 70_000)
"""Day numbers of Excel from 1954 to 2091."""
TOO_FAR_BACK = 8
"""Years. A date further back than this is a birth date, not a date of somebody's time with the service."""
TOO_FAR_AHEAD = 5
YOUNGEST, OLDEST = 10, 25

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?")
BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:]+)?")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec"
_MONTH = rf"(?:{MONTHS}|january|february|march|april|june|july|august|september|october|november|december)"
SHAPES = re.compile(
    rf"""\d{{4}}[-/._ ]\d{{1,2}}[-/._ ]\d{{1,2}}  # 2010-03-12
    | \d{{1,2}}[-/._ ]\d{{1,2}}[-/._ ](?:\d{{4}}|\d{{2}})  # 12/03/2010, 12/03/10
    | \d{{1,2}}(?:st|nd|rd|th)?[-/._ ]*{_MONTH}[-/._, ]*(?:\d{{4}}|\d{{2}})  # 12 March 2010
    | {_MONTH}[-/._ ]*\d{{1,2}}(?:st|nd|rd|th)?[-/._, ]+(?:\d{{4}}|\d{{2}})  # March 12, 2010
    | \d{{4}}[-/._ ]*{_MONTH}[-/._ ]*\d{{1,2}}  # 2010-Mar-12""",
    re.IGNORECASE | re.VERBOSE,
)
TIME = re.compile(r"[T ]\d{1,2}:\d{2}[\d:.]*Z?$")
EIGHT_DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")
INSIDE = re.compile(r"(?<!\d)(?:(\d{4})[-/._ ](\d{1,2})[-/._ ](\d{1,2})|(\d{1,2})[-/._ ](\d{1,2})[-/._ ](\d{4}))(?!\d)")
"""A date with its whole year beside other signs, as in YP-12-03-2010."""
FIRST_YEAR, LAST_YEAR = 1900, 2099


def read(text: str) -> date | None:
    """The date in a cell: 2026-05-31, 31/05/2026 (also with dots or dashes), or a day number of Excel. None when it is none."""
    if found := ISO.fullmatch(text):
        return _real(*map(int, found.groups()))
    if found := BRITISH.fullmatch(text):
        day, month, year = map(int, found.groups())
        return _real(year, month, day)
    if text.isascii() and text.isdigit() and len(text) == 5 and int(text) in SERIALS:
        return EXCEL_DAY_0 + timedelta(days=int(text))
    return None


def looks_like_one(text: str) -> bool:
    """Whether this is or holds a date: alone in a cell real or not, however it is written; beside other signs only a real one."""
    bare = TIME.sub("", text.strip())
    if SHAPES.fullmatch(bare):
        return True
    parts = (found.groups(default="") for found in INSIDE.finditer(bare))
    if any(_compact("".join(part.zfill(2) for part in found if part)) for found in parts):
        return True
    return any(_compact(digits) for digits in EIGHT_DIGITS.findall(bare))


def years_before(today: date, years: int) -> date:
    """The same day so many years before (29 February becomes 28 February); after today when `years` is negative."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)


def sane(day: date, today: date) -> bool:
    """Whether a day can be one of somebody's time with the service."""
    return years_before(today, TOO_FAR_BACK) <= day <= years_before(today, -TOO_FAR_AHEAD)


def is_of_birth(day: date, today: date) -> bool:
    """Whether a day is too long ago to be anything but a birth date."""
    return day < years_before(today, TOO_FAR_BACK)


def age(born: date, today: date) -> int:
    """Full years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def age_band(years: int) -> str | None:
    """The band of an age in years; None outside the ages that the service works with."""
    if not YOUNGEST <= years <= OLDEST:
        return None
    return "10-12" if years <= 12 else "13-14" if years <= 14 else "15-16" if years <= 16 else "17+"


def _compact(digits: str) -> bool:
    """Whether eight digits are a day, written day first, month first or year first."""
    first, second, rest = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    candidates = ((rest, second, first), (rest, first, second), (year, month, day))
    return any(FIRST_YEAR <= one[0] <= LAST_YEAR and _real(*one) is not None for one in candidates)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
