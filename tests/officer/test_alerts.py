"""The page about alerts: who is alerted, the rota, a test; and the red banner on every officer's page."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.message_settings import Messages
from feedback.store import accounts, council, events
from feedback.store.database import db
from feedback.store.messages import Message
from tests.desk.alerted import lead_and_deputy, opened, outbox, raised, set_up, shut_out
from tests.officer.signing_in import post, sign_in, text

PAGE = "/officer/alerts"
WEEK = {"first-day": "1", "first-month": "3", "first-year": "2027", "last-day": "7", "last-month": "3", "last-year": "2027"}
NOT_OPENED, NOT_DELIVERED = "A safeguarding alert has not been opened", "A safeguarding alert could not be delivered"


@pytest.fixture
def two(app: Flask) -> tuple[str, str]:
    """The ids of lead and deputy, as a form sends them."""
    with app.app_context():
        set_up(app)
        lead, deputy = lead_and_deputy()
        return str(lead.id), str(deputy.id)


def add(client: FlaskClient, two: tuple[str, str], **changes: str) -> str:
    return text(post(client, f"{PAGE}/duty", PAGE, **{**WEEK, "lead": two[0], "deputy": two[1], **changes}))


@pytest.mark.parametrize("role", ["voice_officer", "quality_officer", "head", "board", "member", "yjb_lead", "case_manager"])
def test_only_those_who_run_the_rota_see_the_page(client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    for path in ("/duty", "/duty/1/remove", "/test"):
        assert client.post(PAGE + path, data={"csrf_token": "x"}).status_code in {400, 403}


def test_an_empty_house_says_what_is_missing(client: FlaskClient) -> None:
    sign_in(client, "administrator")
    said = text(client.get(PAGE))
    assert "Nobody can be alerted: there is no active account" in said
    assert "Texts cannot be sent: no provider is set up." in said
    assert "Emails cannot be sent: no provider is set up." in said
    assert "the on-call number Not set" in said
    assert "There is no row yet" in said
    assert "Here you will see each alert and whether it arrived" in said
    assert "Send a test alert</button>" not in client.get(PAGE).text


def test_who_is_alerted_and_how_and_what_is_missing(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    said = text(client.get(PAGE))
    assert "Priya Nair By text and email Tom Hartley By email No mobile number" in said
    assert "Working hours: 09:00 to 17:00 on working days in England" in said


def test_a_row_is_added_removed_and_put_back(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    post(client, f"{PAGE}/duty", PAGE, **{**WEEK, "lead": two[0], "deputy": two[1]})
    page = client.get(PAGE)
    assert "Priya Nair and Tom Hartley are on duty from 1 March 2027 to 7 March 2027." in text(page)
    remove = re.search(rf'action="({PAGE}/duty/\d+/remove)"', page.text)
    assert remove
    after = client.get(post(client, remove[1], PAGE).location)
    assert "are not on duty from 1 March 2027 to 7 March 2027 any more" in text(after)
    assert "There is no row yet" in text(after)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', after.text.partition("Put the removed row back")[0]))
    assert {name: hidden[name] for name in WEEK} == WEEK
    client.post(f"{PAGE}/duty", data=hidden)
    assert "1 March 2027 to 7 March 2027" in text(client.get(PAGE))
    assert "not in the rota any more" in text(client.get(post(client, f"{PAGE}/duty/999/remove", PAGE).location))
    with app.app_context():
        assert [event.kind for event in events.latest(["duty.added", "duty.removed"])] == ["duty.added", "duty.removed", "duty.added"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"deputy": "lead"}, "Choose two different people"),
        ({"lead": ""}, "Choose who is on duty"),
        ({"lead": "999"}, "Not a valid choice"),
        ({"last-day": ""}, "Enter a real date"),
        ({"last-day": "", "last-month": "", "last-year": ""}, "Enter the last day"),
        ({"last-year": "2026"}, "The last day must be the first day or later"),
        ({"first-year": "2020", "last-year": "2020"}, "The last day must be today or later"),
    ],
)
def test_a_row_that_cannot_be_is_refused(client: FlaskClient, two: tuple[str, str], changes: dict[str, str], words: str) -> None:
    sign_in(client, "administrator")
    if changes.get("deputy") == "lead":
        changes = {"deputy": two[0]}
    assert words in add(client, two, **changes)
    assert "There is no row yet" in text(client.get(PAGE))


def test_rows_do_not_overlap(client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    add(client, two)
    assert "There is a row from 1 March 2027 to 7 March 2027 already" in add(client, two, **{"first-day": "7", "last-day": "9"})


def test_a_test_alert_says_to_whom_it_goes_and_how_it_ended(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    post(client, f"{PAGE}/test", PAGE)
    said = text(client.get(PAGE))
    assert "A test alert goes to Priya Nair and Tom Hartley." in said
    assert "Priya Nair, by text Why Test Waiting" in said
    with app.app_context():
        db.session.query(Message).filter_by(channel="sms").update({"state": "failed", "why": "unknown_there"})
        db.session.commit()
    said = text(client.get(PAGE))
    assert "Priya Nair, by text Why Test Failed The number or address does not exist." in said
    with app.app_context():
        assert [event.detail for event in events.latest(["alert.tested"])] == [{"messages": 3}]


def test_a_test_with_nobody_to_reach_says_so(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    set_up(app, messages=Messages())
    sign_in(client, "administrator")
    post(client, f"{PAGE}/test", PAGE)
    assert "Nobody can be alerted now." in text(client.get(PAGE))
    with app.app_context():
        assert outbox() == []


def test_the_list_names_no_concern_and_the_minute_only_to_those_who_open_concerns(
    app: Flask, client: FlaskClient, two: tuple[str, str]
) -> None:
    with app.app_context():
        concern_id = raised()
    sign_in(client, "administrator")
    page = client.get(PAGE)
    assert "23 November 2026 To Priya Nair, by text Why A concern waits" in text(page)
    other = app.test_client()
    sign_in(other, "safeguarding_deputy")
    assert "23 November 2026, 10:00 To Priya Nair, by text Why A concern waits" in text(other.get(PAGE))
    for one in (page, other.get(PAGE)):
        assert concern_id not in one.text
        assert "07700900101" not in one.text


def test_whoever_is_shut_out_sees_no_alert_of_it(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    email = sign_in(client, "safeguarding_deputy")
    with app.app_context():
        found = accounts.by_email(email)
        assert found
        shut_out(raised(), found)
    assert "There is none yet" in text(client.get(PAGE))


@pytest.mark.parametrize("role", ["voice_officer", "head", "case_manager", "board", "administrator", "safeguarding_lead"])
def test_a_failed_alert_stands_in_red_on_every_page_until_the_concern_is_opened(
    app: Flask, client: FlaskClient, two: tuple[str, str], role: str
) -> None:
    sign_in(client, role)
    home = client.get("/officer/")
    assert "officer-alarm" not in home.text
    with app.app_context():
        council.change({"safeguarding_name": "Priya Nair", "safeguarding_phone": "01632 960 199"})
        db.session.commit()
        set_up(app, messages=Messages())
        concern_id = raised()
    for path in ("/officer/", "/officer/nothing-here", "/officer/password"):
        page = client.get(path)
        assert NOT_DELIVERED in text(page), path
        assert re.search(r"Ring .*Priya Nair 01632 960 199 or Tom Hartley now\.", text(page)), path
        assert concern_id not in page.text
        assert "Views" not in text(page).partition(NOT_DELIVERED)[2][:150]
        assert ("Open what waits" in text(page)) is (role == "safeguarding_lead")
    with app.app_context():
        opened(concern_id)
    assert "officer-alarm" not in client.get("/officer/").text


def test_nobody_who_is_not_signed_in_learns_of_it(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    with app.app_context():
        set_up(app, messages=Messages())
        raised()
    assert "officer-alarm" not in client.get("/officer/sign-in").text


def test_the_number_for_alerts_is_kept_as_it_is_sent_to(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    page = f"/officer/officers/{two[1]}"
    fields = {"full_name": "Tom Hartley", "roles": ["safeguarding_deputy"]}
    assert "Enter a mobile number" in text(post(client, page, **fields, alert_phone="01632 960 199"))
    assert post(client, page, **fields, alert_phone="07700 900 123").status_code == 302
    with app.app_context():
        found = accounts.by_id(int(two[1]))
        assert found
        assert found.alert_phone == "07700900123"
        assert [event.detail for event in events.latest(["officer.changed"])] == [{"fields": ["alert_phone"]}]
    post(client, page, **fields, alert_phone="")
    with app.app_context():
        assert accounts.by_id(int(two[1])).alert_phone == ""  # type: ignore[union-attr]


def test_outside_production_losing_the_last_deputy_is_warned_of(client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "administrator")
    page = f"/officer/officers/{two[1]}"
    post(client, f"{page}/deactivate", page)
    assert "An alert of a concern would reach no deputy safeguarding lead." in text(client.get(page))


def test_the_banner_about_a_hidden_concern_stands_for_everybody_else_and_names_who_may_act(
    app: Flask, client: FlaskClient, two: tuple[str, str]
) -> None:
    email = sign_in(client, "safeguarding_lead")
    with app.app_context():
        set_up(app, messages=Messages())
        found, priya = accounts.by_email(email), accounts.by_email("priya@harrowdale.example")
        assert found
        assert priya
        shut_out(raised(), found, priya)
    assert "officer-alarm" not in client.get("/officer/").text
    other = app.test_client()
    sign_in(other, "head")
    said = text(other.get("/officer/"))
    assert "Ring Tom Hartley now." in said
    assert "Priya" not in said


def test_who_asks_people_does_not_see_that_an_alert_waits(app: Flask, client: FlaskClient, two: tuple[str, str]) -> None:
    sign_in(client, "voice_officer")
    with app.app_context():
        raised()
        assert len(outbox()) == 3
    said = text(client.get("/officer/messages"))
    assert "Nothing was ever sent." in said
    assert "Nothing waits." in said
    assert "cannot go out" not in said
