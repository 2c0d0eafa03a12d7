"""Samples on officers' pages: looked at, drawn, repeated, asked, stopped, taken back."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import sending
from feedback.asking import surveys as life
from feedback.store import events, people, samples
from feedback.store.database import db
from feedback.store.encryption import unseal
from feedback.store.messages import Message
from feedback.store.samples import Member, Sample
from tests.asking.sampled import ADDRESS, a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import post, sign_in, text

PAGE = "/officer/surveys/views/samples"
DRAW = f"{PAGE}/draw"
FIRST = {"due_from-day": "1", "due_from-month": "10", "due_from-year": "2026"}
LAST = {"due_to-day": "5", "due_to-month": "12", "due_to-year": "2026"}
FILLED = {"touchpoint": "census", "method": "census", "wanted": "", "stratified_by": "", "rest_days": "28", "seed": "7"} | FIRST | LAST


def prepare(app: Flask, count: int = 10, *, privacy: str = "confidential", sends: bool = True) -> None:
    """An open survey, people with phones, and a service that can send."""
    with app.app_context():
        if sends:
            can_send(app)
        open_survey(privacy=privacy)
        add_contacts(add_people(count, age_band="15-16"))


def drawn(app: Flask, **changes: object) -> str:
    """The page of a sample drawn now."""
    with app.app_context():
        return f"{PAGE}/{a_sample(**changes).id}"


def kept(app: Flask) -> list[Sample]:
    with app.app_context():
        return list(samples.of_survey(life.find("views").id))


def outbox(app: Flask) -> list[Message]:
    with app.app_context():
        return db.session.query(Message).populate_existing().all()


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


def test_a_sample_is_asked_after_a_confirmation(app: Flask, client: FlaskClient) -> None:
    prepare(app, 3)
    with app.app_context():
        add_people(2, first=2000)
    page = drawn(app)
    email = sign_in(client, "voice_officer")
    plan = client.get(f"{page}/ask")
    assert "3 of 5 people can get one." in text(plan)
    assert f"{ADDRESS}/i/XXXXXXXXXXXXXXXXXXXXXXXXXX" in plan.text
    confirm = post(client, f"{page}/ask", channels=["sms", "email"], reminders="5, 12", act="confirm")
    assert "Send 3 texts?" in text(confirm)
    assert "2 people are asked from the list" in text(confirm)
    assert "26 November and 3 December" in text(confirm)
    assert outbox(app) == []
    post(client, f"{page}/ask", channels=["sms", "email"], reminders="5, 12", act="send")
    assert [message.channel for message in outbox(app)] == ["sms"] * 3
    shown = text(client.get(page))
    assert "3 messages are on the way. 2 people are asked from the list." in shown
    assert "Text 3 3 waiting" in shown
    assert "Reminders after 5 and 12 days, to those who have not answered." in shown
    assert "Sending" in shown
    with app.app_context():
        assert [event.actor for event in events.latest(["sample.sent"])] == [email]
    post(client, f"{page}/ask", form=f"{page}/stop", channels=["sms"], reminders="", act="send")
    assert "Each sample is asked once" in text(client.get(page))
    assert len(outbox(app)) == 3


@pytest.mark.parametrize(
    ("reminders", "message"),
    [
        ("soon", "Enter days with commas"),
        ("0", "each from 1 to 60 days"),
        ("1, 2, 3, 4", "3 reminders or fewer"),
        ("5;12", "Enter days with commas"),
    ],
)
def test_a_plan_that_cannot_be_comes_back(app: Flask, client: FlaskClient, reminders: str, message: str) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, "voice_officer")
    answer = post(client, f"{page}/ask", channels=["sms"], reminders=reminders, act="send")
    assert answer.status_code == 422
    assert message in text(answer)
    assert f'value="{reminders}"' in answer.text
    assert post(client, f"{page}/ask", channels=["pigeon"], reminders="", act="send").status_code == 422
    assert outbox(app) == []


def test_a_service_that_sends_nothing_asks_from_the_list(app: Flask, client: FlaskClient) -> None:
    prepare(app, sends=False)
    page = drawn(app)
    sign_in(client, "voice_officer")
    plan = text(client.get(f"{page}/ask"))
    assert "This service cannot send texts or e-mails yet" in plan
    assert "Send a test" not in plan
    assert "Ask everybody from the list?" in text(post(client, f"{page}/ask", reminders="", act="confirm"))
    post(client, f"{page}/ask", reminders="", act="send")
    assert "10 people are asked from the list." in text(client.get(page))
    assert [sample.written_on is not None for sample in kept(app)] == [True]


def test_a_closed_survey_asks_nobody(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app)
    with app.app_context():
        life.close_survey("views", ACTOR)
    sign_in(client, "voice_officer")
    assert "Open it before you ask people." in text(client.get(page))
    assert "Open the survey before you ask people" in text(client.get(f"{page}/ask"))
    post(client, f"{page}/ask", form=f"{page}/take-back", channels=["sms"], reminders="", act="send")
    assert outbox(app) == []
    assert "This survey is closed." in text(post(client, DRAW, **FILLED, act="look"))


def test_a_test_goes_to_whoever_typed_their_number(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    page = drawn(app)
    sign_in(client, "voice_officer")
    ask, test = f"{page}/ask", f"{page}/test"
    assert post(client, test, form=ask, to="07700 900 123").location == ask
    assert "A test is on its way to you." in text(client.get(ask))
    (message,) = outbox(app)
    with app.app_context():
        assert (message.kind, message.channel, unseal(message.address or b"")) == ("test", "sms", "07700900123")
    wrong = post(client, test, form=ask, to="07700")
    assert wrong.status_code == 422
    assert "Enter a mobile number like 07700 900123" in text(wrong)
    assert 'value="07700"' in wrong.text
    can_send(app, sms=False)
    assert "cannot send texts yet" in text(post(client, test, form=ask, to="07700 900 123"))


def test_what_waits_is_stopped_after_a_question(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2)
    page = drawn(app)
    with app.app_context():
        sending.write(int(page.rsplit("/", 1)[1]), ["sms"], [5], ACTOR)
    sign_in(client, "voice_officer")
    assert "2 messages wait and are not sent." in text(client.get(f"{page}/stop"))
    post(client, f"{page}/stop")
    assert "2 messages are stopped. Nobody of this sample is reminded any more." in text(client.get(page))
    assert {message.state for message in outbox(app)} == {"stopped"}


def test_the_list_shows_codes_is_searched_and_goes_on_record(app: Flask, client: FlaskClient) -> None:
    prepare(app, 120)
    page = f"{drawn(app)}/list"
    sign_in(client, "voice_officer")
    shown = client.get(page)
    assert len(re.findall(r'<code class="officer-code">[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}</code>', shown.text)) == 100
    assert "page=2" in shown.text
    assert "1 person found for “1007”." in text(client.get(f"{page}?search=1007"))
    assert "0 people found for “%”." in text(client.get(f"{page}?search=%25"))
    assert "120 people." in text(client.get(f"{page}?team=East+team"))
    with app.app_context():
        assert [event.detail["how"] for event in events.latest(["sample.listed"])] == ["list"] * 4


def test_cards_letters_and_a_poster_are_taken_out(app: Flask, client: FlaskClient) -> None:
    prepare(app, 3)
    page = drawn(app)
    sign_in(client, "voice_officer")
    cards = post(client, f"{page}/cards", form=f"{page}/list", search="1001")
    assert (cards.status_code, cards.mimetype) == (200, "application/pdf")
    assert cards.headers["Cache-Control"] == "no-store"
    letters = post(client, f"{page}/merge-file", form=f"{page}/list", search="1001").text.splitlines()
    assert [line.split(",")[0].lstrip("\ufeff") for line in letters] == ["reference", "YP-1001"]
    assert post(client, f"{page}/cards", form=f"{page}/list", batch="2").status_code == 404
    assert client.get("/officer/surveys/views/poster").data.startswith(b"%PDF")


def test_an_open_survey_shows_no_codes(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2, privacy="open")
    page = drawn(app)
    sign_in(client, "voice_officer")
    shown = client.get(f"{page}/list")
    assert "it has no codes" in text(shown)
    assert "officer-code" not in shown.text
    assert "Everybody gets the same link." in text(client.get(f"{page}/ask"))
    post(client, f"{page}/ask", channels=["sms"], reminders="5", act="send")
    assert "in an open survey nobody knows who has answered" in text(client.get(page))


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


def test_whoever_opted_out_is_on_the_list(app: Flask, client: FlaskClient) -> None:
    prepare(app, 2)
    with app.app_context(), store.transaction():
        people.opt_out(people.ids("young_people")["YP-1000"], TODAY)
    page = drawn(app)
    sign_in(client, "voice_officer")
    assert "1 of 2 people can get one." in text(client.get(f"{page}/ask"))
