"""The pages of the lane: every address for every role, and for an account that is shut out; decisions, identity, access, hand-back."""

from __future__ import annotations

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.desk import shutting_out
from feedback.permissions import ROLES
from feedback.store import accounts, concerns, events
from tests.desk.lane import STAFF, opened_by, raised_by, somebody
from tests.desk.test_identity import NUMBER, REASON, somebody_known
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import PASSWORD, post, sign_in, text, try_to_sign_in

PAGE = "/officer/concerns"
SEEING = {"safeguarding_lead", "safeguarding_deputy"}
GETS = ("", "/level", "/hand-back", "/access", "/identity")
POSTS = ("", "/decision", "/level", "/hand-back", "/take-back", "/access", "/let-in/1", "/identity")
LANE = ("", "?show=open", "?show=all", "/weekly", "/weekly/read", "/signs", "/signs/add", "/signs/versions", "/signs/missed")
LANE_POSTS = (f"/weekly/{uuid.uuid4()}/nothing", f"/weekly/{uuid.uuid4()}/again", "/signs/add", "/signs/try", "/signs/save")


@pytest.fixture
def concern_id(app: Flask) -> str:
    """A concern about staff, tied to a person, that the deputy has opened."""
    with app.app_context():
        somebody_known()
        somebody("safeguarding_lead")
        return opened_by(somebody("safeguarding_deputy"), open_survey(), STAFF, way="invitation", link_number=NUMBER)


def come_in(client: FlaskClient, role: str) -> None:
    with client.application.app_context():
        email = somebody(role).email
    assert try_to_sign_in(client, email, PASSWORD).status_code == 302


@pytest.mark.parametrize("role", sorted(set(ROLES) - SEEING))
def test_every_address_of_the_lane_is_closed_to_every_other_role(app: Flask, client: FlaskClient, concern_id: str, role: str) -> None:
    come_in(client, role)
    for path in (*(f"{PAGE}{rest}" for rest in LANE), *(f"{PAGE}/{concern_id}{rest}" for rest in GETS)):
        assert client.get(path).status_code == 403, path
    for path in (*(f"{PAGE}{rest}" for rest in LANE_POSTS), *(f"{PAGE}/{concern_id}{rest}" for rest in POSTS)):
        assert post(client, path, form="/officer/").status_code == 403, path
    assert client.get(f"{PAGE}/weekly/{uuid.uuid4()}/concern").status_code == 403
    assert "concern" not in client.get("/officer/").text.lower()
    with app.app_context():
        assert [event.actor for event in events.latest(["concern.opened"])] == [somebody("safeguarding_deputy").email]
        assert events.latest(["identity.opened", "concern.decided", "concern.access_changed"]) == []


def test_a_shut_out_lead_finds_nothing_at_any_address(app: Flask, client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_lead")
    assert "1 concern to decide" in text(client.get("/officer/"))
    for rest in GETS:
        assert client.get(f"{PAGE}/{concern_id}{rest}").status_code == 200, rest
    with app.app_context():
        shutting_out.settle(concern_id, [somebody("safeguarding_lead").id], None, somebody("safeguarding_deputy"))
    for rest in GETS:
        assert client.get(f"{PAGE}/{concern_id}{rest}").status_code == 404, rest
    never = client.get(f"{PAGE}/{uuid.uuid4()}")
    assert client.get(f"{PAGE}/{concern_id}").text == never.text, "nothing tells it from one that never was"
    for rest in POSTS:
        fields = {"decision": "no_action", "reason": REASON, "told": "me", "level": "blue", "to": "0"}
        assert post(client, f"{PAGE}/{concern_id}{rest}", form="/officer/", **fields).status_code == 404, rest
    for show in ("waiting", "open", "all"):
        page = client.get(f"{PAGE}?show={show}")
        assert concern_id not in page.text
        assert "Conduct of staff" not in page.text
    assert "concern" not in text(client.get("/officer/")).lower().replace("concerns", "", 1)
    with app.app_context():
        (kept,) = concerns.page(0, "all", 1, 5)[0]
        assert (kept.level, kept.decided_at) == ("red", None)


def test_a_decision_is_kept_with_its_reason_and_shown_when_it_is_opened_again(client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_lead")
    opened = post(client, f"{PAGE}/{concern_id}")
    assert STAFF in opened.text
    assert "Red, Conduct of staff or a carer: “" in text(opened), "why it is here is said in words"
    fields = {"decision": "lado", "reason": "Her worker is suspended.", "reference": "L-7"}
    refused = post(client, f"{PAGE}/{concern_id}/decision", form=f"{PAGE}/{concern_id}", **fields)
    assert refused.status_code == 422
    assert "Say who told the child" in text(refused)
    assert "Her worker is suspended." in refused.text, "nothing typed is lost"
    done = post(client, f"{PAGE}/{concern_id}/decision", form=f"{PAGE}/{concern_id}", **fields, told="Tom Hartley")
    assert done.status_code == 302
    closed = client.get(f"{PAGE}/{concern_id}")
    assert "decided 21 November 2026" in text(closed)
    assert "suspended" not in closed.text
    again = text(post(client, f"{PAGE}/{concern_id}"))
    for words in (
        "Decided: Told the designated officer (LADO)",
        "Her worker is suspended.",
        "Reference: L-7",
        "Told the child: Tom Hartley",
    ):
        assert words in again


def test_no_polarity_stands_on_any_page_of_a_concern(client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_lead")
    pages = [post(client, f"{PAGE}/{concern_id}"), *(client.get(f"{PAGE}/{concern_id}{rest}") for rest in GETS)]
    for page in pages:
        assert not re.search(r"\b(positive|negative|mixed|neutral|polarity|praise)\b", text(page), re.IGNORECASE)


def test_who_it_is_stands_in_one_answer_alone(client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_lead")
    address = f"{PAGE}/{concern_id}/identity"
    asked = client.get(address)
    assert "YP-0042" not in asked.text
    short = post(client, address, reason="because")
    assert short.status_code == 422
    assert "YP-0042" not in short.text
    found = post(client, address, reason=REASON)
    assert found.status_code == 200
    assert found.headers["Cache-Control"] == "no-store"
    for words in ("YP-0042", "North", "15-16", "Female", "+447700900123"):
        assert words in text(found)
    for page in (client.get(address), client.get(f"{PAGE}/{concern_id}"), post(client, f"{PAGE}/{concern_id}"), client.get(PAGE)):
        assert "YP-0042" not in page.text
    assert REASON in post(client, f"{PAGE}/{concern_id}").text, "the reason stays with the concern"


def test_handing_back_asks_first_and_can_be_undone(app: Flask, client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_deputy")
    assert "Decide first" in client.get(f"{PAGE}/{concern_id}/hand-back").text
    decided = {"decision": "mistaken", "reason": "It is a song."}
    post(client, f"{PAGE}/{concern_id}/decision", form=f"{PAGE}/{concern_id}", **decided)
    asked = client.get(f"{PAGE}/{concern_id}/hand-back")
    assert "can never be quoted" in text(asked)
    assert post(client, f"{PAGE}/{concern_id}/hand-back").status_code == 302
    after = client.get(f"{PAGE}/{concern_id}")
    assert "The comment is on the reading desk. You can take it back." in after.text
    post(client, f"{PAGE}/{concern_id}/take-back", form=f"{PAGE}/{concern_id}")
    with app.app_context():
        assert concerns.page(0, "all", 1, 5)[0][0].handed_back_on is None


def test_shutting_out_and_handing_over_on_the_page(app: Flask, client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_deputy")
    with app.app_context():
        lead, deputy = somebody("safeguarding_lead"), somebody("safeguarding_deputy")
    opened = post(client, f"{PAGE}/{concern_id}")
    assert "Shut people out of it, or hand it over" in opened.text
    address = f"{PAGE}/{concern_id}/access"
    refused = post(client, address, shut_out=[lead.id, deputy.id], to=0)
    assert refused.status_code == 422
    assert "At least one active lead or deputy" in text(refused)
    assert post(client, address, shut_out=[lead.id], to=0).status_code == 302
    shown = post(client, f"{PAGE}/{concern_id}")
    assert "Who must not see it" in shown.text
    post(client, f"{PAGE}/{concern_id}/let-in/{lead.id}", form=PAGE + f"/{concern_id}")
    handed = post(client, address, shut_out=[deputy.id], to=lead.id)
    assert handed.location.endswith(PAGE), "there is nothing left for the deputy to look at"
    assert client.get(f"{PAGE}/{concern_id}").status_code == 404


def test_the_level_changes_with_a_reason(app: Flask, client: FlaskClient, concern_id: str) -> None:
    come_in(client, "safeguarding_lead")
    address = f"{PAGE}/{concern_id}/level"
    assert post(client, address, level="amber").status_code == 422
    assert post(client, address, level="none", reason="x").status_code == 422
    assert post(client, address, level="amber", reason="It was years ago.").status_code == 302
    assert "Level changed from Red to Amber" in text(post(client, f"{PAGE}/{concern_id}"))
    with app.app_context():
        assert concerns.page(0, "all", 1, 5)[0][0].level == "amber"


def test_an_unopened_concern_says_to_open_it_first(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        unread = raised_by(open_survey())
    sign_in(client, "safeguarding_lead")
    refused = post(client, f"{PAGE}/{unread}/level", level="blue", reason="x")
    assert refused.status_code == 422
    assert "Open the concern first" in text(refused)


def test_the_record_names_nobody_and_nothing_of_a_concern(app: Flask, client: FlaskClient, concern_id: str) -> None:
    with app.app_context():
        lead, deputy = somebody("safeguarding_lead"), somebody("safeguarding_deputy")
        shutting_out.settle(concern_id, [lead.id], None, deputy)
        kept = accounts.by_id(lead.id)
        assert kept is not None
    come_in(client, "administrator")
    said = text(client.get("/officer/record"))
    assert "changed who may see a concern" in said
    for word in (lead.email, concern_id, "staff", "red", "leg"):
        assert not re.search(rf"\b{re.escape(word)}\b", said.replace(f"added {lead.email}", ""))


def test_a_list_that_nobody_knows_is_not_found(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    assert client.get(f"{PAGE}?show=everything").status_code == 404
