"""What an officer sees when something cannot be done."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.officer import home
from tests.officer.signing_in import post, sign_in, text, token

EXPECTED = [
    ("GET", "/officer/nothing", 404, "Page not found"),
    ("GET", "/officer/deep/er/nothing", 404, "Page not found"),
    ("GET", "/officer/council/nothing", 404, "Page not found"),
    ("GET", "/officer/officers/999", 404, "Page not found"),
    ("GET", "/officer/record?page=7", 404, "Page not found"),
    ("GET", "/officer/sign-out", 405, "This address does something else"),
    ("GET", "/officer/council/places/site", 405, "This address does something else"),
]


@pytest.mark.parametrize(("method", "path", "status", "heading"), EXPECTED)
def test_each_error_has_its_own_words_in_the_officers_layout(
    client: FlaskClient, method: str, path: str, status: int, heading: str
) -> None:
    sign_in(client, "administrator")
    response = client.open(path, method=method)
    assert response.status_code == status
    assert heading in text(response)
    assert "Sign out" in text(response)


def test_a_page_that_is_only_read_refuses_to_be_written(client: FlaskClient) -> None:
    sign_in(client, "administrator")
    sent = {"csrf_token": token(client.get("/officer/"))}
    assert [client.post(path, data=sent).status_code for path in ("/officer/", "/officer/record", "/officer/nothing")] == [405, 405, 404]


def test_a_form_without_its_token_changes_nothing_and_gives_back_what_was_typed(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "administrator")
    response = client.post(
        "/officer/council/names", data={"name": "Harrowdale <Council>", "service_name": "A long name of a service", "csrf_token": "forged"}
    )
    assert response.status_code == 400
    assert "This form is too old to send" in text(response)
    assert "Harrowdale &lt;Council&gt;</textarea>" in response.text
    assert "A long name of a service</textarea>" in response.text
    assert "forged" not in response.text
    assert '<a class="govuk-link" href="/officer/council/names">' in response.text
    assert 'value="Harrowdale' not in client.get("/officer/council/names").text


def test_a_password_is_never_given_back(client: FlaskClient) -> None:
    response = client.post("/officer/sign-in", data={"email": "a@b.example", "password": "my secret words"})
    assert response.status_code == 400
    assert "a@b.example" in response.text
    assert "my secret words" not in response.text


def test_a_form_sent_after_the_session_ended_says_so(client: FlaskClient) -> None:
    sign_in(client, "administrator")
    page = token(client.get("/officer/council/wording"))
    post(client, "/officer/sign-out", "/officer/")
    response = client.post("/officer/council/wording", data={"care_words": "children we look after", "csrf_token": page})
    assert response.status_code == 400
    assert "children we look after" in response.text
    assert "and sign in" in text(response)


def test_what_is_too_large_is_refused_with_the_limit(client: FlaskClient) -> None:
    sign_in(client, "administrator")
    body = f"csrf_token={token(client.get('/officer/council/look'))}&accent={'x' * 2_000_000}"
    response = client.post("/officer/council/look", data=body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 413
    assert "less than 1 megabyte" in text(response)


def test_a_fault_of_ours_shows_a_page_that_says_so(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "head")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(home._waiting, "broken", ("see_home", lambda: 1 / 0))
    response = client.get("/officer/")
    assert response.status_code == 500
    assert "Nothing was half saved" in text(response)
