"""A sent form is kept whole or refused whole, on both databases."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from feedback import store
from feedback.asking import surveys as life
from feedback.intake import receiving
from feedback.intake.receiving import Closed, Conflict, NotOpen, Refused, receive
from feedback.questionnaire import starters
from feedback.store import asks, comments, concerns, links, responses
from feedback.store.encryption import digest
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, arrival, door, form, open_survey

QUARTER = "2026/27 Q3"
pytestmark = pytest.mark.usefixtures("each_database")


def only_response(survey_id: int) -> responses.Response:
    """The one response of a survey."""
    found, total = responses.page(survey_id, QUARTER, 1, 5)
    assert total == 1
    return found[0]


def invite(survey_id: int, token: str, **changes: object) -> None:
    """Keep an invitation with this token."""
    row = {"survey_id": survey_id, "link_number": links.new_number(), "token_hash": digest("invitation", token), "quarter": QUARTER}
    row |= {"expires_on": TODAY + timedelta(days=5), "touchpoint": "review", "age_band": "15-16", "care_experience": "yes"}
    with store.transaction():
        asks.invite_all([row | changes])


def test_what_was_answered_skipped_and_written_is_kept() -> None:
    survey = open_survey()
    sent = form(overall="good", listened="not_sure", good="they listen", change="  ")
    assert not receive(arrival(sent)).known
    kept = only_response(survey.id)
    answers = json.loads(kept.answers)
    assert (answers["overall"], answers["listened"], answers["fair"]) == ("good", "not_sure", "skipped")
    assert answers["age_band"] == "not_asked"
    assert (kept.quarter, kept.sent_on, kept.way, kept.assent, kept.link_number) == (QUARTER, TODAY, "link", "2026-1", None)
    written, _ = comments.page(survey.id, [QUARTER], 1, 5)
    assert [(comment.question, comment.kind, comment.text) for comment in written] == [("good", "praise", "they listen")]
    assert written[0].guess.sentiment in {"positive", "negative", "mixed", "neutral", "unclear"}


def test_an_identical_resend_is_known_and_another_body_is_refused_with_what_was_typed() -> None:
    survey = open_survey()
    sent = form(overall="good", good="they listen")
    receive(arrival(sent))
    assert receive(arrival(sent)).known
    other = sent.copy()
    other["good"] = "they do not"
    with pytest.raises(Conflict) as refused:
        receive(arrival(other))
    assert refused.value.form.data["good"] == "they do not"
    assert only_response(survey.id)
    assert comments.count(survey.id, [QUARTER]) == 1


def test_a_disclosure_raises_a_concern_that_only_the_lead_sees() -> None:
    survey = open_survey()
    receive(arrival(form(change="sometimes i think everyone would be better off without me", talk="yes")))
    raised, total = concerns.page(0, "all", 1, 10)
    assert total == 2
    assert {(concern.source, concern.level) for concern in raised} == {("comment", "red"), ("contact", "blue")}
    opened = concerns.opened(raised[0].id, 0)
    assert opened is not None
    assert "better off without me" in opened.text
    assert opened.concern.raised_at.second == 0
    assert comments.count(survey.id, [QUARTER]) == 0


def test_a_name_and_number_given_to_be_contacted_come_with_their_concern() -> None:
    open_survey()
    receive(arrival(form(**{"talk.name": "Kim", "talk.how": "07700 900123"})))
    opened = concerns.opened(concerns.page(0, "all", 1, 1)[0][0].id, 0)
    assert opened is not None
    assert (opened.name, opened.how) == ("Kim", "07700 900123")


def test_when_a_concern_cannot_be_kept_the_response_is_not_kept_either(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = open_survey()

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(concerns, "add_all", fail)
    with pytest.raises(RuntimeError):
        receive(arrival(form(change="been cutting again but dont tell my mum")))
    assert responses.counts(survey.id) == []


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"overall": "splendid"}, 422),
        ({"made_up": "x"}, 400),
        ({"response_id": "1234"}, 400),
        ({"response_id": "D9A3E0B4-8A6E-4C39-9B3F-6B2D5C1E7F00"}, 400),
        ({"good": "x" * 5001}, 422),
    ],
)
def test_what_cannot_be_kept_comes_back_with_everything_typed(changes: dict[str, str], status: int) -> None:
    survey = open_survey()
    with pytest.raises(Refused) as refused:
        receive(arrival(form(**({"change": "later buses"} | changes))))
    assert refused.value.status == status
    assert refused.value.form.data["change"] == "later buses"
    assert responses.counts(survey.id) == []


def test_a_draft_is_not_there_and_a_closed_survey_takes_answers_for_one_more_day() -> None:
    life.create(starters.get("young_people"), "draft", "Draft", "open", ACTOR)
    with pytest.raises(NotOpen):
        receive(arrival(form(), "draft"))
    survey = open_survey()
    life.close_survey("views", ACTOR)
    receive(arrival(form(overall="good")))
    with store.transaction():
        survey.closed_on = TODAY - timedelta(days=1)
    receive(arrival(form(overall="good")))
    with store.transaction():
        survey.closed_on = TODAY - timedelta(days=2)
    with pytest.raises(Closed):
        receive(arrival(form(overall="good")))


def test_an_invitation_brings_its_bands_and_is_good_for_one_response() -> None:
    survey = open_survey()
    invite(survey.id, "token")
    ask = receiving.invitation("token")
    assert ask is not None
    sent = form(overall="good")
    receive(arrival(sent, ask=ask))
    kept = only_response(survey.id)
    assert (kept.link_number, kept.age_band, kept.care_experience, kept.touchpoint, kept.way) == (
        ask.link_number,
        "15-16",
        "yes",
        "review",
        "invitation",
    )
    assert receive(arrival(sent, ask=receiving.invitation("token"))).known
    with pytest.raises(Conflict):
        receive(arrival(form(overall="bad"), ask=receiving.invitation("token")))
    assert json.loads(only_response(survey.id).answers)["overall"] == "good"


def test_an_unknown_or_expired_token_opens_nothing() -> None:
    survey = open_survey()
    invite(survey.id, "old", expires_on=TODAY - timedelta(days=1))
    assert receiving.invitation("old") is None
    assert receiving.invitation("never made") is None


def test_an_open_survey_asks_for_bands_and_keeps_what_people_say_of_themselves() -> None:
    survey = open_survey(privacy="open")
    receive(arrival(form(overall="good", age_band="15-16", sex="rather_not_say")))
    kept = only_response(survey.id)
    assert (kept.age_band, kept.sex, kept.ethnicity) == ("15-16", "rather_not_say", None)


def test_an_easy_read_response_says_so_and_what_it_was_not_asked() -> None:
    survey = open_survey()
    receive(arrival(form(variant="easy-read", overall="good")))
    kept = only_response(survey.id)
    answers = json.loads(kept.answers)
    assert (kept.variant, answers["overall"], answers["skills"]) == ("easy-read", "good", "not_asked")


def test_saying_no_keeps_a_refused_offer_and_nothing_else() -> None:
    survey = open_survey()
    receiving.decline(door(), "link")
    assert responses.counts(survey.id) == []
    assert asks.offers(survey.id) == {(QUARTER, "said_no"): 1}
