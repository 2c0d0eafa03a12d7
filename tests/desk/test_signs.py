"""The list of signs: every change is tried first, the loss of a red needs a reason, and nobody overwrites anybody."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from feedback.desk import concerns as lane
from feedback.desk import raising, signs
from feedback.desk.list_versions import NoSuchVersion
from feedback.desk.signs import Add, LosesReds, Remove, Restore, Wrong
from feedback.language.screening import screen_of
from feedback.language.trying import regression
from feedback.store import events, lists
from tests.desk.lane import comment_of, lead, somebody
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import Q3, send

NEW = Add("red", "exploitation", "zebra crossing run")


def caught(text: str) -> bool:
    """Whether the list as it is now raises this."""
    return bool(screen_of(lists.current("signs").content).signs(text))


def a_pattern_that_a_red_needs() -> str:
    """A pattern without which the known comments lose a red one."""
    reds = [known for known in regression() if known.level == "red"]
    for sign in signs.page("", "", 1)[0]:
        without = screen_of(json.dumps({"added": [], "removed": [sign.pattern]}))
        if any(screen_of("").signs(known.text) and not without.signs(known.text) for known in reds):
            return sign.pattern
    raise AssertionError("no pattern of the first page matters")


def test_an_added_pattern_counts_at_once_and_is_on_record(app_context: Flask) -> None:
    assert not caught("they call it the zebra crossing run")
    assert signs.save(NEW, 0, "", lead()) == 1
    assert caught("they call it the zebra crossing run")
    (event,) = events.latest(["list.changed"])
    assert (event.actor, event.detail) == (lead().email, {"kind": "signs", "version": 1})
    version = lists.by_number("signs", 1)
    assert version is not None
    assert version.note == "Added, red, Criminal exploitation: “zebra crossing run”."
    first = signs.page("", "", 1)[0][0]
    assert (first.pattern, first.own) == ("zebra crossing run", True)


def test_trying_keeps_nothing_and_counts_the_past(app_context: Flask) -> None:
    survey = open_survey()
    for text in ("they call it the zebra crossing run", "the pool table", "zebra crossing run"):
        send(survey, day=Q3, comments={"good": text})
    proposal = signs.propose(NEW, lead())
    assert (proposal.effect.of, proposal.effect.more, proposal.effect.fewer) == (3, 2, 0)
    assert proposal.lost_reds == []
    assert lists.current("signs").version == 0
    signs.save(NEW, 0, "", lead())
    back = signs.propose(Remove("zebra crossing run"), lead())
    assert (back.after, back.effect.more, back.effect.fewer) == (1, 0, 2)


def test_losing_a_red_needs_a_reason(app_context: Flask) -> None:
    change = Remove(a_pattern_that_a_red_needs())
    assert signs.propose(change, lead()).lost_reds
    with pytest.raises(LosesReds):
        signs.save(change, 0, "", lead())
    assert lists.current("signs").version == 0
    signs.save(change, 0, "Nobody says it any more.", lead())
    version = lists.by_number("signs", 1)
    assert version is not None
    assert version.note.endswith("Nobody says it any more.")


def test_taking_out_and_going_back(app_context: Flask) -> None:
    signs.save(NEW, 0, "", lead())
    signs.save(Remove(NEW.pattern), 1, "", lead())
    assert not caught("zebra crossing run")
    signs.save(Restore(1), 2, "", lead())
    assert caught("zebra crossing run")
    assert lists.current("signs").version == 3
    signs.save(Restore(0), 3, "", lead())
    assert json.loads(lists.current("signs").content) == {"added": [], "removed": []}
    with pytest.raises(NoSuchVersion):
        signs.propose(Restore(99), lead())


def test_two_leads_never_overwrite_each_other(app_context: Flask) -> None:
    tried = signs.propose(NEW, lead())
    signs.save(Add("amber", "home", "purple mattress"), 0, "", somebody("safeguarding_deputy"))
    with pytest.raises(lists.Outdated):
        signs.save(NEW, tried.after, "", lead())
    assert lists.current("signs").version == 1


@pytest.mark.parametrize(
    "change",
    [
        Add("red", "suicide", "(unclosed"),
        Add("red", "suicide", "the"),
        Add("none", "suicide", "zebra"),
        Add("red", "x", "zebra"),
        Remove("zebra"),
    ],
)
def test_what_cannot_be_says_why(app_context: Flask, change: signs.Change) -> None:
    with pytest.raises(Wrong, match=r"\w+ \w+"):
        signs.propose(change, lead())


def test_the_list_is_searched_and_paged(app_context: Flask) -> None:
    every, total = signs.page("", "", 1)
    assert len(every) == signs.SIZE < total
    found, count = signs.page("KMS", "", 1)
    assert [sign.pattern for sign in found] == ["kms"]
    assert count == 1
    suicide, _ = signs.page("", "suicide", 1)
    assert {sign.category for sign in suicide} == {"suicide"}
    assert signs.page("no such words", "", 1) == ([], 0)


def test_what_was_missed_is_read_on_record_once_somebody_opened_it(app_context: Flask) -> None:
    text = "the usual thing after dark again"
    comment_id = comment_of(send(open_survey(), comments={"good": text}))
    concern_id = raising.raise_concern(comment_id, "red", "other", "I know this phrase.", somebody("voice_officer"))
    assert signs.missed(lead()) == []
    lane.open_concern(concern_id, lead())
    assert [one.text for one in signs.missed(lead())] == [text]
    assert [event.detail for event in events.latest(["miss.listed"])] == [{"count": 1}, {"count": 0}]
