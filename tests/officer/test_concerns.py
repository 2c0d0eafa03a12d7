from __future__ import annotations

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.store import events
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in, text
from tests.reporting.scripted import Q2, send

HARM = "been cutting again but dont tell my mum"
PAGE = "/officer/concerns"


def raise_both(app: Flask) -> None:
    with app.app_context():
        survey = open_survey()
        send(survey, day=Q2, comments={"good": HARM})
        send(survey, day=Q2, contact=("Sam <b>", "07700 900123"))


def links(client: FlaskClient) -> list[str]:
    return re.findall(rf'href="({PAGE}/[0-9a-f-]+)"', client.get(f"{PAGE}?show=all").text)


def test_concerns_stand_by_level_with_when_and_where_and_nothing_that_was_written(app: Flask, client: FlaskClient) -> None:
    raise_both(app)
    sign_in(client, "safeguarding_lead")
    page = client.get(PAGE)
    said = text(page)
    assert re.search(r"(Red|Amber) .* Blue Asked to talk to someone", said)
    assert "4 August 2026, 15:05" in said, "the time in London"
    assert "place not known" in said
    assert "Waiting: overdue by" in said, "it came three months ago"
    assert "cutting" not in page.text
    assert "07700" not in page.text


def test_a_concern_is_opened_by_a_button_that_says_it_is_recorded(app: Flask, client: FlaskClient) -> None:
    raise_both(app)
    email = sign_in(client, "safeguarding_deputy")
    first = links(client)[0]
    closed = client.get(first)
    assert "is recorded and cannot be undone" in closed.text
    assert "cutting" not in closed.text
    opened = post(client, first)
    assert opened.status_code == 200
    assert HARM in opened.text
    assert "Why it is here:" in opened.text
    assert "What to do" in opened.text
    with app.app_context():
        assert [event.actor for event in events.latest(["concern.opened"])] == [email]
    assert first not in client.get(PAGE).text
    assert "Opened 21 November 2026" in text(client.get(f"{PAGE}?show=all"))


def test_a_wish_to_talk_shows_how_to_reach_the_person(app: Flask, client: FlaskClient) -> None:
    raise_both(app)
    sign_in(client, "safeguarding_lead")
    opened = post(client, links(client)[1])
    assert "Sam &lt;b&gt;" in opened.text
    assert "07700 900123" in opened.text
    assert "call or write to them" in opened.text
    with app.app_context():
        assert len(events.latest(["contact.opened"])) == 1


@pytest.mark.parametrize("role", ["voice_officer", "quality_officer", "head", "case_manager", "administrator", "board"])
def test_others_neither_see_concerns_nor_hear_of_them(app: Flask, client: FlaskClient, role: str) -> None:
    raise_both(app)
    sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    with app.app_context():
        from feedback.store import concerns

        (one, _), _ = concerns.page(0, "all", 1, 2)
    assert client.get(f"{PAGE}/{one.id}").status_code == 403
    assert post(client, f"{PAGE}/{one.id}", form="/officer/").status_code == 403
    assert "concern" not in client.get("/officer/").text.lower()
    with app.app_context():
        assert events.latest(["concern.opened"]) == []


def test_concerns_wait_on_the_first_page_of_the_lead(app: Flask, client: FlaskClient) -> None:
    raise_both(app)
    sign_in(client, "safeguarding_lead")
    page = text(client.get("/officer/"))
    assert "1 blue concern to open" in page
    for link in links(client):
        post(client, link)
    home = text(client.get("/officer/"))
    assert "to open" not in home
    assert "2 concerns to decide" in home


def test_a_concern_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    assert client.get(f"{PAGE}/{uuid.uuid4()}").status_code == 404
    assert post(client, f"{PAGE}/{uuid.uuid4()}", form="/officer/").status_code == 404
    assert client.get(f"{PAGE}/1").status_code == 404


def test_empty_lists_say_what_will_stand_there(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    assert "No concern waits" in client.get(PAGE).text
    assert "No concern was raised yet" in client.get(f"{PAGE}?show=all").text
