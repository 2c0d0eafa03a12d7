"""A code on paper opens what a personal link opens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.asking import surveys as life
from feedback.store import responses
from feedback.store.encryption import digest
from tests.databases import TODAY
from tests.intake.arrivals import form
from tests.intake.devices import CODE
from tests.respondent.asking import field, invite, kept, page, prepare, words

TOKEN = "a-token-that-nobody-guesses"


def invite_by_code(app: Flask, **changes: Any) -> None:
    """Keep an invitation that has CODE."""
    with app.app_context():
        code_hash = digest("invitation_code", CODE)
    invite(app, TOKEN, code_hash=code_hash, **changes)


@pytest.mark.parametrize("typed", [CODE, "7h0k-19zz-xv", " 7HOK I9ZZ XV ", "7hok l9zzxv"])
def test_a_code_opens_the_questions_in_any_writing(app: Flask, client: FlaskClient, typed: str) -> None:
    prepare(app)
    invite_by_code(app)
    answer = client.post("/i/", data={"code": typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/i/{CODE}")
    assert answer.headers["Cache-Control"] == "no-store"
    opened = client.get(f"/i/{CODE}")
    assert opened.status_code == 200
    assert page(opened.text).find(".//form[@id='answers']").get("action") == f"/i/{CODE}"


def test_a_code_and_its_link_are_one_invitation(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite_by_code(app)
    assert client.post(f"/i/{CODE}", data=form(overall="good")).status_code == 200
    assert client.get(f"/i/{TOKEN}").status_code == 404
    assert client.post(f"/i/{TOKEN}", data=form(overall="bad")).status_code == 409
    assert client.post("/i/", data={"code": CODE}).status_code == 422
    assert kept(app) == 1


def test_whether_somebody_listened_is_kept_by_link_too(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    invite_by_code(app)
    client.post(f"/i/{CODE}", data=form(overall="good", read_aloud="yes"))
    client.post("/s/views", data=form(overall="good"))
    with app.app_context():
        found, _ = responses.page(life.find("views").id, "2026/27 Q3", 1, 5)
    assert sorted((one.way, one.read_aloud) for one in found) == [("invitation", True), ("link", False)]


@pytest.mark.parametrize(
    ("typed", "changes"), [("", {}), ("nonsense", {}), ("0000000000", {}), (CODE, {"expires_on": TODAY - timedelta(days=1)})]
)
def test_what_opens_nothing_comes_back_to_be_mended(app: Flask, client: FlaskClient, typed: str, changes: dict[str, Any]) -> None:
    prepare(app)
    invite_by_code(app, **changes)
    answer = client.post("/i/", data={"code": typed})
    assert answer.status_code == 422
    assert "We cannot find this code. Check each letter and number." in words(answer.text)
    assert field(answer.text, "code") == typed


def test_the_page_to_type_a_code_on(app: Flask, client: FlaskClient) -> None:
    root = page(client.get("/i/").text)
    assert (root.find(".//form").get("action"), root.find(".//form").get("method")) == ("/i/", "post")
