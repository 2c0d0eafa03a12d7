"""The administrator's list of officers, and an officer's own password."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.store import accounts, events
from tests.officer.signing_in import PASSWORD, add, post, sign_in, text, try_to_sign_in

ADD = "/officer/officers/add"
NEW = {"full_name": "Priya Nair", "email": "priya@harrowdale.example", "roles": ["safeguarding_lead", "voice_officer"]}
OWN = "quiet river under stones"


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    sign_in(client, "administrator")
    return client


def passphrase(page: str) -> str:
    found = re.search(r'officer-passphrase">([a-z-]+)<', page)
    assert found, page
    return found[1]


def test_an_officer_is_added_with_a_password_that_is_shown_once_and_must_be_changed(app: Flask, administrator: FlaskClient) -> None:
    shown = post(administrator, ADD, **NEW)
    first = passphrase(shown.text)
    assert len(first.replace("-", "")) == 24
    assert first not in administrator.get("/officer/officers/2").text
    theirs = app.test_client()
    assert try_to_sign_in(theirs, "priya@harrowdale.example", first).status_code == 302
    assert theirs.get("/officer/").location == "/officer/password"
    assert theirs.get("/officer/").status_code == 302
    refused = post(theirs, "/officer/password", current=first, new=first, again=first)
    assert "differs from the current one" in text(refused)
    assert post(theirs, "/officer/password", current=first, new=OWN, again=OWN).location == "/officer/"
    home = theirs.get("/officer/")
    assert home.status_code == 200
    assert "Your password is changed." in text(home)
    with app.app_context():
        found = accounts.by_email("priya@harrowdale.example")
        assert found
        assert found.role_codes == {"safeguarding_lead", "voice_officer"}
        assert {event.detail.get("role") for event in events.latest(["officer.created"])} == {
            "administrator",
            "safeguarding_lead, voice_officer",
        }


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"full_name": " "}, "Enter the officer's full name"),
        ({"email": "priya"}, "Enter an email address in the correct format"),
        ({"email": "ADMINISTRATOR@harrowdale.example"}, "There is an account for"),
        ({"roles": []}, "Choose at least one role"),
        ({"full_name": "x" * 121}, "120 characters or fewer"),
    ],
)
def test_a_refused_officer_comes_back_with_what_was_typed(
    app: Flask, administrator: FlaskClient, changed: dict[str, object], words: str
) -> None:
    response = post(administrator, ADD, **{**NEW, **changed})
    assert response.status_code == 422
    assert words in text(response).replace("&#39;", "'")
    if "email" not in changed:
        assert 'value="priya@harrowdale.example"' in response.text
    with app.app_context():
        assert len(accounts.everyone()) == 1


def test_roles_and_name_are_changed_and_the_record_names_what(app: Flask, administrator: FlaskClient) -> None:
    add(app, "head")
    page = "/officer/officers/2"
    post(administrator, page, full_name="Ada Officer", roles=["head", "board"])
    post(administrator, page, full_name="Ada Lovelace", roles=["head", "board"])
    post(administrator, page, full_name="Ada Lovelace", roles=["head", "board"])
    with app.app_context():
        found = accounts.by_id(2)
        assert found
        assert (found.full_name, found.role_codes) == ("Ada Lovelace", {"head", "board"})
        assert [event.detail for event in events.latest(["officer.changed"])] == [{"fields": ["full_name"]}, {"fields": ["roles"]}]


def test_a_change_of_roles_counts_from_the_next_page_on(app: Flask, administrator: FlaskClient) -> None:
    theirs = app.test_client()
    sign_in(theirs, "head")
    assert theirs.get("/officer/record").status_code == 403
    post(administrator, "/officer/officers/2", full_name="Ada", roles=["administrator"])
    assert theirs.get("/officer/record").status_code == 200


def test_the_last_administrator_cannot_be_lost(app: Flask, administrator: FlaskClient) -> None:
    page = "/officer/officers/1"
    refused = post(administrator, page, full_name="Ada Officer", roles=["head"])
    assert refused.status_code == 422
    assert "the only active administrator" in text(refused)
    kept_out = post(administrator, f"{page}/deactivate", page)
    assert "the only active administrator" in text(administrator.get(kept_out.location))
    add(app, "administrator", email="second@harrowdale.example")
    assert post(administrator, page, full_name="Ada Officer", roles=["head"]).status_code == 302
    assert administrator.get("/officer/officers").status_code == 403


def test_an_administrator_who_is_kept_out_does_not_count(app: Flask, administrator: FlaskClient) -> None:
    add(app, "administrator", email="second@harrowdale.example")
    post(administrator, "/officer/officers/2/deactivate", "/officer/officers/2")
    assert post(administrator, "/officer/officers/1", full_name="Ada Officer", roles=["head"]).status_code == 422


def test_an_officer_is_kept_out_and_let_in_again(app: Flask, administrator: FlaskClient) -> None:
    email, theirs = add(app, "head"), app.test_client()
    try_to_sign_in(theirs, email)
    page = "/officer/officers/2"
    post(administrator, f"{page}/deactivate", page)
    assert theirs.get("/officer/").status_code == 302
    assert try_to_sign_in(theirs, email).status_code == 200
    assert "Kept out" in text(administrator.get("/officer/officers"))
    post(administrator, f"{page}/activate", page)
    assert try_to_sign_in(theirs, email).status_code == 302


def test_a_locked_account_is_seen_and_unlocked(app: Flask, administrator: FlaskClient) -> None:
    email, theirs = add(app, "head"), app.test_client()
    for _ in range(5):
        try_to_sign_in(theirs, email, "wrong")
    assert "Locked" in text(administrator.get("/officer/officers"))
    post(administrator, "/officer/officers/2/activate", "/officer/officers/2")
    assert try_to_sign_in(theirs, email).status_code == 302
    with app.app_context():
        assert events.latest(["officer.changed"])[0].detail == {"fields": ["locked_until"]}


def test_a_new_password_ends_every_session_of_the_officer(app: Flask, administrator: FlaskClient) -> None:
    email, theirs = add(app, "head"), app.test_client()
    try_to_sign_in(theirs, email)
    given = passphrase(post(administrator, "/officer/officers/2/password", "/officer/officers/2").text)
    assert theirs.get("/officer/").location.startswith("/officer/sign-in")
    assert try_to_sign_in(theirs, email, PASSWORD).status_code == 200
    assert try_to_sign_in(theirs, email, given).status_code == 302


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"current": "not it", "new": OWN, "again": OWN}, "That is not your current password"),
        ({"current": PASSWORD, "new": OWN, "again": "another one here"}, "The two new passwords differ"),
        ({"current": PASSWORD, "new": "short", "again": "short"}, "must be at least 12 characters"),
        ({"current": PASSWORD, "new": "xhead2026xx!!", "again": "xhead2026xx!!"}, "too easy to guess"),
        ({"current": PASSWORD, "new": "aaaabbbbaaaa", "again": "aaaabbbbaaaa"}, "too easy to guess"),
        ({"current": "", "new": "", "again": ""}, "Enter your current password"),
    ],
)
def test_a_refused_password_says_why_and_the_old_one_stays(app: Flask, client: FlaskClient, fields: dict[str, str], words: str) -> None:
    email = sign_in(client, "head")
    response = post(client, "/officer/password", **fields)
    assert response.status_code == 422
    assert words in text(response)
    assert try_to_sign_in(app.test_client(), email).status_code == 302


def test_changing_the_password_keeps_this_session_and_ends_the_others(app: Flask, client: FlaskClient) -> None:
    email, other = sign_in(client, "head"), app.test_client()
    try_to_sign_in(other, email)
    assert post(client, "/officer/password", current=PASSWORD, new=OWN, again=OWN).status_code == 302
    assert client.get("/officer/").status_code == 200
    assert other.get("/officer/").status_code == 302


def test_a_password_is_the_same_however_its_letters_are_composed(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "head")
    composed, decomposed = "caf\u00e9 au lait on the pier", "cafe\u0301 au lait on the pier"
    assert post(client, "/officer/password", current=PASSWORD, new=composed, again=composed).status_code == 302
    assert try_to_sign_in(app.test_client(), email, decomposed).status_code == 302


def test_the_list_is_searched_and_paged(app: Flask, administrator: FlaskClient) -> None:
    for number in range(30):
        add(app, "head", email=f"o{number:02}@harrowdale.example", name=f"Officer {number:02}")
    first, second = administrator.get("/officer/officers"), administrator.get("/officer/officers?page=2")
    assert "Officer 23" in text(first)
    assert "Officer 24" not in text(first)
    assert "Officer 24" in text(second)
    found = text(administrator.get("/officer/officers?search=O17@"))
    assert "1 found" in found
    assert "Officer 17" in found
    assert "Officer 18" not in found
    assert "Nobody has this name" in text(administrator.get("/officer/officers?search=100%25"))


def test_no_passphrase_is_like_another() -> None:
    from feedback.accounts import new_passphrase

    assert len({new_passphrase() for _ in range(100)}) == 100
