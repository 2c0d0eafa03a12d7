"""Signing in, locking out, timing out, and where the session reaches."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from freezegun import freeze_time

from feedback import accounts
from feedback.officer import session
from feedback.store import accounts as kept
from feedback.store import events
from tests.databases import SETTINGS
from tests.officer.signing_in import PASSWORD, SIGN_IN, add, post, sign_in, text, token, try_to_sign_in

NINE = "2026-11-21 09:00:00"


def test_somebody_signed_out_is_led_to_sign_in_and_back(app: Flask, client: FlaskClient) -> None:
    email = add(app, "administrator")
    led = client.get("/officer/officers?search=a")
    assert led.location == f"{SIGN_IN}?next=/officer/officers?search%3Da"
    page = client.get(led.location)
    response = client.post(
        SIGN_IN, data={"email": email, "password": PASSWORD, "csrf_token": token(page), "next": "/officer/officers?search=a"}
    )
    assert response.location == "/officer/officers?search=a"
    assert 'name="next" value="/officer/officers?search=a"' in page.text


def test_nobody_is_led_off_the_site(app: Flask, client: FlaskClient) -> None:
    response = try_to_sign_in(client, add(app, "head"), next="https://elsewhere.example/officer/")
    assert not response.location or response.location.startswith("/officer/")


def test_an_address_is_known_in_any_case(app: Flask, client: FlaskClient) -> None:
    add(app, "head", email="Head.Of@harrowdale.example")
    assert try_to_sign_in(client, "hEAD.oF@harrowdale.example").status_code == 302


def refusals(client: FlaskClient, email: str, password: str) -> str:
    response = try_to_sign_in(client, email, password)
    assert response.status_code == 200
    return text(response).replace(email, "")


def test_every_refusal_reads_the_same_and_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    email, gone = add(app, "head"), add(app, "member")
    with app.app_context():
        accounts.deactivate(2, "command")
    wrong = refusals(client, email, "not it")
    assert "Wait and try again, or ask a system administrator." in wrong
    assert refusals(client, "nobody@harrowdale.example", PASSWORD) == wrong
    assert refusals(client, gone, PASSWORD) == wrong
    for _ in range(4):
        refusals(client, email, "not it")
    assert refusals(client, email, PASSWORD) == wrong


def test_five_wrong_passwords_lock_for_fifteen_minutes(each_app: Flask) -> None:
    client = each_app.test_client()
    email = add(each_app, "head")
    with freeze_time(NINE) as now:
        for _ in range(5):
            try_to_sign_in(client, email, "wrong")
        now.tick(timedelta(minutes=14, seconds=59))
        assert try_to_sign_in(client, email).status_code == 200
        now.tick(timedelta(seconds=2))
        assert try_to_sign_in(client, email).status_code == 302
    with each_app.app_context():
        assert [event.actor for event in events.latest(["officer.locked_out"])] == [email]


@pytest.mark.parametrize("tries", [1, 6])
def test_tries_during_a_lock_neither_end_it_nor_make_it_longer(app: Flask, client: FlaskClient, tries: int) -> None:
    email = add(app, "head")
    with freeze_time(NINE) as now:
        for _ in range(5):
            try_to_sign_in(client, email, "wrong")
        now.tick(timedelta(minutes=10))
        for _ in range(tries):
            try_to_sign_in(client, email, "wrong")
        assert try_to_sign_in(client, email).status_code == 200
        now.tick(timedelta(minutes=6))
        assert try_to_sign_in(client, email, "wrong").status_code == 200
        assert try_to_sign_in(client, email).status_code == 302


def test_signing_in_forgets_earlier_failures(app: Flask, client: FlaskClient) -> None:
    email = add(app, "head")
    for _ in range(2):
        for _ in range(4):
            try_to_sign_in(client, email, "wrong")
        assert try_to_sign_in(client, email).status_code == 302
        post(client, "/officer/sign-out", "/officer/")


def test_a_flood_of_tries_is_stopped_with_advice(app: Flask, client: FlaskClient) -> None:
    page = token(client.get(SIGN_IN))
    answers = [client.post(SIGN_IN, data={"email": "a@b.example", "password": "x", "csrf_token": page}) for _ in range(21)]
    assert [answer.status_code for answer in answers[:20]] == [200] * 20
    assert answers[20].status_code == 429
    assert "Wait one minute, then try again" in text(answers[20])
    assert client.get(SIGN_IN).status_code == 200


def test_twenty_minutes_without_a_click_end_a_session(client: FlaskClient) -> None:
    with freeze_time(NINE) as now:
        sign_in(client, "head")
        for _ in range(3):
            now.tick(timedelta(minutes=19))
            assert client.get("/officer/").status_code == 200
        now.tick(timedelta(minutes=20, seconds=1))
        assert client.get("/officer/").status_code == 302


def test_signing_out_takes_a_button_and_ends_the_session(client: FlaskClient) -> None:
    sign_in(client, "head")
    assert client.get("/officer/sign-out").status_code == 405
    assert client.get("/officer/").status_code == 200
    assert post(client, "/officer/sign-out", "/officer/").location == SIGN_IN
    assert client.get("/officer/").status_code == 302


def test_signing_in_and_nothing_else_is_recorded(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "head")
    client.get("/officer/")
    with app.app_context():
        assert [(event.kind, event.actor) for event in events.page(1, 9)[0]] == [
            ("officer.signed_in", email),
            ("officer.created", "command"),
        ]


def test_somebody_kept_out_is_out_at_once(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "head")
    with app.app_context():
        found = kept.by_email(email)
        assert found
        accounts.deactivate(found.id, "command")
    assert client.get("/officer/").status_code == 302


def test_the_cookie_is_for_officers_pages_alone(app: Flask, client: FlaskClient) -> None:
    cookie = client.get(SIGN_IN).headers["Set-Cookie"]
    assert "; Path=/officer;" in f"{cookie};"
    assert "; HttpOnly" in cookie
    assert "; SameSite=Lax" in cookie
    everywhere = [*app.before_request_funcs.get(None, []), *app.after_request_funcs.get(None, [])]
    assert [hook for hook in everywhere if getattr(hook, "func", hook).__module__.startswith("flask_")] == []
    for path in ("/healthz", "/s/nothing", "/"):
        headers = client.get(path).headers
        assert "Set-Cookie" not in headers
        assert "Cookie" not in headers.get("Vary", "")


def test_in_production_the_cookie_needs_https() -> None:
    assert session.config(replace(SETTINGS, env="production"))["SESSION_COOKIE_SECURE"] is True
    assert session.config(SETTINGS)["SESSION_COOKIE_SECURE"] is False


def test_answering_has_no_session_to_open(app: Flask) -> None:
    with app.test_request_context("/s/your-views", headers={"Cookie": "feedback_officer=x"}) as context:
        assert context.session is not None
        with pytest.raises(RuntimeError):
            context.session["anything"] = 1


def test_no_token_is_given_to_a_machine(app: Flask, client: FlaskClient) -> None:
    email = add(app, "head")
    data = {"email": email, "password": PASSWORD, "csrf_token": token(client.get(SIGN_IN))}
    response = client.post(f"{SIGN_IN}?include_auth_token", data=data, headers={"Accept": "application/json"})
    assert response.mimetype == "text/html"
    assert "authentication_token" not in response.text


@pytest.mark.parametrize("path", [SIGN_IN, "/officer/nothing", "/officer/"])
def test_every_page_forbids_copies_frames_and_foreign_code(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
