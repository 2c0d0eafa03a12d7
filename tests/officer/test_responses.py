from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import surveys as life
from feedback.store import events, responses
from feedback.store.database import db
from feedback.store.quarters import FrozenQuarter
from feedback.store.surveys import by_slug
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in, text
from tests.reporting.scripted import Q2, Q3, overall, send

PAGE = "/officer/responses/views"
CLOSED = f"{PAGE}?quarter=2026/27+Q2"


def aside(app: Flask, ids: list[str]) -> list[str | None]:
    with app.app_context():
        survey = by_slug("views")
        assert survey is not None
        known = responses.aside(survey.id, ids)
        return [known[response_id] for response_id in ids]


def test_responses_are_listed_with_day_and_way_and_never_an_answer_or_a_comment(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), {"overall": "very_bad"}, Q2, comments={"good": "pelican"}, way="kiosk", variant="easy-read", bands={"sex": "f"})
    sign_in(client, "quality_officer")
    page = client.get(PAGE)
    assert "4 August Tablet Easy Read Counts" in text(page)
    assert not any(word in page.text.lower() for word in ("very_bad", "very bad", "pelican", "female"))


def test_several_are_set_aside_at_once_and_brought_back(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        ids = overall(open_survey(), 3, 0, Q2)
    email = sign_in(client, "voice_officer")
    done = post(client, CLOSED, response=ids[:2], action="duplicate", note="sent twice")
    assert done.status_code == 302
    assert "quarter=2026/27+Q2" in done.location
    page = client.get(done.location)
    assert "2 responses are set aside. You can bring them back." in page.text
    assert page.text.count("A duplicate of another response") == 2
    assert aside(app, ids) == ["duplicate", "duplicate", None]
    post(client, CLOSED, response=ids[:1], action="back", note="")
    assert aside(app, ids) == [None, "duplicate", None]
    with app.app_context():
        assert {event.actor for event in events.latest(["response.set_aside", "response.restored"])} == {email}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"action": "test", "note": "mine"}, "Choose at least one response"),
        ({"response": True, "note": "mine"}, "Choose what should happen"),
        ({"response": True, "action": "boring", "note": "mine"}, "Not a valid choice"),
        ({"response": True, "action": "test", "note": "x" * 201}, "The note must be 200 letters or fewer"),
    ],
)
def test_what_cannot_be_done_comes_back_with_what_was_ticked_and_typed(
    app: Flask, client: FlaskClient, fields: dict[str, object], message: str
) -> None:
    with app.app_context():
        ids = overall(open_survey(), 2, 0, Q2)
    sign_in(client, "voice_officer")
    sent = fields | ({"response": ids[:1]} if "response" in fields else {})
    answer = post(client, CLOSED, **sent)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{fields["note"]}"' in answer.text
    assert ("checked" in answer.text.split("</table>")[0]) == ("response" in fields)
    assert aside(app, ids) == [None, None]


def test_a_response_of_another_survey_cannot_be_changed_here(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 1, 0, Q2)
        theirs = overall(open_survey("others"), 1, 0, Q2)
    sign_in(client, "voice_officer")
    assert post(client, CLOSED, response=theirs, action="test", note="").status_code == 400
    with app.app_context():
        assert events.latest(["response.set_aside"]) == []


def test_a_busy_day_is_pointed_out(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        overall(survey, 11, 0, Q3)
        overall(survey, 1, 0, Q3.replace(day=9))
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    assert "Many responses came by the open link on 4 November" in text(page)
    assert page.text.count("Busy day") == 11


def test_the_list_is_paged_and_a_wrong_quarter_is_not_found(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        overall(open_survey(), 51, 0, Q2)
    sign_in(client, "voice_officer")
    assert [len(re.findall('name="response"', client.get(f"{CLOSED}&page={page}").text)) for page in (1, 2)] == [50, 1]
    assert client.get(f"{PAGE}?quarter=2026/27+Q1").status_code == 404
    assert client.get("/officer/responses/nothing").status_code == 404


def test_an_empty_list_says_what_it_will_show(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "quality_officer")
    assert "Nobody has answered yet" in client.get(PAGE).text


@pytest.mark.parametrize("role", ["head", "safeguarding_lead", "administrator", "case_manager"])
def test_others_may_not_set_responses_aside(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        ids = overall(open_survey(), 1, 0, Q2)
    sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    assert post(client, CLOSED, form="/officer/", response=ids, action="test", note="").status_code == 403
    assert aside(app, ids) == [None]


def test_a_response_of_a_frozen_quarter_is_not_set_aside_and_the_page_says_why(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        ids = overall(survey, 2, 0)
        with store.transaction():
            db.session.add(FrozenQuarter(survey_id=survey.id, quarter="2026/27 Q3", frozen_on=Q3))
    sign_in(client, "quality_officer")
    page = post(client, f"{PAGE}?quarter=2026/27+Q3", response=ids[:1], action="test", note="")
    assert page.status_code == 409
    assert "2026/27 Q3 is frozen: its figures were issued" in text(page)
    assert "2 responses in 2026/27 Q3" in text(page)


@pytest.mark.parametrize(("reason", "words"), [("late", "Came after its quarter was frozen"), ("withdrawn", "Taken back by the person")])
def test_what_is_aside_for_good_says_so_and_cannot_be_ticked(app: Flask, client: FlaskClient, reason: str, words: str) -> None:
    with app.app_context():
        (gone,), (there,) = overall(open_survey(), 1, 0, Q2), overall(life.find("views"), 1, 0, Q2)
        with store.transaction():
            responses.set_aside(gone, reason)
    sign_in(client, "quality_officer")
    page = client.get(CLOSED)
    assert words in page.text
    assert f'value="{there}"' in page.text
    assert f'value="{gone}"' not in page.text
    post(client, CLOSED, response=[gone], action="back", note="")
    assert aside(app, [gone]) == [reason]
