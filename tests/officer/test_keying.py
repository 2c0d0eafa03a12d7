"""Typing in what came back on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from html5lib import parse
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from feedback.asking import surveys as life
from feedback.store import asks, comments, concerns, events
from feedback.store.database import db
from feedback.store.encryption import digest
from feedback.store.responses import Response
from tests.databases import TODAY
from tests.intake.devices import CODE
from tests.officer.signing_in import sign_in, text, token
from tests.respondent.asking import close, invite, prepare, prepare_own

KEY, SAVE = "/officer/surveys/views/paper/key", "/officer/surveys/views/paper/key/save"
TODAY_TYPED = {"paper-day-day": str(TODAY.day), "paper-day-month": str(TODAY.month), "paper-day-year": str(TODAY.year)}


def fields(page: TestResponse) -> MultiDict[str, str]:
    """What the form of a page would send, but for its buttons."""
    found: MultiDict[str, str] = MultiDict()
    root = parse(page.text, namespaceHTMLElements=False)
    form = next(one for one in root.find("body").iter("form") if "/paper/key" in one.get("action"))
    for one in form.iter():
        unmarked = one.get("type") in {"radio", "checkbox"} and one.get("checked") is None
        if one.tag == "input" and not unmarked:
            found.add(one.get("name"), one.get("value", ""))
        elif one.tag == "textarea":
            found.add(one.get("name"), (one.text or ""))
        elif one.tag == "select":
            found.add(one.get("name"), next((option.get("value") for option in one if option.get("selected") is not None), ""))
    return found


def typed_in(client: FlaskClient, page: str = KEY, **answers: Any) -> MultiDict[str, str]:
    """The fields of the page of questions with these answers typed over what stands there."""
    found = fields(client.get(page))
    for name, value in answers.items():
        found.setlist(name.replace("paper_", "paper-"), value if isinstance(value, list) else [value])
    return found


def checked(client: FlaskClient, page: str = KEY, **answers: Any) -> TestResponse:
    """The summary after typing these in."""
    return client.post(KEY, data=typed_in(client, page, **answers))


def kept(app: Flask) -> list[Response]:
    with app.app_context():
        return list(db.session.query(Response))


def invite_by_code(app: Flask, slug: str = "views", code: str = CODE, **changes: Any) -> None:
    with app.app_context():
        code_hash = digest("invitation_code", code)
    invite(app, f"token-{code}", slug, code_hash=code_hash, **changes)


def recorded(app: Flask) -> list[Any]:
    with app.app_context():
        return [(event.subject_id, event.detail) for event in events.latest(["paper.keyed"])]


@pytest.fixture
def officer(app: Flask, client: FlaskClient) -> FlaskClient:
    prepare(app)
    sign_in(client, "voice_officer")
    return client


def test_a_paper_is_typed_in_checked_saved_and_marked_as_paper(app: Flask, officer: FlaskClient) -> None:
    page = checked(officer, overall="good", listened="really", good="They came\r\nto my home.", paper_helper="family")
    assert page.status_code == 200
    for words in (
        "Check this against the paper",
        "12. Overall, how good is the help? Good",
        "13. What is good? They came",
        "Family or a friend",
    ):
        assert words in text(page)
    assert "2. I am treated fairly. Left empty" in text(page)
    assert kept(app) == []
    saved = officer.post(SAVE, data=fields(page))
    assert (saved.status_code, saved.location) == (302, "/officer/surveys/views/paper/keyed?version=1")
    assert "Type in another" in text(officer.get(saved.location))
    (response,) = kept(app)
    assert (response.way, response.helper, response.sent_on, response.link_number) == ("paper", "family", TODAY, None)
    with app.app_context():
        survey = life.find("views")
        assert recorded(app) == [(str(survey.id), {"slug": "views"})]
        assert '"overall":"good"' in response.answers.replace(" ", "")
        assert db.session.query(comments.Comment).count() == 1


def test_saving_twice_keeps_one_paper_and_one_line_of_the_record(app: Flask, officer: FlaskClient) -> None:
    invite_by_code(app)
    page = checked(officer, overall="good", paper_code="7hok i9zz xv")
    assert [officer.post(SAVE, data=fields(page)).status_code for _ in range(2)] == [302, 302]
    assert len(kept(app)) == 1
    assert len(recorded(app)) == 1
    assert kept(app)[0].link_number is not None
    assert kept(app)[0].age_band == "15-16"


def test_change_brings_everything_back(app: Flask, officer: FlaskClient) -> None:
    sent = {"overall": "good", "good": "Two\nlines <b>", "talk": "yes", "talk.name": "Kim", "paper-helper": "read", "paper-day-day": "20"}
    page = checked(officer, **sent)
    back = officer.post(KEY, data={**fields(page), "paper-change": "yes"})
    assert back.status_code == 200
    again = fields(back)
    assert {name: again[name].strip() for name in sent} == sent
    assert again["response_id"] == fields(page)["response_id"]
    assert kept(app) == []


def test_the_code_is_told_plainly_and_nothing_is_lost(app: Flask, officer: FlaskClient) -> None:
    prepare(app, "other")
    invite_by_code(app, response_id="x")
    invite_by_code(app, "other", "1111111111")
    invite_by_code(app, code="2222222222", expires_on=TODAY - timedelta(days=1))
    for code, said in {
        "0000000000": "No person has this code",
        "nonsense": "No person has this code",
        CODE: "Answers with this code are here already",
        "1111111111": "This code is for another survey",
        "2222222222": "This code had run out on that day",
    }.items():
        page = checked(officer, overall="good", good="My words", paper_code=code)
        assert page.status_code == 422
        assert said in text(page)
        assert (fields(page)["overall"], fields(page)["good"].strip(), fields(page)["paper-code"]) == ("good", "My words", code)
    assert kept(app) == []


def test_a_code_is_good_on_the_day_the_paper_was_given(app: Flask, officer: FlaskClient) -> None:
    with app.app_context():
        life.find("views").opened_on = TODAY - timedelta(days=40)
        db.session.commit()
    invite_by_code(app, expires_on=TODAY - timedelta(days=1))
    day = TODAY - timedelta(days=2)
    typed = {"paper-day-day": str(day.day), "paper-day-month": str(day.month), "paper-day-year": str(day.year)}
    page = checked(officer, overall="good", paper_code=CODE, **typed)
    assert officer.post(SAVE, data=fields(page)).status_code == 302
    assert (kept(app)[0].sent_on, kept(app)[0].link_number is None) == (day, False)


def test_a_code_used_while_the_summary_stood_there_loses_nothing(app: Flask, officer: FlaskClient) -> None:
    invite_by_code(app)
    page = checked(officer, overall="good", good="My words", paper_code=CODE)
    with app.app_context():
        asks.use(db.session.query(asks.Invitation.id).scalar(), "somebody")
        db.session.commit()
    back = officer.post(SAVE, data=fields(page))
    assert back.status_code == 422
    assert "Answers with this code are here already" in text(back)
    assert fields(back)["good"].strip() == "My words"
    assert kept(app) == []


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "today or in the past"), (-91, "within the last 90 days"), (-3, "The survey opened on 21 November 2026")],
)
def test_a_day_that_cannot_be_is_pointed_out(officer: FlaskClient, days: int, said: str) -> None:
    day = TODAY + timedelta(days=days)
    typed = {"paper-day-day": str(day.day), "paper-day-month": str(day.month), "paper-day-year": str(day.year)}
    page = checked(officer, overall="good", **typed)
    assert page.status_code == 422
    assert said in text(page)
    assert fields(page)["overall"] == "good"


def test_a_day_is_needed(officer: FlaskClient) -> None:
    page = checked(officer, **dict.fromkeys(TODAY_TYPED, ""))
    assert (page.status_code, "Enter the day on which it was given" in text(page)) == (422, True)


def test_wrong_answers_are_pointed_out_at_their_question(app: Flask, client: FlaskClient) -> None:
    rating = {"type": "rating", "code": "number", "text": "How close?", "low": "Far", "high": "Near"}
    prepare_own(app, [rating], "views")
    sign_in(client, "voice_officer")
    page = checked(client, number="11")
    assert page.status_code == 422
    assert 'href="#q-number"' in page.text
    assert fields(page)["number"] == "11"


def test_what_does_not_count_is_said_on_the_summary(app: Flask, client: FlaskClient) -> None:
    yes_or_no = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    first = {"type": "choice", "code": "first", "text": "Do you come by bus?", "options": yes_or_no}
    second = {**first, "code": "second", "text": "Is the bus good?", "visible_if": {"kind": "equals", "question": "first", "value": "yes"}}
    prepare_own(app, [first, second], "views")
    sign_in(client, "voice_officer")
    page = checked(client, first="no", second="yes")
    assert "Is the bus good? Yes This is not kept" in text(page)
    assert "not kept" not in text(checked(client, first="yes", second="yes"))


def test_what_is_written_is_screened_as_any_other(app: Flask, officer: FlaskClient) -> None:
    officer.post(SAVE, data=fields(checked(officer, good="I want to kill myself")))
    with app.app_context():
        (found,), _ = concerns.page(0, "all", 1, 5)
        assert found.source == "comment"


def test_an_open_survey_asks_for_no_code_and_for_the_bands(app: Flask, client: FlaskClient) -> None:
    prepare(app, privacy="open")
    sign_in(client, "voice_officer")
    page = client.get(KEY)
    assert "paper-code" not in page.text
    assert "How old are you?" in text(page)
    client.post(SAVE, data=fields(checked(client, overall="good", age_band="13-14")))
    assert [(one.age_band, one.link_number) for one in kept(app)] == [("13-14", None)]


def test_easy_read_and_older_versions_are_typed_in_as_they_were_asked(app: Flask, officer: FlaskClient) -> None:
    page = checked(officer, f"{KEY}?variant=easy-read", overall="okay")
    assert "How good is the help? Okay" in text(page)
    officer.post(SAVE, data=fields(page))
    assert [one.variant for one in kept(app)] == ["easy-read"]
    for wrong in ("?variant=nothing", "?version=9"):
        assert officer.get(f"{KEY}{wrong}").status_code == 404


def test_other_answers_under_the_same_page_are_told_of_and_get_a_page_of_their_own(app: Flask, officer: FlaskClient) -> None:
    page = checked(officer, overall="good")
    officer.post(SAVE, data=fields(page))
    other = fields(page)
    other["overall"] = "bad"
    back = officer.post(SAVE, data=other)
    assert back.status_code == 409
    assert "saved from this page before" in text(back)
    assert fields(back)["response_id"] != other["response_id"]
    assert len(kept(app)) == 1


def test_a_closed_survey_takes_what_was_given_before(app: Flask, officer: FlaskClient) -> None:
    page = checked(officer, overall="good")
    close(app)
    back = officer.post(SAVE, data=fields(page))
    assert (back.status_code, "had closed before that day" in text(back)) == (422, True)
    assert fields(back)["overall"] == "good"


def test_a_draft_is_opened_first(app: Flask, client: FlaskClient) -> None:
    prepare(app, opened=False)
    sign_in(client, "voice_officer")
    answer = client.get(KEY, follow_redirects=True)
    assert "Open the survey first" in text(answer)


@pytest.mark.parametrize("role", ["quality_officer", "case_manager", "board", "administrator"])
def test_other_roles_key_nothing(app: Flask, client: FlaskClient, role: str) -> None:
    prepare(app)
    sign_in(client, role)
    assert client.get(KEY).status_code == 403
    assert client.get("/officer/surveys/views/paper").status_code == 403
    assert client.post(SAVE, data={"csrf_token": token(client.get("/officer/password"))}).status_code == 403
