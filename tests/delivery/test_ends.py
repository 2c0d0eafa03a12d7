"""What becomes of a message, as tables: no clock, no database, no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.delivery import ends, quiet
from feedback.delivery.ends import BACK_OFF, End, Facts
from feedback.delivery.notify import found, refused, taken
from feedback.delivery.outcomes import Accepted, Held, Later, Missing, Outcome, Question, Refused, Unknown

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TRYING = Facts("trying", 1, NOW)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("facts", "outcome", "end"),
    [
        (TRYING, Accepted("p"), End("accepted", "", 1, NOW + HOUR, NOW, "p")),
        (TRYING, Accepted(None), End("accepted", "", 1)),
        (TRYING, Accepted("p", "delivered"), End("delivered", "", 1, provider_id="p")),
        (TRYING, Accepted("p", "sending"), End("accepted", "", 1, NOW + HOUR, NOW, "p")),
        (TRYING, Accepted("p", "permanent-failure"), End("failed", "unknown_there", 1, provider_id="p")),
        (TRYING, Refused("not_an_address"), End("failed", "not_an_address", 1)),
        (TRYING, Later(), End("waiting", "", 1, NOW + MINUTE, NOW)),
        (replace(TRYING, tries=5), Later(), End("waiting", "", 5, NOW + 4 * HOUR, NOW)),
        (replace(TRYING, tries=23), Later(), End("failed", "gave_up", 23)),
        (TRYING, Missing(), End("waiting", "", 1, NOW, NOW)),
        (replace(TRYING, tries=23), Missing(), End("failed", "gave_up", 23)),
        (TRYING, Unknown(), End("trying", "", 1, NOW + MINUTE, NOW)),
        (replace(TRYING, tried_at=NOW - HOUR), Unknown(), End("trying", "", 1, NOW + HOUR, NOW - HOUR)),
        (replace(TRYING, tried_at=NOW - 71 * HOUR), Unknown(), End("trying", "", 1, NOW + 4 * HOUR, NOW - 71 * HOUR)),
        (replace(TRYING, tried_at=NOW - 72 * HOUR), Unknown(), End("failed", "gave_up", 1)),
        (TRYING, Held("busy"), End("waiting", "", 0, NOW)),
    ],
)
def test_after_an_attempt(facts: Facts, outcome: Outcome, end: End) -> None:
    assert ends.after_attempt(facts, outcome, NOW) == end


def test_an_attempt_that_could_not_be_asked_about_stays_unknown() -> None:
    assert ends.after_question(TRYING, Held("key_refused"), NOW) == End("trying", "", 1, NOW, NOW)
    assert ends.after_question(TRYING, Missing(), NOW) == ends.after_attempt(TRYING, Missing(), NOW)


def test_it_is_tried_for_three_days() -> None:
    assert timedelta(days=3) <= sum(BACK_OFF, timedelta()) < timedelta(days=3, hours=4)


ACCEPTED = Facts("accepted", 1, NOW, "p")


@pytest.mark.parametrize(
    ("facts", "provider_id", "status", "end"),
    [
        (ACCEPTED, "p", "delivered", End("delivered", "", 1, provider_id="p")),
        (ACCEPTED, "p", "permanent-failure", End("failed", "unknown_there", 1, provider_id="p")),
        (ACCEPTED, "p", "temporary-failure", End("waiting", "", 1, NOW + 4 * HOUR, NOW, "p")),
        (ACCEPTED, "p", "technical-failure", End("waiting", "", 1, NOW + 4 * HOUR, NOW, "p")),
        (replace(ACCEPTED, tries=3), "p", "temporary-failure", End("failed", "full_or_off", 3, provider_id="p")),
        (ACCEPTED, "p", "sending", None),
        (ACCEPTED, "p", "", None),
        (ACCEPTED, "an earlier one", "permanent-failure", None),
        (replace(ACCEPTED, state="delivered"), "p", "permanent-failure", None),
        (replace(ACCEPTED, state="delivered"), "p", "delivered", None),
        (replace(ACCEPTED, state="failed"), "p", "delivered", End("delivered", "", 1, provider_id="p")),
        (replace(ACCEPTED, state="waiting"), "p", "delivered", End("delivered", "", 1, provider_id="p")),
        (replace(ACCEPTED, state="waiting"), "p", "temporary-failure", None),
        (replace(ACCEPTED, state="trying", provider_id=None), "p", "delivered", End("delivered", "", 1, provider_id="p")),
        (replace(ACCEPTED, state="trying", provider_id=None), "p", "permanent-failure", None),
    ],
)
def test_after_a_receipt(facts: Facts, provider_id: str, status: str, end: End | None) -> None:
    assert ends.after_status(facts, provider_id, status, NOW) == end


@given(st.lists(st.sampled_from(["delivered", "permanent-failure", "temporary-failure", "sending", "created"]), min_size=1))
def test_whatever_comes_in_whatever_order_delivered_wins(statuses: list[str]) -> None:
    facts = ACCEPTED
    for status in [*statuses, "delivered", *statuses]:
        end = ends.after_status(facts, "p", status, NOW)
        facts = Facts(end.state, end.tries, end.tried_at, end.provider_id) if end else facts
    assert facts.state == "delivered"


def test_without_a_receipt_it_is_asked_less_and_less_often_and_in_the_end_left_at_that() -> None:
    assert ends.without_receipt(replace(ACCEPTED, tried_at=NOW - HOUR), NOW).next_try_at == NOW + HOUR
    assert ends.without_receipt(replace(ACCEPTED, tried_at=NOW - 9 * HOUR), NOW).next_try_at == NOW + 9 * HOUR
    assert ends.without_receipt(replace(ACCEPTED, tried_at=NOW - 72 * HOUR), NOW) == End("accepted", "", 1, provider_id="p")


@pytest.mark.parametrize(
    ("hour", "first", "last", "ends_at"),
    [
        (18, 19, 9, None),
        (19, 19, 9, (22, 9)),
        (23, 19, 9, (22, 9)),
        (0, 19, 9, (21, 9)),
        (8, 19, 9, (21, 9)),
        (9, 19, 9, None),
        (12, 12, 14, (21, 14)),
        (14, 12, 14, None),
        (3, 0, 0, None),
        (23, 20, 0, (22, 0)),
    ],
)
def test_quiet_hours(hour: int, first: int, last: int, ends_at: tuple[int, int] | None) -> None:
    at = datetime(2026, 11, 21, hour, 30)  # noqa: DTZ001 - a time on the wall
    assert quiet.until(at, first, last) == (datetime(2026, 11, ends_at[0], ends_at[1]) if ends_at else None)  # noqa: DTZ001


@given(st.integers(0, 23), st.integers(0, 23), st.integers(0, 23), st.integers(0, 59))
def test_quiet_hours_end_within_a_day_outside_of_themselves(hour: int, first: int, last: int, minute: int) -> None:
    at = datetime(2026, 11, 21, hour, minute)  # noqa: DTZ001
    end = quiet.until(at, first, last)
    if end is not None:
        assert timedelta() < end - at <= timedelta(days=1)
        assert quiet.until(end, first, last) is None


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"id": "p", "reference": "m"}, Accepted("p")),
        ({"id": "p", "reference": "n"}, Unknown()),
        ({"id": "p"}, Unknown()),
        ({"id": "", "reference": "m"}, Unknown()),
        ({"id": 3, "reference": "m"}, Unknown()),
        (["m"], Unknown()),
        (None, Unknown()),
        ("ok", Unknown()),
    ],
)
def test_an_answer_of_success_is_believed_only_when_it_is_about_this_message(said: object, outcome: Outcome) -> None:
    assert taken(said, "m") == outcome


@pytest.mark.parametrize(
    ("status", "kind", "message", "outcome"),
    [
        (429, "TooManyRequestsError", "Exceeded send limits", Held("busy")),
        (400, "ValidationError", "phone_number Not enough digits", Refused("not_an_address")),
        (400, "ValidationError", "email_address Not a valid email address", Refused("not_an_address")),
        (400, "BadRequestError", "Can't send to this recipient using a team-only API key", Refused("not_allowed")),
        (400, "BadRequestError", "Can't send to this recipient when service is in trial mode", Refused("not_allowed")),
        (400, "BadRequestError", "Missing personalisation: message", Held("template_refused")),
        (400, "ValidationError", "template_id is not a valid UUID", Held("template_refused")),
        (400, "ValidationError", "reference is too long", Refused("refused")),
        (403, "AuthError", "Invalid token: API key not found", Held("key_refused")),
        (401, "AuthError", "Unauthorized: authentication token must be provided", Held("key_refused")),
        (403, "BadRequestError", "Can't send to this recipient using a team-only API key", Refused("not_allowed")),
        (500, "Exception", "Internal server error", Unknown()),
        (503, "", "", Unknown()),
        (404, "NoResultFound", "No result found", Unknown()),
    ],
)
def test_what_notify_refuses(status: int, kind: str, message: str, outcome: Outcome) -> None:
    assert refused(status, [{"error": kind, "message": message}]) == outcome


def test_a_refusal_that_says_nothing_leaves_the_end_unknown() -> None:
    assert refused(400, []) == Unknown()
    assert refused(403, []) == Held("key_refused")


def listed(**changes: str) -> dict[str, str]:
    return {"id": "p", "reference": "m", "status": "sending", "created_at": "2026-11-21T12:00:00Z"} | changes


@pytest.mark.parametrize(
    ("said", "earlier", "outcome"),
    [
        ({"notifications": [listed()]}, None, Accepted("p", "sending")),
        ({"notifications": []}, None, Missing()),
        ({"notifications": [listed()]}, "p", Missing()),
        ({"notifications": [listed(), listed(id="q", created_at="2026-11-21T12:01:00Z")]}, "p", Accepted("q", "sending")),
        ({"notifications": [listed(reference="n")]}, None, Unknown()),
        ({"notifications": [listed(id="")]}, None, Unknown()),
        ({"notifications": "none"}, None, Unknown()),
        ({}, None, Unknown()),
        ([], None, Unknown()),
    ],
)
def test_what_notify_has_under_a_reference(said: object, earlier: str | None, outcome: Outcome) -> None:
    assert found(said, Question("m", earlier)) == outcome
