"""An officer brings in what was held, or leaves it out: each once, and no concern is raised a second time."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest

from feedback import store
from feedback.asking import surveys as life
from feedback.intake import held, sealed
from feedback.questionnaire import loading, starters
from feedback.store import asks, comments, concerns, events, responses, sealing_keys
from feedback.store import held as kept
from feedback.store.surveys import Survey
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, form, open_survey
from tests.intake.devices import CODE, QUARTER, ago, close, invite, offer, only_response, response, seal

DISCLOSURE = "sometimes i think everyone would be better off without me"
pytestmark = pytest.mark.usefixtures("each_database")


def waiting() -> str:
    """The id of the one thing that waits."""
    (one,), _ = kept.page(1, 5)
    return one.id


def raised() -> list[tuple[str, str, str | None]]:
    """What the lead sees: source, question and comment of each concern."""
    return sorted(((one.source, one.question, one.comment_id) for one in concerns.page(0, "all", 1, 20)[0]), key=str)


def publish_one_more() -> None:
    """Version 2 of the survey asks one more question."""
    newer = json.loads(loading.dump(starters.get("young_people")))
    newer["sections"][0]["questions"] += [{"type": "rating", "code": "more", "text": "How was it?", "low": "Bad", "high": "Good"}]
    life.publish("views", loading.load(json.dumps(newer)), ACTOR)


def hold_closed(survey: Survey, **fields: str) -> str:
    """Hold a response because its survey was closed."""
    close(survey, 9)
    assert sealed.receive(seal(response(form(**fields))), queued=True) == "held"
    return waiting()


def test_what_is_held_is_screened_at_once() -> None:
    survey = open_survey()
    hold_closed(survey, change=DISCLOSURE, talk="yes", **{"talk.name": "Kim", "talk.how": "07700 900123"})
    assert raised() == [("comment", "change", None), ("contact", "talk", None)]
    by_source = {one.source: concerns.opened(one.id, 0) for one in concerns.page(0, "all", 1, 5)[0]}
    assert by_source["comment"].text == DISCLOSURE
    assert by_source["comment"].concern.level == "red"
    assert (by_source["contact"].name, by_source["contact"].how) == ("Kim", "07700 900123")


@pytest.mark.parametrize(
    "fields", [{"version": "9"}, {"overall": "splendid"}, {"response_id": "\0no id" * 20}, {"variant": "nobody", "fair": "x"}]
)
def test_what_fits_no_form_is_screened_too(fields: dict[str, str]) -> None:
    open_survey()
    assert (
        sealed.receive(seal(response(form(**({"change": DISCLOSURE, "new\0question" * 9: "i want to kill myself"} | fields)))), queued=True)
        == "held"
    )
    assert [one.level for one in concerns.page(0, "all", 1, 5)[0]] == ["red", "red"]


def test_a_disclosure_under_an_id_that_is_kept_is_raised_and_the_same_words_only_once() -> None:
    open_survey()
    sent = form(overall="good", change=DISCLOSURE)
    sealed.receive(seal(response(sent)), queued=False)
    other = sent.copy()
    other["overall"] = "bad"
    assert sealed.receive(seal(response(other)), queued=True) == "held"
    assert len(raised()) == 1
    other["change"] = "been cutting again but dont tell my mum"
    assert sealed.receive(seal(response(other)), queued=True) == "held"
    assert len(raised()) == 2


def test_brought_in_it_counts_and_its_concerns_are_tied_and_not_doubled() -> None:
    survey = open_survey()
    held_id = hold_closed(survey, overall="good", change=DISCLOSURE, good="they listen", talk="yes")
    before = {one.id for one in concerns.page(0, "all", 1, 9)[0]}
    assert held.bring_in(held_id, ACTOR) == "kept"
    found = only_response(survey.id)
    assert json.loads(found.answers)["overall"] == "good"
    assert {one.id for one in concerns.page(0, "all", 1, 9)[0]} == before
    (about,) = [one for one in concerns.page(0, "all", 1, 9)[0] if one.source == "comment"]
    assert about.response_id == found.id
    assert about.comment_id is not None
    assert [one.text for one in comments.page(survey.id, [QUARTER], 1, 9)[0]] == ["they listen"]
    assert held.bring_in(held_id, ACTOR) == "settled"
    assert kept.waiting() == 0
    (event,) = events.latest(["held.settled"], held_id)
    assert (event.actor, event.detail["how"]) == (ACTOR, "kept")


def test_what_still_cannot_be_kept_stays_on_the_list_with_its_reason() -> None:
    open_survey()
    sealed.receive(seal(response(form(overall="splendid"))), queued=True)
    assert held.bring_in(waiting(), ACTOR) == "not_valid"
    assert kept.waiting() == 1
    assert events.latest(["held.settled"]) == []


def test_a_version_that_is_published_since_and_a_draft_that_is_opened_since_let_it_in() -> None:
    survey = open_survey()
    sealed.receive(seal(response(form(version="2", more="7"))), queued=True)
    held_id = waiting()
    assert held.bring_in(held_id, ACTOR) == "unknown_version"
    publish_one_more()
    assert held.bring_in(held_id, ACTOR) == "kept"
    assert json.loads(only_response(survey.id).answers)["more"] == 7


def test_a_key_that_is_put_back_opens_what_could_not_be_read() -> None:
    survey = open_survey()
    text = seal(response(form(change=DISCLOSURE)))
    with store.transaction():
        row = store.database.db.session.query(sealing_keys.SealingKey).one()
        kid, public, private = row.kid, row.public, sealing_keys.private(row.kid)
        store.database.db.session.delete(row)
    assert sealed.receive(text, queued=True) == "held"
    assert held.bring_in(waiting(), ACTOR) == "unreadable"
    with store.transaction():
        sealing_keys.add(kid, public, str(private), TODAY)
    assert held.bring_in(waiting(), ACTOR) == "kept"
    assert only_response(survey.id)
    assert len(raised()) == 1


def test_other_answers_get_an_id_of_their_own_and_their_concern_goes_with_them() -> None:
    survey = open_survey()
    sent = form(overall="good")
    sealed.receive(seal(response(sent)), queued=False)
    other = sent.copy()
    other["change"] = DISCLOSURE
    sealed.receive(seal(response(other)), queued=True)
    assert held.bring_in(waiting(), ACTOR) == "kept"
    assert responses.counts(survey.id)[0].responses == 2
    ((_, question, comment),) = raised()
    assert (question, comment is None) == ("change", False)
    assert concerns.page(0, "all", 1, 1)[0][0].response_id != sent["response_id"]
    assert comments.count(survey.id, [QUARTER]) == 0


def test_a_code_used_before_ties_it_to_nobody() -> None:
    survey = open_survey()
    invite(survey.id)
    for _ in range(2):
        sealed.receive(seal(response(code=CODE)), queued=True)
    assert held.bring_in(waiting(), ACTOR) == "kept"
    found, _ = responses.page(survey.id, QUARTER, 1, 5)
    assert sorted(one.link_number is None for one in found) == [False, True]


def test_what_was_kept_meanwhile_is_known_and_leaves_the_list() -> None:
    survey = open_survey()
    sent = form(overall="good")
    close(survey, 9)
    sealed.receive(seal(response(sent)), queued=True)
    life.open_survey("views", ACTOR)
    sealed.receive(seal(response(sent)), queued=True)
    assert held.bring_in(waiting(), ACTOR) == "known"
    assert kept.waiting() == 0
    assert only_response(survey.id)


def test_the_day_of_finishing_is_believed_as_on_the_day_when_it_came() -> None:
    survey = open_survey()
    close(survey, 60)
    assert sealed.receive(seal(response(finished=ago(days=6))), queued=True) == "held"
    held_id = waiting()
    with store.transaction():
        one = kept.by_id(held_id)
        assert one is not None
        one.received_on = TODAY - timedelta(days=5)
    assert held.bring_in(held_id, ACTOR) == "kept"
    found = only_response(survey.id)
    assert (found.sent_on, found.timing) == (TODAY - timedelta(days=6), "queued")


def test_an_offer_can_be_brought_in() -> None:
    survey = open_survey()
    close(survey, 9)
    sealed.receive(seal(offer(str(uuid.uuid4()))), queued=True)
    assert held.bring_in(waiting(), ACTOR) == "kept"
    assert asks.offers(survey.id) == {(QUARTER, "said_no"): 1}


def test_left_out_it_is_off_the_list_on_record_and_does_not_come_back() -> None:
    survey = open_survey()
    close(survey, 9)
    text = seal(response(form(change=DISCLOSURE)))
    sealed.receive(text, queued=True)
    held_id = waiting()
    assert held.leave_out(held_id, "a trial", ACTOR)
    assert not held.leave_out(held_id, "again", ACTOR)
    assert held.bring_in(held_id, ACTOR) == "settled"
    assert sealed.receive(text, queued=True) == "held"
    assert kept.waiting() == 0
    assert len(raised()) == 1
    (event,) = events.latest(["held.settled"], held_id)
    assert event.detail == {"how": "left_out", "reason": "a trial"}
    assert responses.counts(survey.id) == []


def test_nothing_is_held_under_an_unknown_id() -> None:
    for act in (lambda: held.bring_in("nothing", ACTOR), lambda: held.leave_out("nothing", "x", ACTOR)):
        with pytest.raises(LookupError):
            act()


def test_what_a_device_sends_again_because_it_never_heard_stays_held_and_raises_nothing_twice() -> None:
    survey = open_survey()
    text = seal(response(form(version="2", change=DISCLOSURE)))
    assert sealed.receive(text, queued=True) == "held"
    publish_one_more()
    assert sealed.receive(text, queued=True) == "held"
    assert len(raised()) == 1
    assert held.bring_in(waiting(), ACTOR) == "kept"
    assert sealed.receive(text, queued=True) == "known"
    assert only_response(survey.id)
    assert len(raised()) == 1


def test_what_was_left_out_stays_out_when_it_is_sent_again() -> None:
    survey = open_survey()
    text = seal(response(form(version="2")))
    sealed.receive(text, queued=True)
    held.leave_out(waiting(), "a trial", ACTOR)
    publish_one_more()
    assert sealed.receive(text, queued=True) == "held"
    assert responses.page(survey.id, QUARTER, 1, 5)[1] == 0


def test_what_was_brought_in_is_kept_in_one_place_where_it_can_be_taken_back() -> None:
    held_id = hold_closed(open_survey(), change="they listen")
    assert held.bring_in(held_id, ACTOR) == "kept"
    row = kept.by_id(held_id)
    assert row is not None
    assert row.received == b""
