"""When, where and for whom sealed answers were given; and offers."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from feedback.asking import kiosks
from feedback.intake import sealed
from feedback.store import asks, concerns, events, responses
from feedback.store.database import db
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, form, open_survey
from tests.intake.devices import CODE, QUARTER, ago, close, enrolled, invite, offer, only_response, reasons, response, seal

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.mark.parametrize("before", [365, -365, 31])
def test_a_clock_that_cannot_be_right_leaves_the_day_of_arrival(before: int) -> None:
    survey = open_survey()
    assert sealed.receive(seal(response(finished=ago(days=before))), queued=True) == "kept"
    kept = only_response(survey.id)
    assert (kept.sent_on, kept.timing) == (TODAY, "not_believed")


def test_what_waited_counts_on_its_own_day_and_says_so() -> None:
    survey = open_survey()
    sealed.receive(seal(response(finished=ago(days=4))), queued=True)
    kept = only_response(survey.id)
    assert (kept.sent_on, kept.timing) == (TODAY - timedelta(days=4), "queued")


def test_sent_at_once_the_servers_clock_decides_whatever_the_device_says() -> None:
    survey = open_survey()
    sealed.receive(seal(response(finished=ago(days=4))), queued=False)
    kept = only_response(survey.id)
    assert (kept.sent_on, kept.timing) == (TODAY, "")


def test_a_persons_code_brings_their_bands_and_counts_once() -> None:
    survey = open_survey()
    invite(survey.id)
    assert sealed.receive(seal(response(code="7hok-i9zz-xv", touchpoint="review")), queued=True) == "kept"
    kept = only_response(survey.id)
    assert (kept.age_band, kept.touchpoint, kept.way) == ("15-16", "exit", "link")
    assert kept.link_number is not None
    assert sealed.receive(seal(response(code=CODE)), queued=True) == "held"
    assert reasons() == ["link_used"]
    assert only_response(survey.id)


@pytest.mark.parametrize(
    ("code", "changes"), [("0000000000", {}), ("nothing\0", {}), (CODE, {"expires_on": TODAY - timedelta(days=3)}), ("", {})]
)
def test_without_a_code_that_fits_an_answer_is_tied_to_nobody(code: str, changes: dict[str, Any]) -> None:
    survey = open_survey()
    invite(survey.id, **changes)
    assert sealed.receive(seal(response(code=code, touchpoint="review")), queued=True) == "kept"
    kept = only_response(survey.id)
    assert (kept.link_number, kept.age_band, kept.touchpoint) == (None, None, "review")


def test_a_code_is_good_on_the_day_of_finishing_though_it_ran_out_since() -> None:
    survey = open_survey()
    invite(survey.id, expires_on=TODAY - timedelta(days=3))
    sealed.receive(seal(response(code=CODE, finished=ago(days=4))), queued=True)
    assert only_response(survey.id).link_number is not None


def test_a_code_of_another_survey_or_in_an_open_one_ties_nothing() -> None:
    other, survey = open_survey("other"), open_survey(privacy="open")
    invite(other.id)
    assert sealed.receive(seal(response(code=CODE)), queued=True) == "kept"
    assert only_response(survey.id).link_number is None
    third = open_survey("third")
    assert sealed.receive(seal(response(code=CODE, slug="third")), queued=True) == "kept"
    assert only_response(third.id).link_number is None


def test_a_tablet_that_proves_itself_brings_its_site_and_team() -> None:
    survey = open_survey()
    proof, site, team = enrolled(survey)
    sealed.receive(seal(response(kiosk=proof)), queued=True)
    kept = only_response(survey.id)
    assert (kept.way, kept.site_id, kept.team_id, kept.by_revoked) == ("kiosk", site, team, False)


def test_a_revoked_tablet_is_still_believed_and_marked() -> None:
    survey = open_survey()
    proof, site, _ = enrolled(survey)
    assert kiosks.revoke(proof["id"], ACTOR)
    sealed.receive(seal(response(kiosk=proof)), queued=True)
    kept = only_response(survey.id)
    assert (kept.way, kept.site_id, kept.by_revoked) == ("kiosk", site, True)


def test_a_tablet_that_does_not_prove_itself_is_an_open_link() -> None:
    survey = open_survey()
    proof, *_ = enrolled(survey)
    sealed.receive(seal(response(kiosk=proof | {"secret": "guess"})), queued=True)
    kept = only_response(survey.id)
    assert (kept.way, kept.site_id, kept.team_id) == ("link", None, None)


def test_a_tablets_concern_keeps_its_site_and_the_minute_of_finishing() -> None:
    survey = open_survey()
    proof, site, _ = enrolled(survey)
    sealed.receive(seal(response(form(talk="yes"), kiosk=proof, finished=ago(days=1))), queued=True)
    concern = concerns.page(0, "all", 1, 1)[0][0]
    assert (concern.site_id, concern.raised_at.second) == (site, 0)
    assert concern.raised_at.date() in {TODAY - timedelta(days=1), TODAY - timedelta(days=2)}


def test_an_offer_sent_twice_is_kept_once() -> None:
    survey = open_survey()
    proof, *_ = enrolled(survey)
    inside = offer(str(uuid.uuid4()), kiosk=proof, made=ago(days=1))
    assert [sealed.receive(seal(inside), queued=True) for _ in range(2)] == ["kept", "known"]
    assert asks.offers(survey.id) == {(QUARTER, "said_no"): 1}
    kept = db.session.query(asks.Offer).one()
    assert (kept.way, kept.reason, kept.made_on) == ("kiosk", "no_time", TODAY - timedelta(days=1))


@pytest.mark.parametrize("outcome", ["took_part", "said_no", "could_not_be_asked", "stopped"])
def test_every_outcome_can_be_kept_without_a_reason_and_without_a_tablet(outcome: str) -> None:
    survey = open_survey()
    assert sealed.receive(seal(offer(str(uuid.uuid4()), outcome=outcome, reason="")), queued=False) == "kept"
    assert asks.offers(survey.id) == {(QUARTER, outcome): 1}


@pytest.mark.parametrize(
    ("changes", "declined"),
    [
        ({"code": "7hok-i9zz-xv"}, True),
        ({"code": CODE, "outcome": "could_not_be_asked", "reason": "upset"}, False),
        ({"code": CODE, "outcome": "stopped", "reason": ""}, False),
        ({"code": "0000000000"}, False),
        ({"code": ""}, False),
        ({"code": CODE, "slug": "other"}, False),
    ],
)
def test_nobody_reminds_a_person_whose_code_came_with_a_no(changes: dict[str, str], declined: bool) -> None:
    survey = open_survey()
    open_survey("other")
    invite(survey.id)
    inside = offer(str(uuid.uuid4()), made=ago(days=2), **changes)
    assert [sealed.receive(seal(inside), queued=True) for _ in range(2)] == ["kept", "known"]
    invitation = db.session.query(asks.Invitation).one()
    assert invitation.declined_on == (TODAY - timedelta(days=2) if declined else None)
    assert not any(CODE in repr(value) for value in vars(db.session.query(asks.Offer).one()).values())


def test_a_no_after_an_answer_changes_nothing_and_may_be_followed_by_one() -> None:
    survey = open_survey()
    invite(survey.id)
    sealed.receive(seal(offer(str(uuid.uuid4()), code=CODE)), queued=False)
    assert sealed.receive(seal(response(code=CODE)), queued=False) == "kept"
    assert only_response(survey.id).link_number is not None
    before = db.session.query(asks.Invitation.declined_on).one()
    sealed.receive(seal(offer(str(uuid.uuid4()), code=CODE, made=ago(days=3))), queued=True)
    assert db.session.query(asks.Invitation.declined_on).one() == before


def test_an_offer_for_a_survey_that_takes_nothing_is_held() -> None:
    survey = open_survey()
    close(survey, 9)
    assert sealed.receive(seal(offer(str(uuid.uuid4()))), queued=True) == "held"
    assert sealed.receive(seal(offer(str(uuid.uuid4()), slug="nowhere")), queued=True) == "held"
    assert reasons() == ["closed", "unknown_survey"]
    assert asks.offers(survey.id) == {}


def test_a_saved_file_is_taken_in_line_by_line_and_is_on_record() -> None:
    survey = open_survey()
    first, second = seal(response()), seal(response())
    text = f"{first}\r\n\n  {second}  \n{first}\nrubbish\n"
    assert sealed.take_file(text, ACTOR) == {"kept": 2, "known": 1, "held": 1}
    assert responses.counts(survey.id)[0].responses == 2
    (event,) = events.latest(["response.sealed_imported"])
    assert (event.actor, event.detail) == (ACTOR, {"items": 4})
