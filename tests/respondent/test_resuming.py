"""A personal link resumes where it was left: with what was chosen, never with what was written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.store import unfinished
from feedback.store.database import db
from feedback.store.encryption import unseal
from tests.databases import TODAY
from tests.intake.arrivals import form
from tests.respondent.asking import invite, prepare, prepare_own, typed, words

TOKEN = "a-token-that-nobody-guesses"
SO_FAR = f"/i/{TOKEN}/answers-so-far"
KEPT = "We kept what you chose. We see nothing until you press Send."
GOALS = {
    "type": "goals",
    "code": "goals",
    "text": "What do you want to do?",
    "low": "Far",
    "high": "Close",
    "options": [{"code": "work", "label": "Work"}, {"code": "school", "label": "School"}],
}
CHOICES = {
    "type": "choices",
    "code": "liked",
    "text": "What do you like?",
    "options": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}],
}


def saved(app: Flask) -> str:
    """Everything that is kept of answers left off, in clear."""
    with app.app_context():
        return " ".join(unseal(row.answers) for row in db.session.query(unfinished.Unfinished))


def chosen(html: str) -> dict[str, list[str]]:
    """What is chosen on the page of questions."""
    return {name: values for name, values in typed(html).items() if name not in {"response_id", "version"}}


def test_what_was_chosen_comes_back_and_what_was_written_does_not(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    assert KEPT not in words(client.get(f"/i/{TOKEN}").text)
    sent = form(listened="really", overall="good", good="they listen", talk="yes", **{"talk.name": "Kim"})
    answer = client.post(SO_FAR, data=sent)
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (204, b"", "no-store")
    page = client.get(f"/i/{TOKEN}")
    assert chosen(page.text) == {"listened": ["really"], "overall": ["good"]}
    assert KEPT in words(page.text)
    for secret in ("they listen", "Kim", "talk", sent["response_id"]):
        assert secret not in saved(app)


def test_every_kind_of_choice_comes_back(app: Flask, client: FlaskClient) -> None:
    prepare_own(app, [GOALS, CHOICES])
    invite(app, TOKEN, "own")
    client.post(SO_FAR, data=form(goals=["work", "school"], liked=["b", "a"], **{"goals.work": "7"}))
    assert chosen(client.get(f"/i/{TOKEN}").text) == {"goals": ["work", "school"], "goals.work": ["7"], "liked": ["a", "b"]}


def test_the_last_choices_take_the_place_of_those_before(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(SO_FAR, data=form(listened="really", fair="really"))
    client.post(SO_FAR, data=form(listened="not_really"))
    assert chosen(client.get(f"/i/{TOKEN}").text) == {"listened": ["not_really"]}


@pytest.mark.parametrize("fields", [{"listened": "my mum hits me"}, {"made_up": "my mum hits me"}, {"overall": "x" * 5000}])
def test_no_words_slip_in_under_the_name_of_a_choice(app: Flask, client: FlaskClient, fields: dict[str, str]) -> None:
    prepare(app)
    invite(app, TOKEN)
    assert client.post(SO_FAR, data=form(**fields)).status_code == 204
    assert saved(app) == "{}"
    assert KEPT not in words(client.get(f"/i/{TOKEN}").text)


def test_easy_words_are_resumed_in_easy_words_too(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(SO_FAR, data=form(variant="easy-read", overall="good"))
    assert chosen(client.get(f"/i/{TOKEN}/easy-read").text) == {"overall": ["good"], "variant": ["easy-read"]}


def test_sending_lets_go_of_them_and_nothing_is_kept_afterwards(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(SO_FAR, data=form(listened="really"))
    assert client.post(f"/i/{TOKEN}", data=form(listened="really")).status_code == 200
    assert saved(app) == ""
    assert client.post(SO_FAR, data=form(listened="really")).status_code == 204
    assert saved(app) == ""


def test_after_a_fortnight_they_are_gone(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(SO_FAR, data=form(listened="really"))
    with app.app_context(), store.transaction():
        db.session.query(unfinished.Unfinished).one().saved_on = TODAY - timedelta(days=15)
    assert chosen(client.get(f"/i/{TOKEN}").text) == {}


def test_a_link_that_opens_nothing_keeps_nothing(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    assert client.post(SO_FAR, data=form(listened="really")).status_code == 404
    assert client.get(SO_FAR).status_code == 404
    invite(app, TOKEN)
    assert client.post(SO_FAR, json={"listened": "really"}).status_code == 415
    assert saved(app) == ""


def test_whoever_says_no_leaves_nothing_behind(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite(app, TOKEN)
    client.post(SO_FAR, data=form(overall="good"))
    assert "We did not keep any answers" in words(client.post(f"/i/{TOKEN}", data={"no_thanks": "yes", "version": "1"}).text)
    assert saved(app) == ""
