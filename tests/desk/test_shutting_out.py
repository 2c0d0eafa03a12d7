"""A concern about staff: who must not see it sees it nowhere, and somebody always does."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback import accounts
from feedback.accounts import AccountError
from feedback.desk import concerns as desk
from feedback.desk import measuring, raising, second_looks, shutting_out, signs
from feedback.desk.lane import NoConcern, Refused
from feedback.store import alerts, comments, concern_steps, concerns, events
from feedback.store.accounts import Officer
from tests.desk.lane import STAFF, deputy, lead, opened_by, somebody
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import send


@pytest.fixture
def about_staff(app_context: Flask) -> str:
    """A concern that the deputy opened first."""
    lead()
    return opened_by(deputy(), open_survey(), STAFF)


def sees(officer: Officer, concern_id: str) -> bool:
    """Whether a concern stands anywhere for an officer."""
    listed = {one.id for shown in ("waiting", "open", "all") for one in concerns.page(officer.id, shown, 1, 50)[0]}  # type: ignore[arg-type]
    try:
        desk.raised(concern_id, officer)
    except NoConcern:
        assert concern_id not in listed
        with pytest.raises(NoConcern):
            desk.open_concern(concern_id, officer)
        return False
    assert concern_id in listed
    return True


def test_the_first_opener_shuts_the_lead_out_and_nothing_is_left_for_them(about_staff: str) -> None:
    assert sees(lead(), about_staff)
    assert desk.undecided(lead()) == 1
    shutting_out.settle(about_staff, [lead().id], None, deputy())
    assert not sees(lead(), about_staff)
    assert sees(deputy(), about_staff)
    assert (desk.undecided(lead()), desk.undecided(deputy())) == (0, 1)
    assert measuring.lately(lead()).decided.of == 0
    assert measuring.lately(deputy()).decided.of == 1
    assert events.latest(["concern.access_changed"])[0].detail == {}


def test_only_who_opened_it_first_or_has_it_in_hand_shuts_out(about_staff: str) -> None:
    with pytest.raises(Refused, match="Only who opened it first"):
        shutting_out.settle(about_staff, [deputy().id], None, lead())
    assert sees(deputy(), about_staff)
    shutting_out.settle(about_staff, [], lead().id, deputy())
    shutting_out.settle(about_staff, [deputy().id], None, lead())
    assert not sees(deputy(), about_staff)


def test_somebody_keeps_it(about_staff: str) -> None:
    with pytest.raises(Refused, match="At least one"):
        shutting_out.settle(about_staff, [lead().id, deputy().id], None, deputy())
    with pytest.raises(Refused, match="Choose whom you hand it to"):
        shutting_out.settle(about_staff, [deputy().id], None, deputy())
    with pytest.raises(Refused, match="still sees it"):
        shutting_out.settle(about_staff, [lead().id], lead().id, deputy())
    with pytest.raises(Refused, match="still sees it"):
        shutting_out.settle(about_staff, [], somebody("voice_officer").id, deputy())
    with pytest.raises(Refused, match="Choose whom"):
        shutting_out.settle(about_staff, [], None, deputy())
    assert concern_steps.shut_out_of(about_staff) == frozenset()
    assert events.latest(["concern.access_changed", "concern.handed_over"]) == []


def test_whoever_it_is_handed_to_is_alerted_and_nobody_else(about_staff: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, str, list[str]]] = []
    monkeypatch.setattr(
        alerts, "write", lambda step, concern_id, to, _now, _today: written.append((step, concern_id, [one.email for one in to]))
    )
    shutting_out.settle(about_staff, [deputy().id], lead().id, deputy())
    assert written == [("handed_over", about_staff, [lead().email])]
    assert not sees(deputy(), about_staff)


def test_who_still_sees_it_lets_in_again(about_staff: str) -> None:
    shutting_out.settle(about_staff, [lead().id], None, deputy())
    with pytest.raises(NoConcern):
        shutting_out.let_in(about_staff, lead().id, lead())
    shutting_out.let_in(about_staff, lead().id, deputy())
    assert sees(lead(), about_staff)
    with pytest.raises(Refused, match="not shut out"):
        shutting_out.let_in(about_staff, lead().id, deputy())


def test_what_the_same_person_said_besides_is_kept_from_them_too(app_context: Flask) -> None:
    lead()
    response_id = send(open_survey(), comments={"good": STAFF, "change": "she is lovely"}, contact=("Sam", "07700 900123"))
    about, wish = sorted((one.concern for one in concerns.of_response(response_id)), key=lambda one: one.source)
    desk.open_concern(about.id, deputy())
    shutting_out.settle(about.id, [lead().id], None, deputy())
    assert not sees(lead(), wish.id)
    later = raising.raise_concern(_other_comment(response_id, about.comment_id), "amber", "other", "same hand", somebody("voice_officer"))
    assert not sees(lead(), later)
    assert sees(deputy(), later)
    desk.open_concern(later, deputy())
    assert signs.missed(lead()) == []
    assert [one.concern.id for one in signs.missed(deputy())] == [later]


def test_an_older_concern_of_which_nobody_knows_who_opened_it_first(app_context: Flask) -> None:
    lead(), deputy()
    assert shutting_out.in_charge([], lead())


def test_the_last_account_that_sees_it_cannot_be_taken_away(about_staff: str) -> None:
    shutting_out.settle(about_staff, [lead().id], None, deputy())
    with pytest.raises(AccountError, match="alone can see a concern"):
        accounts.deactivate(deputy().id, "command")
    with pytest.raises(AccountError, match="alone can see a concern"):
        accounts.change(deputy().id, "Tom", ["voice_officer"], "command")
    assert sees(deputy(), about_staff)
    accounts.deactivate(lead().id, "command")
    shutting_out.let_in(about_staff, lead().id, deputy())
    with pytest.raises(AccountError, match="alone can see a concern"):
        shutting_out.settle(about_staff, [somebody("voice_officer").id], None, deputy())
        accounts.deactivate(deputy().id, "command")


def test_a_blue_comment_lies_on_nobodys_desk_while_somebody_is_shut_out(app_context: Flask) -> None:
    survey = open_survey()
    response_id = send(survey, comments={"good": "i want to make a complaint about my worker"})
    (found,) = (one.concern for one in concerns.of_response(response_id))
    assert found.level == "blue"
    desk.open_concern(found.id, deputy())
    comment_id = found.comment_id or ""
    assert comments.on_the_desk(comment_id) is not None
    shutting_out.settle(found.id, [lead().id, somebody("voice_officer").id], None, deputy())
    assert comments.on_the_desk(comment_id) is None
    for one in (lead(), somebody("voice_officer")):
        shutting_out.let_in(found.id, one.id, deputy())
    assert comments.on_the_desk(comment_id) is not None


def test_the_weekly_look_and_the_trial_of_signs_tell_nothing_of_what_somebody_is_shut_out_of(app_context: Flask) -> None:
    survey, monday = open_survey(), second_looks.this_monday()
    for text in ("he means the flat", "the pool table"):
        send(survey, day=monday - second_looks.WEEK, comments={"good": text})
    second_looks.draw()
    shown = second_looks.next_one(deputy())
    assert shown is not None
    later = raising.raise_concern(shown.look.comment_id, "red", "staff_conduct", "him again", deputy())
    desk.open_concern(later, deputy())
    shutting_out.settle(later, [lead().id], None, deputy())
    missed = {one: second_looks.history(one)[0].week.missed for one in (lead(), deputy())}  # type: ignore[union-attr]
    assert missed == {lead(): 0, deputy(): 1}
    assert (measuring.lately(lead()).missed.count, measuring.lately(deputy()).missed.count) == (0, 1)
    pattern = signs.Add("red", "staff_conduct", " ".join(shown.look.text.split()[-2:]))
    effects = {one: signs.propose(pattern, one).effect for one in (lead(), deputy())}
    assert (effects[lead()].of, effects[lead()].more) == (1, 0)
    assert (effects[deputy()].of, effects[deputy()].more) == (2, 1)


def test_where_all_who_had_it_in_hand_have_left_whoever_sees_it_takes_it_over(about_staff: str) -> None:
    somebody("safeguarding_deputy", name="ola")
    accounts.deactivate(deputy().id, "command")
    shutting_out.settle(about_staff, [somebody("safeguarding_deputy", name="ola").id], None, lead())
    assert concern_steps.shut_out_of(about_staff) == {somebody("safeguarding_deputy", name="ola").id}


def _other_comment(response_id: str, comment_id: str | None) -> str:
    from feedback.store.comments import Comment
    from feedback.store.database import db

    found = [one.id for one in db.session.query(Comment).filter_by(response_id=response_id) if one.id != comment_id]
    assert len(found) == 1
    assert comments.on_the_desk(found[0]) is not None
    return found[0]
