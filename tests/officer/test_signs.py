"""The pages of the list of signs, of the weekly look, and of raising a concern."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.desk import second_looks
from feedback.store import concerns, events, lists
from tests.desk.lane import comment_of, lead
from tests.desk.test_second_looks import LAST_WEEK
from tests.desk.test_signs import a_pattern_that_a_red_needs
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in, text
from tests.reporting.scripted import send

SIGNS, WEEKLY = "/officer/concerns/signs", "/officer/concerns/weekly"
WORDS = {"pattern": "zebra crossing run", "level": "red", "category": "exploitation"}
SAID = "the usual thing after dark again"


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the form that saves a change."""
    form = page.partition('action="/officer/concerns/signs/save"')[2].partition("</form>")[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_words_are_tried_then_saved_and_stand_first(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    tried = post(client, f"{SIGNS}/add", **WORDS)
    said = text(tried)
    assert re.search(r"Red raised: \d+ of \d+ , before \d+ of \d+", said)
    assert re.search(r"Innocent raised: \d+ of \d+ , before \d+ of \d+", said)
    assert "Nothing is saved yet" in said
    saved = client.post(f"{SIGNS}/save", data=hidden(tried.text))
    assert saved.status_code == 302
    shown = text(client.get(SIGNS))
    assert "Saved as version 1" in shown
    assert "zebra crossing run Added here" in shown


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({**WORDS, "pattern": "(unclosed"}, "cannot be read"),
        ({**WORDS, "pattern": ""}, "Write the words to look for"),
        ({**WORDS, "level": "none"}, "Not a valid choice"),
    ],
)
def test_words_that_cannot_be_are_refused_with_what_to_do(client: FlaskClient, typed: dict[str, str], message: str) -> None:
    sign_in(client, "safeguarding_lead")
    refused = post(client, f"{SIGNS}/add", **typed)
    assert refused.status_code == 422
    assert message in text(refused)


def test_losing_a_red_needs_the_box_and_a_reason(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "safeguarding_deputy")
    with app.app_context():
        pattern = a_pattern_that_a_red_needs()
    tried = post(client, f"{SIGNS}/try", form=SIGNS, kind="remove", pattern=pattern)
    assert "I know that this loses" in tried.text
    for more in ({}, {"know": "y"}, {"reason": "Nobody says it."}):
        refused = client.post(f"{SIGNS}/save", data=hidden(tried.text) | more)
        assert refused.status_code == 422
        assert "Tick “I know” and write why" in text(refused)
    assert client.post(f"{SIGNS}/save", data=hidden(tried.text) | {"know": "y", "reason": "Nobody says it."}).status_code == 302
    with app.app_context():
        assert lists.current("signs").version == 1


def test_who_comes_second_sees_the_newer_list_and_loses_nothing(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    first, second = (post(client, f"{SIGNS}/add", **WORDS | {"pattern": words}) for words in ("zebra run", "purple mattress"))
    assert client.post(f"{SIGNS}/save", data=hidden(first.text)).status_code == 302
    late = client.post(f"{SIGNS}/save", data=hidden(second.text))
    assert late.status_code == 409
    assert "Somebody changed the list meanwhile" in late.text
    assert client.post(f"{SIGNS}/save", data=hidden(late.text)).status_code == 302
    assert "zebra run" in client.get(SIGNS).text


def test_each_version_leads_back(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    assert "Nobody has changed the list yet" in client.get(f"{SIGNS}/versions").text
    tried = post(client, f"{SIGNS}/add", **WORDS)
    client.post(f"{SIGNS}/save", data=hidden(tried.text))
    assert "Version 1 (counts now)" in text(client.get(f"{SIGNS}/versions"))
    back = post(client, f"{SIGNS}/try", form=f"{SIGNS}/versions", kind="restore", number=0)
    assert "Back to the list that came with the service" in back.text
    assert client.post(f"{SIGNS}/save", data=hidden(back.text)).status_code == 302
    with app.app_context():
        assert lists.current("signs").version == 2
    assert post(client, f"{SIGNS}/try", form=SIGNS, kind="restore", number=99).status_code == 404


@pytest.mark.parametrize("fields", [{}, {"kind": "add"}, {"kind": "restore", "number": "x"}, {"kind": "burn"}])
def test_a_form_of_nobodys_making_is_refused(client: FlaskClient, fields: dict[str, str]) -> None:
    sign_in(client, "safeguarding_lead")
    assert post(client, f"{SIGNS}/try", form=SIGNS, **fields).status_code == 400
    assert post(client, f"{SIGNS}/save", form=SIGNS, **fields).status_code == 400


def test_the_list_is_searched_by_words_and_kind(client: FlaskClient) -> None:
    sign_in(client, "safeguarding_lead")
    assert "1 of them match" in text(client.get(f"{SIGNS}?search=kms&category=suicide"))
    assert "Nothing on the list matches" in client.get(f"{SIGNS}?search=zebra").text
    assert client.get(f"{SIGNS}?category=none").status_code == 404
    assert "Page 2 of" in text(client.get(SIGNS))


def test_a_reader_raises_what_the_list_missed_and_cannot_open_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        comment_id = comment_of(send(open_survey(), comments={"good": SAID}))
    sign_in(client, "voice_officer")
    address = f"/officer/comments/{comment_id}/concern"
    page = client.get(address)
    assert SAID in page.text
    assert "only they can open it" in text(page)
    refused = post(client, address, level="red", category="other")
    assert refused.status_code == 422
    assert "Write what you saw" in text(refused)
    assert post(client, address, level="red", category="other", note="I know this phrase.").status_code == 302
    assert client.get(address).status_code == 404
    with app.app_context():
        (raised,) = concerns.page(0, "all", 1, 5)[0]
        assert (raised.level, raised.source) == ("red", "reader")
    assert client.get(f"/officer/concerns/{raised.id}").status_code == 403


def test_the_weekly_look_is_read_by_two_buttons_and_counted(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for place in range(2):
            send(survey, day=LAST_WEEK, comments={"good": f"{SAID} {place}"})
    sign_in(client, "safeguarding_lead")
    assert "2 comments to read for the weekly look" in text(client.get("/officer/"))
    assert "Read 2 comments" in text(client.get(WEEKLY))
    page = client.get(f"{WEEKLY}/read")
    (nothing,) = re.findall(rf'action="({WEEKLY}/[0-9a-f-]+/nothing)"', page.text)
    after = post(client, nothing, form=f"{WEEKLY}/read")
    second = client.get(after.location)
    assert "1 left" in text(second)
    (undo,) = re.findall(rf'action="({WEEKLY}/[0-9a-f-]+/again)"', second.text)
    post(client, undo, form=f"{WEEKLY}/read")
    assert "2 left" in text(client.get(f"{WEEKLY}/read"))
    (found,) = re.findall(rf'href="({WEEKLY}/[0-9a-f-]+/concern)"', second.text)
    assert post(client, found, level="amber", category="home", note="He means the flat.").status_code == 302
    post(client, nothing, form=f"{WEEKLY}/read")
    done = client.get(f"{WEEKLY}/read", follow_redirects=True)
    assert "Every comment of the weekly look is read" in text(done)
    assert re.search(r"16 November 2026 2 2 1 Read", text(done))
    assert "weekly look" not in text(client.get("/officer/"))


def test_a_week_left_over_stands_loudly_on_the_first_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=LAST_WEEK - second_looks.WEEK, comments={"good": SAID})
    sign_in(client, "safeguarding_deputy")
    home = text(client.get("/officer/"))
    assert "1 comment left over from an earlier weekly look Urgent" in home


def test_a_comment_outside_the_sample_is_not_raised_from_the_weekly_look(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        comment_id = comment_of(send(open_survey(), comments={"good": SAID}))
    sign_in(client, "safeguarding_lead")
    assert client.get(f"{WEEKLY}/{comment_id}/concern").status_code == 404
    assert client.get(f"/officer/comments/{comment_id}/concern").status_code == 403


def test_what_was_missed_says_when_there_is_nothing_and_looking_is_recorded(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        lead()
    sign_in(client, "safeguarding_deputy")
    assert "Nothing that a person raised stands here yet" in client.get(f"{SIGNS}/missed").text
    with app.app_context():
        assert len(events.latest(["miss.listed"])) == 1
