"""Which day counts for what waited on a device."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from feedback import clock, create_app
from feedback.intake import timing
from tests.databases import SETTINGS, TODAY
from tests.intake.devices import ago


def moved_to(day: date | None, folder: Path) -> Flask:
    """An application whose business date is this day."""
    return create_app(replace(SETTINGS, today=day, database_url=f"sqlite:///{folder / 'never.db'}"))


def finished(business: datetime) -> str:
    """What a device's clock said when it was this business instant."""
    return ago(seconds=(clock.business(clock.now()) - business).total_seconds())


def test_what_comes_at_once_counts_on_the_servers_day(app_context: Flask) -> None:
    assert timing.at_once() == timing.Moment(TODAY, clock.minute(), "")


def test_what_waited_counts_on_the_day_when_it_was_finished(app_context: Flask) -> None:
    found = timing.waited(ago(days=3))
    assert (found.day, found.timing) == (TODAY - timedelta(days=3), "queued")
    assert (found.at.second, found.at.microsecond) == (0, 0)
    assert abs(clock.minute() - timedelta(days=3) - found.at) <= timedelta(minutes=2)


@pytest.mark.parametrize(
    ("before", "believed"), [(30 * 1440 - 2, True), (30 * 1440 + 2, False), (-9, True), (-12, False), (525_600, False)]
)
def test_a_clock_is_believed_for_thirty_days_and_may_go_ten_minutes_fast(app_context: Flask, before: int, believed: bool) -> None:
    found = timing.waited(ago(minutes=before))
    assert found.timing == ("queued" if believed else "not_believed")
    assert found.day <= TODAY
    assert believed or found.day == TODAY


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-11-21", "2026-11-21T10:00:00", "0001-01-01T00:00:00+14:00", "+012026-01-01T00:00:00Z", "9" * 99]
)
def test_a_time_that_is_none_is_not_believed(app_context: Flask, text: str) -> None:
    assert (timing.waited(text).day, timing.waited(text).timing) == (TODAY, "not_believed")


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_is_that_of_london_in_summer(tmp_path: Path, instant: datetime, day: date) -> None:
    with moved_to(date(2026, 7, 5), tmp_path).app_context():
        found = timing.waited(finished(instant + timedelta(seconds=30)))
        assert (found.day, found.timing) == (day, "queued")


def test_without_a_moved_date_the_devices_time_is_the_time(tmp_path: Path) -> None:
    with moved_to(None, tmp_path).app_context():
        instant = clock.now() - timedelta(days=2)
        assert clock.business(instant) == instant
        assert timing.waited(ago(days=2)).day == instant.astimezone(clock.LONDON).date()


def test_what_was_held_counts_as_it_could_be_believed_when_it_came(app_context: Flask) -> None:
    came = TODAY - timedelta(days=50)
    assert timing.held_since(ago(days=60), came).day == TODAY - timedelta(days=60)
    assert timing.held_since(ago(days=60), came).timing == "queued"
    assert timing.held_since(ago(days=50), came).timing == ""
    for wrong in (ago(days=81), ago(days=49), "never"):
        found = timing.held_since(wrong, came)
        assert (found.day, found.timing) == (came, "not_believed")
