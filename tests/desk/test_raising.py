"""A reader raises what the list missed: it is in the lane from then on, and the reader cannot open it."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from feedback import store
from feedback.desk import concerns as desk
from feedback.desk import raising
from feedback.desk.raising import OffTheDesk
from feedback.store import alerts, comments, concerns, council, events
from tests.desk.lane import HARM, comment_of, lead, somebody
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import send

SAID = "the usual thing after dark again"
"""Nothing that a list could know."""


@pytest.fixture
def comment_id(app_context: Flask) -> str:
    """A comment that raised nothing, from a tablet of a site."""
    survey = open_survey()
    with store.transaction():
        site = council.add_place("site", "Canal Street")
    return comment_of(send(survey, comments={"good": SAID}, way="kiosk", site_id=site.id))


def test_it_is_in_the_lane_with_the_words_the_place_and_the_readers_note(comment_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[list[object]] = []
    monkeypatch.setattr(alerts, "write_first", lambda rows, _now, _today: told.append([(row["id"], row["level"]) for row in rows]))
    reader = somebody("voice_officer", name="Amara")
    concern_id = raising.raise_concern(comment_id, "red", "sexual_abuse", "I know this phrase.", reader)
    assert told == [[(concern_id, "red")]]
    opened = desk.open_concern(concern_id, lead())
    concern = opened.found.concern
    assert (concern.source, concern.level, concern.category, concern.comment_id) == ("reader", "red", "sexual_abuse", comment_id)
    assert (opened.found.text, opened.found.seen) == (SAID, "Amara: I know this phrase.")
    assert (opened.raised.site, opened.question) == ("Canal Street", "What is good?")
    (event,) = events.latest(["concern.raised"])
    assert (event.actor, event.subject_id, event.detail) == (reader.email, comment_id, {})


@pytest.mark.parametrize(("level", "stays"), [("red", False), ("amber", False), ("blue", True)])
def test_red_and_amber_leave_the_desk(comment_id: str, level: str, stays: bool) -> None:
    raising.raise_concern(comment_id, level, "other", "look", somebody("voice_officer"))
    assert (comments.on_the_desk(comment_id) is not None) == stays
    if not stays:
        with pytest.raises(OffTheDesk):
            raising.raise_concern(comment_id, level, "other", "again", somebody("voice_officer"))
        with pytest.raises(OffTheDesk):
            raising.about(comment_id, somebody("voice_officer"))


def test_nothing_that_is_not_on_the_desk_can_be_raised(app_context: Flask) -> None:
    hidden = comment_of(send(open_survey(), comments={"good": HARM}))
    for unknown in (hidden, str(uuid.uuid4())):
        with pytest.raises(OffTheDesk):
            raising.raise_concern(unknown, "red", "other", "look", somebody("voice_officer"))
    assert concerns.page(0, "all", 1, 5)[1] == 1


def test_a_level_that_is_none_is_refused(comment_id: str) -> None:
    with pytest.raises(ValueError, match="not a level"):
        raising.raise_concern(comment_id, "none", "other", "look", somebody("voice_officer"))


def test_reading_a_comment_to_raise_it_is_on_record(comment_id: str) -> None:
    about = raising.about(comment_id, somebody("voice_officer"))
    assert (about.text, about.question, about.quarter) == (SAID, "What is good?", "2026/27 Q3")
    (event,) = events.latest(["comment.read"])
    assert (event.subject_id, event.detail) == (comment_id, {"slug": "views"})
