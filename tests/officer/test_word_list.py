from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.desk import word_list
from feedback.permissions import ROLES
from feedback.store import events
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import address, post, sign_in, text
from tests.reporting.scripted import Q3, send

PAGE = "/officer/comments/words"
ENTRY = f"{PAGE}/entry?entry=brilliant"


def current(app: Flask) -> tuple[dict[str, float | None], int]:
    with app.app_context():
        changes, version = word_list.current()
        return dict(changes), version


def test_a_word_is_added_after_a_look_at_what_it_changes(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for text_of in ("skenzo", "the bus is late"):
            send(open_survey(f"views-{len(text_of)}"), day=Q3, comments={"good": text_of})
    sign_in(client, "voice_officer")
    tried = post(client, f"{PAGE}/try", PAGE, entry="Skenzo", choice="3", after=0)
    said = text(tried)
    assert "“skenzo”: not there → very good." in said
    assert "1 of 2 comments of this quarter and the three before would be read otherwise" in said
    assert "Unclear would become Positive" in said
    assert current(app) == ({}, 0)
    saved = client.post(PAGE, data={"csrf_token": _token(tried.text), "entry": "Skenzo", "choice": "3", "after": 0}, follow_redirects=True)
    assert "Saved. “skenzo”: not there → very good. New comments are read with it from now on." in text(saved)
    assert current(app) == ({"skenzo": 3.0}, 1)
    assert "skenzo Very good Added" in text(client.get(f"{PAGE}?search=skenz"))


def test_a_shipped_word_is_changed_taken_out_and_brought_back(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    for version, (choice, kept) in enumerate([("-2", -2.0), (word_list.OUT, None)]):
        post(client, PAGE, ENTRY, entry="brilliant", choice=choice, after=version)
        assert current(app) == ({"brilliant": kept}, version + 1)
    assert "brilliant Taken out Taken out It was: very good" in text(client.get(f"{PAGE}?search=brilliant"))
    assert "As it came with the service: very good" in text(client.get(ENTRY))
    post(client, PAGE, ENTRY, entry="brilliant", choice=word_list.AS_IT_CAME, after=2)
    assert current(app) == ({}, 3)


def test_what_cannot_be_on_the_list_is_told_beside_what_was_typed(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    answer = post(client, f"{PAGE}/try", PAGE, entry="dont dont dont dont dont dont dont dont dont", choice="3", after=0)
    assert answer.status_code == 422
    assert "is too long. An entry has at most 8 words" in text(answer)
    assert 'value="dont dont dont' in answer.text
    empty = post(client, f"{PAGE}/try", PAGE, entry="", after=0)
    assert empty.status_code == 422
    assert "Enter a word, a phrase or an emoji" in text(empty)
    assert "Choose how good it is" in text(empty)


def test_two_officers_change_the_list_at_once_and_nothing_is_lost(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    with app.app_context():
        word_list.save({"peng": -1.0}, 0, "“peng”: now a little bad", "first@harrowdale.example")
    answer = post(client, PAGE, PAGE, entry="skenzo", choice="3", after=0)
    assert answer.status_code == 409
    assert "Nothing was saved yet: first@harrowdale.example changed the list meanwhile (“peng”: now a little bad)" in text(answer)
    assert current(app) == ({"peng": -1.0}, 1)
    again = client.post(PAGE, data={"csrf_token": _token(answer.text), "entry": "skenzo", "choice": "3", "after": _after(answer.text)})
    assert again.status_code == 302
    assert current(app) == ({"peng": -1.0, "skenzo": 3.0}, 2)


def test_every_version_can_be_gone_back_to(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "voice_officer")
    assert "It stands as it came with the service" in text(client.get(f"{PAGE}/versions"))
    post(client, PAGE, PAGE, entry="skenzo", choice="3", after=0)
    post(client, PAGE, PAGE, entry="wickety", choice="-1", after=1)
    said = text(client.get(f"{PAGE}/versions"))
    assert f"2 “wickety”: not there → a little bad {email}" in said
    back = post(client, f"{PAGE}/versions/1", f"{PAGE}/versions", after=2)
    assert back.status_code == 302
    assert current(app) == ({"skenzo": 3.0}, 3)
    post(client, f"{PAGE}/versions/0", f"{PAGE}/versions", after=2)
    assert "somebody else changed the list meanwhile" in text(client.get(f"{PAGE}/versions"))
    assert current(app) == ({"skenzo": 3.0}, 3)
    assert post(client, f"{PAGE}/versions/77", f"{PAGE}/versions", after=3).status_code == 404


def test_the_record_says_what_was_tried_and_changed_and_quotes_no_comment(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=Q3, comments={"good": "skenzo"})
    sign_in(client, "voice_officer")
    post(client, f"{PAGE}/try", PAGE, entry="skenzo", choice="3", after=0)
    post(client, PAGE, PAGE, entry="skenzo", choice="3", after=0)
    with app.app_context():
        found = events.latest(["words.tried", "list.changed"])
        assert [(one.kind, one.detail) for one in found] == [
            ("list.changed", {"kind": "words", "version": 1}),
            ("words.tried", {"comments": 1}),
        ]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"voice_officer"}))
def test_others_do_not_enter(client: FlaskClient, role: str) -> None:
    sign_in(client, role)
    for path in (PAGE, ENTRY, f"{PAGE}/versions"):
        assert client.get(path).status_code == 403, (role, path, address(role))


def test_a_word_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert client.get(f"{PAGE}/entry?entry=skenzo").status_code == 404
    assert "The list does not have it" in client.get(f"{PAGE}?search=skenzo").text


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def _after(page: str) -> str:
    return page.split('name="after" value="', 1)[1].split('"', 1)[0]
