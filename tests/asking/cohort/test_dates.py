from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.asking.cohort import dates

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-31", date(2026, 5, 31)),
        ("2026-05-31 00:00:00", date(2026, 5, 31)),
        ("2026-05-31T08:30:00", date(2026, 5, 31)),
        ("31/05/2026", date(2026, 5, 31)),
        ("1/5/2026", date(2026, 5, 1)),
        ("31.05.2026", date(2026, 5, 31)),
        ("31-05-2026 08:30", date(2026, 5, 31)),
        ("46173", date(2026, 5, 31)),
        ("05/31/2026", None),
        ("31/05/26", None),
        ("30/02/2026", None),
        ("12345", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_are_read_as_british_ones_iso_or_day_numbers(text: str, expected: date | None) -> None:
    assert dates.read(text) == expected


@given(st.dates(date(1930, 1, 1), date(2090, 12, 31)))
def test_a_day_is_read_back_in_each_form_and_looks_like_a_date(day: date) -> None:
    assert {dates.read(day.isoformat()), dates.read(f"{day:%d/%m/%Y}"), dates.read(f"{day:%d.%m.%Y}")} == {day}
    assert dates.looks_like_one(f"{day:%d %B %Y}")


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2016, 11, 21), "10-12"),
        (date(2016, 11, 22), None),
        (date(2013, 11, 22), "10-12"),
        (date(2013, 11, 21), "13-14"),
        (date(2011, 11, 22), "13-14"),
        (date(2011, 11, 21), "15-16"),
        (date(2009, 11, 22), "15-16"),
        (date(2009, 11, 21), "17+"),
        (date(2000, 11, 22), "17+"),
        (date(2000, 11, 21), None),
    ],
)
def test_the_band_changes_on_the_birthday(born: date, band: str | None) -> None:
    assert dates.age_band(dates.age(born, TODAY)) == band


@pytest.mark.parametrize(
    ("day", "sane"),
    [(date(2018, 11, 21), True), (date(2018, 11, 20), False), (date(2031, 11, 21), True), (date(2031, 11, 22), False)],
)
def test_a_day_of_somebodys_time_lies_within_years_that_make_sense(day: date, sane: bool) -> None:
    assert dates.sane(day, TODAY) is sane
    assert dates.years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)
