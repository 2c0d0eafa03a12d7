"""Working time: nights, weekends, bank holidays of four regions, and the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.working_time import LONDON, Hours, due, is_working_day, passed

OFFICE = Hours(9, 17, "ENG")
AROUND_THE_CLOCK = Hours(0, 24, "ENG")
YEARS = [datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2025, 2029)]
INSTANTS = st.datetimes(*YEARS, timezones=st.just(UTC))


def at(text: str) -> datetime:
    """A time in London."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "regions"),
    [
        ("2026-11-20", {"ENG", "WLS", "SCT", "NIR"}),
        ("2026-11-21", set()),
        ("2026-11-22", set()),
        ("2026-11-30", {"ENG", "WLS", "NIR"}),
        ("2026-01-02", {"ENG", "WLS", "NIR"}),
        ("2026-03-17", {"ENG", "WLS", "SCT"}),
        ("2026-04-03", set()),
        ("2026-04-06", {"SCT"}),
        ("2026-05-04", set()),
        ("2026-07-13", {"ENG", "WLS", "SCT"}),
        ("2026-08-03", {"ENG", "WLS", "NIR"}),
        ("2026-08-31", {"SCT"}),
        ("2026-12-25", set()),
        ("2026-12-28", set()),
        ("2026-12-29", {"ENG", "WLS", "SCT", "NIR"}),
        ("2027-12-27", set()),
        ("2027-12-28", set()),
    ],
)
def test_bank_holidays_are_those_of_the_region(day: str, regions: set[str]) -> None:
    found = {region for region in ("ENG", "WLS", "SCT", "NIR") if is_working_day(Hours(9, 17, region), date.fromisoformat(day))}
    assert found == regions


@pytest.mark.parametrize(
    ("raised", "hours", "expected"),
    [
        ("2026-11-23 10:00", 1, "2026-11-23 11:00"),
        ("2026-11-23 16:00", 1, "2026-11-23 17:00"),
        ("2026-11-23 16:30", 1, "2026-11-24 09:30"),
        ("2026-11-23 17:00", 1, "2026-11-24 10:00"),
        ("2026-11-23 23:59", 1, "2026-11-24 10:00"),
        ("2026-11-24 03:00", 1, "2026-11-24 10:00"),
        ("2026-11-20 16:30", 4, "2026-11-23 12:30"),
        ("2026-11-21 12:00", 1, "2026-11-23 10:00"),
        ("2026-12-24 16:59", 1, "2026-12-29 09:59"),
        ("2026-11-23 10:00", 8, "2026-11-24 10:00"),
        ("2026-03-27 16:30", 1, "2026-03-30 09:30"),
        ("2026-10-23 16:30", 1, "2026-10-26 09:30"),
    ],
)
def test_when_something_is_due(raised: str, hours: float, expected: str) -> None:
    assert due(OFFICE, at(raised), hours) == at(expected)


@pytest.mark.parametrize(("region", "expected"), [("ENG", "2026-11-30 10:00"), ("SCT", "2026-12-01 10:00")])
def test_the_region_decides_which_day_counts(region: str, expected: str) -> None:
    assert due(Hours(9, 17, region), at("2026-11-28 12:00"), 1) == at(expected)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2026-11-23 10:00", "2026-11-23 10:59", 59),
        ("2026-11-23 10:00", "2026-11-23 09:00", 0),
        ("2026-11-23 08:00", "2026-11-23 09:30", 30),
        ("2026-11-23 16:30", "2026-11-24 09:15", 45),
        ("2026-11-20 16:00", "2026-11-23 10:00", 120),
        ("2026-11-21 00:00", "2026-11-22 23:59", 0),
        ("2026-12-24 16:00", "2026-12-29 10:00", 120),
        ("2026-11-23 00:00", "2026-11-28 00:00", 5 * 8 * 60),
    ],
)
def test_how_much_working_time_passed(since: str, until: str, minutes: int) -> None:
    assert passed(OFFICE, at(since), at(until)) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("friday", "monday", "night"), [("2026-03-27", "2026-03-30", "2026-03-29"), ("2026-10-23", "2026-10-26", "2026-10-25")]
)
def test_a_change_of_clocks_at_the_weekend_changes_nothing(friday: str, monday: str, night: str) -> None:
    assert passed(OFFICE, at(f"{friday} 16:30"), at(f"{monday} 09:30")) == timedelta(hours=1)
    assert passed(OFFICE, at(f"{night} 00:30"), at(f"{night} 03:30")) == timedelta()


def test_whoever_works_around_the_clock_counts_each_hour_of_a_working_day() -> None:
    assert passed(AROUND_THE_CLOCK, at("2026-11-23 00:00"), at("2026-11-24 00:00")) == timedelta(hours=24)
    assert due(AROUND_THE_CLOCK, at("2026-11-23 23:30"), 1) == at("2026-11-24 00:30")
    assert due(AROUND_THE_CLOCK, at("2026-11-27 23:30"), 1) == at("2026-11-30 00:30")


@pytest.mark.parametrize("hours", [Hours(17, 9, "ENG"), Hours(9, 9, "ENG"), Hours(23, 1, "ENG")])
def test_hours_that_say_nothing_count_the_whole_day(hours: Hours) -> None:
    assert due(hours, at("2026-11-23 02:00"), 1) == at("2026-11-23 03:00")


@given(INSTANTS, st.integers(1, 24 * 60), st.sampled_from(["ENG", "WLS", "SCT", "NIR"]))
def test_what_is_due_is_due_when_exactly_so_much_time_has_passed(raised: datetime, minutes: int, region: str) -> None:
    hours = Hours(9, 17, region)
    found = due(hours, raised, minutes / 60)
    assert abs(passed(hours, raised, found) - timedelta(minutes=minutes)) < timedelta(milliseconds=1)
    there = found.astimezone(LONDON)
    assert is_working_day(hours, there.date())
    assert 9 <= there.hour + there.minute / 60 <= 17


@given(INSTANTS, INSTANTS, INSTANTS)
def test_time_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    assert passed(OFFICE, first, middle) + passed(OFFICE, middle, last) == passed(OFFICE, first, last)
