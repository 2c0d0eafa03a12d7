"""Break-glass: a reason, a record, a word to the other, and nothing where nobody is known."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from feedback import store
from feedback.desk import concerns as desk
from feedback.desk import deciding, identity, shutting_out
from feedback.desk.identity import Identity
from feedback.desk.lane import NoConcern, Refused
from feedback.store import alerts, concern_steps, events, links, people
from feedback.store.encryption import seal
from feedback.store.people import Person
from tests.desk.lane import STAFF, deputy, lead, opened_by, raised_by
from tests.intake.arrivals import open_survey

REASON = "She may be in danger tonight and must be found."
NUMBER = 4711


def somebody_known() -> None:
    """A young person with a link number and a phone."""
    with store.transaction():
        person = Person(audience="young_people", reference="YP-0042", team="North", age_band="15-16", sex="f")
        people.add_all([person])
        links.link_all({person.id: NUMBER})
        phone = seal("+447700900123", date(2026, 11, 21))
        people.put_contacts([{"person_id": person.id, "phone": phone, "email": None, "stop_hash": None}])


@pytest.fixture
def linked(app_context: Flask) -> str:
    """An opened concern that came by a personal link."""
    somebody_known()
    deputy()
    return opened_by(lead(), open_survey(), STAFF, way="invitation", link_number=NUMBER)


def test_it_opens_with_a_reason_on_record_and_tells_the_other(linked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(alerts, "write", lambda step, _id, to, _now, _today: written.append((step, [one.email for one in to])))
    found = identity.break_glass(linked, REASON, lead())
    assert found == Identity("YP-0042", "young_people", "North", {"age_band": "15-16", "sex": "f"}, "+447700900123", "")
    step = concern_steps.of(linked)[-1]
    assert (step.kind, step.officer_id, dict(step.said)) == ("identity", lead().id, {"reason": REASON})
    (event,) = events.latest(["identity.opened"])
    assert (event.actor, event.subject_id, event.detail) == (lead().email, linked, {})
    assert written == [("identity", [deputy().email])]


@pytest.mark.parametrize("reason", ["", "because", "x" * 19])
def test_a_short_reason_opens_nothing(linked: str, reason: str) -> None:
    with pytest.raises(Refused, match="at least 20") as error:
        identity.break_glass(linked, reason, lead())
    assert error.value.field == "reason"
    assert events.latest(["identity.opened"]) == []
    assert [step.kind for step in concern_steps.of(linked)] == ["opened"]


def test_blue_is_no_reason_to_know_who_it_is(linked: str) -> None:
    deciding.change_level(linked, "blue", "It was a joke.", lead())
    with pytest.raises(Refused, match="red and amber alone"):
        identity.break_glass(linked, REASON, lead())


@pytest.mark.parametrize("more", [{}, {"link_number": 99}])
def test_where_nobody_is_known_it_says_what_to_do_instead(app_context: Flask, more: dict[str, object]) -> None:
    somebody_known()
    concern_id = opened_by(lead(), open_survey(), STAFF, **more)
    with pytest.raises(Refused, match="Trace it by the place"):
        identity.break_glass(concern_id, REASON, lead())
    assert events.latest(["identity.opened"]) == []


def test_not_before_somebody_has_read_it_and_never_for_who_is_shut_out(linked: str) -> None:
    shutting_out.settle(linked, [deputy().id], None, lead())
    with pytest.raises(NoConcern):
        identity.break_glass(linked, REASON, deputy())
    unread = raised_by(open_survey("other"), STAFF, way="invitation", link_number=NUMBER)
    with pytest.raises(Refused, match="Open the concern first"):
        identity.break_glass(unread, REASON, lead())


def test_the_page_of_a_concern_says_that_a_person_is_known_and_nothing_of_them(linked: str) -> None:
    came = desk.open_concern(linked, lead()).came
    assert came is not None
    assert (came.way, came.linked) == ("invitation", True)
    assert "YP-0042" not in repr(desk.open_concern(linked, lead()))
