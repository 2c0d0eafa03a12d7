"""Samples on officers' pages: looked at, drawn, repeated, asked, stopped, taken back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.officer.samples.forms import usual_days
from feedback.store.database import db
from feedback.store.samples import Member
from tests.asking.sampled import add_people
from tests.intake.arrivals import open_survey
from tests.officer.sampling import DRAW, FILLED, FIRST, LAST, PAGE, drawn, kept, outbox, prepare
from tests.officer.signing_in import post, sign_in, text


def looked(html: str) -> str:
    found = re.search(r'name="looked" value="([^"]*)"', html)
    assert found
    return found[1]


def test_without_people_the_pages_lead_to_bringing_them_in(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, "voice_officer")
    for page in (PAGE, DRAW):
        shown = client.get(page)
        assert "Bring in people" in text(shown)
        assert "/officer/cohort" in shown.text
    with app.app_context():
        add_people(3)
    page = text(client.get(PAGE))
    assert "None is drawn yet. 3 people are on your list." in page


def test_the_form_offers_this_quarter_to_two_weeks_ahead(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    page = client.get(DRAW).text
    for name, value in (FIRST | LAST).items():
        assert re.search(rf'name="{name}"[^>]*value="{value}"', page), name
    assert re.search(r'name="rest_days"[^>]*value="28"', page)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 12, 17), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 1, 1), date(2027, 1, 15)),
    ],
)
def test_the_days_that_are_offered_lie_in_one_quarter(app: Flask, today: date, first: date, last: date) -> None:
    app.config["FEEDBACK_SETTINGS"] = replace(app.config["FEEDBACK_SETTINGS"], today=today)
    with app.app_context():
        assert usual_days() == (first, last)


def test_whoever_clicks_draw_twice_draws_one_sample(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    some = FILLED | {"method": "random", "wanted": "3"}
    shown = looked(post(client, DRAW, **some, act="look").text)
    clicks = [post(client, DRAW, **some, act="draw", looked=shown).location for _ in range(2)]
    assert clicks == [f"{PAGE}/{sample.id}" for sample in kept(app)] * 2


def test_a_sample_is_looked_at_and_then_drawn(app: Flask, client: FlaskClient) -> None:
    prepare(app, 180)
    email = sign_in(client, "voice_officer")
    look = post(client, DRAW, **FILLED, act="look")
    assert look.status_code == 200
    page = text(look)
    assert "180 people would be asked" in page
    assert "If 72 of the 180 answer, a percentage may be off by about 9 points either way." in page
    assert "The seed of this draw is 7." in page
    assert "Ask everybody." not in page
    assert kept(app) == []
    done = post(client, DRAW, **FILLED, act="draw", looked=looked(look.text))
    (sample,) = kept(app)
    assert done.location == f"{PAGE}/{sample.id}"
    assert (sample.drawn, sample.seed, sample.drawn_by) == (180, 7, email)
    page = text(client.get(done.location))
    assert "180 people are drawn. Nobody has been asked yet." in page
    assert "Census, 2026/27 Q3: 180 people Not asked yet" in page
    assert "Drawn 180 of 180" in page
    assert "Census, 2026/27 Q3" in text(client.get(PAGE))


def test_what_was_changed_after_the_look_is_not_drawn(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    first = looked(post(client, DRAW, **FILLED, act="look").text)
    some = FILLED | {"method": "stratified", "wanted": "4", "stratified_by": "age_band"}
    again = post(client, DRAW, **some, act="draw", looked=first)
    assert "You changed something after you looked, so nothing is drawn yet." in text(again)
    assert "Ask everybody." in text(again)
    assert kept(app) == []
    post(client, DRAW, **some, act="draw", looked=looked(again.text))
    assert [(sample.drawn, sample.stratified_by) for sample in kept(app)] == [(4, "age_band")]


def test_a_draw_without_a_look_is_only_looked_at(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    post(client, DRAW, **FILLED, act="draw")
    assert kept(app) == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"touchpoint": ""}, "Choose when people are asked"),
        ({"due_from-day": "31", "due_from-month": "9"}, "Enter a real date, like 27 3 2026"),
        ({"due_to-day": "", "due_to-month": "", "due_to-year": ""}, "Enter the last day"),
        ({"due_to-year": "2025"}, "The last day must not be before the first"),
        ({"method": "random"}, "Enter how many people to ask"),
        ({"method": "random", "wanted": "many"}, "Enter a whole number, like 40"),
        ({"method": "random", "wanted": "0"}, "Enter how many people to ask, 1 or more"),
        ({"method": "stratified", "wanted": "4"}, "Choose the groups"),
        ({"rest_days": "400"}, "Enter a number of days from 0 to 366"),
    ],
)
def test_what_cannot_be_drawn_comes_back_with_what_was_typed(
    app: Flask, client: FlaskClient, changes: dict[str, str], message: str
) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    answer = post(client, DRAW, **(FILLED | changes), act="draw")
    assert answer.status_code == 422
    assert message in text(answer)
    for name, value in changes.items():
        if value and name not in {"touchpoint", "method"}:
            assert f'value="{value}"' in answer.text
    assert kept(app) == []


@pytest.mark.parametrize("seed", ["", "x", "-1", "9" * 40, "٧"])
def test_a_seed_that_is_none_is_replaced(app: Flask, client: FlaskClient, seed: str) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    answer = post(client, DRAW, **(FILLED | {"seed": seed}), act="look")
    assert answer.status_code == 200
    assert re.search(r"The seed of this draw is [0-9]{1,10}\.", text(answer))


def test_those_who_rest_are_told(app: Flask, client: FlaskClient) -> None:
    prepare(app, 10)
    drawn(app, method="random", wanted=3)
    sign_in(client, "voice_officer")
    page = text(post(client, DRAW, **FILLED, act="look"))
    assert "7 are due and may be asked. 3 more are due, but were asked already or lately." in page
    drawn(app)
    assert "Nobody would be asked" in text(post(client, DRAW, **FILLED, act="look"))


def test_a_draw_is_repeated_and_a_sample_changed_by_hand_is_found_out(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app, method="random", wanted=4)
    sign_in(client, "voice_officer")
    assert "sha256sum" in client.get(page).text
    post(client, f"{page}/repeat", form=page)
    assert "The draw was repeated: the same 4 people." in text(client.get(page))
    with app.app_context(), store.transaction():
        db.session.query(Member).filter_by(drawn=True).first().drawn = False  # type: ignore[union-attr]
    post(client, f"{page}/repeat", form=page)
    assert "other people came out" in text(client.get(page))
    frame = post(client, f"{page}/frame", form=page)
    assert frame.mimetype == "text/csv"
    assert len(frame.text.splitlines()) == 11


def test_a_sample_is_taken_back_after_a_question(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, "voice_officer")
    assert "Throw away cards" in text(client.get(f"{page}/take-back"))
    assert post(client, f"{page}/take-back").location == PAGE
    assert "The sample is taken back." in text(client.get(PAGE))
    assert kept(app) == []
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("path", ["99", "99/list", "99/ask", "99/stop", "99/take-back", "99999999999999999999"])
def test_a_sample_that_is_not_there_is_not_found(app: Flask, client: FlaskClient, path: str) -> None:
    prepare(app)
    sign_in(client, "voice_officer")
    assert client.get(f"{PAGE}/{path}").status_code == 404


def test_a_sample_of_another_survey_is_not_found(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    with app.app_context():
        open_survey("other")
    page = drawn(app)
    sign_in(client, "voice_officer")
    assert client.get(page).status_code == 200
    assert client.get(page.replace("views", "other")).status_code == 404
    assert client.get(page.replace("views", "nothing")).status_code == 404


@pytest.mark.parametrize("role", ["quality_officer", "head", "administrator", "case_manager", "safeguarding_lead"])
def test_others_draw_and_send_nothing(app: Flask, client: FlaskClient, role: str) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, role)
    for path in (PAGE, DRAW, page, f"{page}/list", "/officer/surveys/views/poster"):
        assert client.get(path).status_code == 403
    assert post(client, f"{page}/ask", form="/officer/", channels=["sms"], act="send").status_code == 403
    assert outbox(app) == []
