"""Kept counts never outlive a change of what is shown."""

from __future__ import annotations

import pytest

from feedback import store
from feedback.store import counts
from tests.store.rows import a_survey

WINDOW = "2026/27 Q3"
pytestmark = pytest.mark.usefixtures("each_database")


def keep(survey_id: int, revision: int, text: str) -> None:
    """Keep counts in a transaction."""
    with store.transaction():
        counts.keep(survey_id, WINDOW, revision, text)


def test_counts_are_kept_until_they_are_outdated() -> None:
    survey = a_survey()
    assert counts.find(survey.id, WINDOW) == (0, None)
    keep(survey.id, 0, "first")
    assert counts.find(survey.id, WINDOW) == (1, "first")
    with store.transaction():
        counts.outdate(survey.id, [WINDOW])
    revision, kept = counts.find(survey.id, WINDOW)
    assert kept is None
    keep(survey.id, revision, "second")
    assert counts.find(survey.id, WINDOW) == (revision, "second")


@pytest.mark.parametrize("counted_before", [False, True])
def test_a_count_that_was_overtaken_is_not_kept(counted_before: bool) -> None:
    survey = a_survey()
    if counted_before:
        keep(survey.id, 0, "old")
    found, _ = counts.find(survey.id, WINDOW)
    with store.transaction():
        counts.outdate(survey.id, [WINDOW])
    keep(survey.id, found, "overtaken")
    assert counts.find(survey.id, WINDOW)[1] is None


def test_a_quarter_is_settled_for_good_and_for_one_survey_alone() -> None:
    survey, other = a_survey(), a_survey("others")
    assert not counts.settled(survey.id, WINDOW)
    with store.transaction():
        counts.outdate(survey.id, [WINDOW])
        counts.settle(survey.id, WINDOW)
    keep(survey.id, counts.find(survey.id, WINDOW)[0], "counts")
    with store.transaction():
        counts.outdate(survey.id, [WINDOW])
    assert counts.settled(survey.id, WINDOW)
    assert not counts.settled(other.id, WINDOW)
