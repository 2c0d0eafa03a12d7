"""The words of the lane: time that is left, small numbers, why something was raised."""

from __future__ import annotations

from datetime import timedelta

import pytest

from feedback.desk.measuring import Share
from feedback.officer.concerns import words
from feedback.store.codes import DECISIONS, LEVELS


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=5), "1 minute"),
        (timedelta(minutes=35), "35 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=2, minutes=1), "2 hours 1 minute"),
        (timedelta(hours=20), "20 hours"),
    ],
)
def test_working_time_is_said_in_hours_and_minutes(length: timedelta, said: str) -> None:
    assert words.duration(length) == said


@pytest.mark.parametrize(
    ("count", "of", "said"),
    [
        (0, 4, "fewer than 5, too few to say"),
        (4, 4, "fewer than 5, too few to say"),
        (0, 5, "0 of 5"),
        (5, 5, "5 of 5"),
        (3, 40, "fewer than 5 of 40"),
        (37, 40, "all but a few of 40"),
        (5, 10, "5 of 10"),
    ],
)
def test_small_numbers_and_small_remainders_are_not_counted_out(count: int, of: int, said: str) -> None:
    assert words.share(Share(count, of)) == said


def test_why_something_was_raised_is_said_in_words() -> None:
    assert words.seen("red self_harm: been cut; amber home: kicked out") == (
        "Red, Self-harm: “been cut”; Amber, Unsafe home, neglect or homeless: “kicked out”"
    )
    assert words.seen("Not safe") == "Not safe"


def test_every_decision_and_level_has_its_words() -> None:
    assert set(words.DECISIONS) == set(DECISIONS) - {""}
    assert set(words.LEVELS) == set(LEVELS)
    assert words.category("asked_to_talk") == "Asked to talk to someone"
    assert words.category("something_new") == "Something new"
