from __future__ import annotations

import io
import json
from datetime import date
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwe
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from feedback import store
from feedback.asking import kiosks
from feedback.asking import surveys as life
from feedback.intake import sealed, sealing
from feedback.officer.held import REASONS
from feedback.questionnaire.starters import get
from feedback.store import events, held, responses
from feedback.store.database import db
from feedback.store.surveys import by_slug
from tests.intake.arrivals import ACTOR, form, open_survey
from tests.officer.signing_in import post, sign_in, text

PAGE, FILE = "/officer/needs-a-look", "/officer/needs-a-look/sealed-file"
GARBAGE = "eyJraWQiOiJubyJ9..aaaa.bbbb.cccc"


def a_sealed(slug: str = "views", **more: object) -> str:
    """A response as a device seals it, with a comment that no officer's page may show."""
    key = sealing.public_key()
    inside = {"kind": "response", "slug": slug, "form": urlencode(list(form(overall="good", good="pelican").items(multi=True)))}
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid}
    return jwe.encrypt_compact(header, json.dumps(inside | more).encode(), ECKey.import_key(dict(key.jwk)))


def hold(*arrivals: str) -> list[str]:
    """Let these arrive and be held; their ids."""
    assert [sealed.receive(one, queued=False) for one in arrivals] == ["held"] * len(arrivals)
    return [one.id for one in held.page(1, 99)[0]]


def closed_long_ago() -> None:
    with store.transaction():
        survey = by_slug("views")
        assert survey is not None
        survey.closed_on = date(2026, 11, 2)


def upload(client: FlaskClient, content: bytes) -> TestResponse:
    return post(client, FILE, file=(io.BytesIO(content), "answers-2026-11-21.txt"))


def kept(app: Flask) -> int:
    with app.app_context():
        survey = by_slug("views")
        assert survey is not None
        return sum(count.responses for count in responses.counts(survey.id))


def test_every_reason_to_hold_something_is_said_in_words() -> None:
    assert set(REASONS) == set(held.REASONS)


def test_the_list_says_why_and_where_from_and_never_what_was_answered(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        tablet = kiosks.enrol("Front desk", None, None, [survey.id], ACTOR)
        closed_long_ago()
        hold(a_sealed(kiosk={"id": tablet.id, "secret": tablet.secret}), GARBAGE)
    sign_in(client, "quality_officer")
    page = client.get(PAGE)
    assert "2 arrivals came from tablets and phones" in text(page)
    assert "Survey was closed Arrived 21 November 2026, for “Your views”, from the tablet Front desk" in text(page)
    assert "Cannot be opened Arrived 21 November 2026, not from a tablet that we know" in text(page)
    assert not any(word in page.text for word in ("pelican", "very_good", "response_id"))


def test_what_is_brought_in_counts_and_leaves_the_list(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
        closed_long_ago()
        (held_id,) = hold(a_sealed())
    email = sign_in(client, "voice_officer")
    assert post(client, f"{PAGE}/{held_id}/try-again", form=PAGE).location == PAGE
    page = text(client.get(PAGE))
    assert "It is kept." in page
    assert "Nothing needs a look." in page
    assert kept(app) == 1
    post(client, f"{PAGE}/{held_id}/try-again", form=FILE)
    assert "Somebody settled it before." in text(client.get(PAGE))
    assert kept(app) == 1
    with app.app_context():
        assert [(event.actor, event.detail["how"]) for event in events.latest(["held.settled"])] == [(email, "kept")]


def test_what_still_cannot_be_kept_stays_and_the_page_says_why(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        life.create(get("young_people"), "views", "Your views", "confidential", ACTOR)
        (held_id,) = hold(a_sealed())
    sign_in(client, "voice_officer")
    post(client, f"{PAGE}/{held_id}/try-again", form=PAGE)
    assert "It still cannot be kept. Survey is a draft: " in text(client.get(PAGE))
    with app.app_context():
        life.open_survey("views", ACTOR)
    post(client, f"{PAGE}/{held_id}/try-again", form=PAGE)
    assert "It is kept." in text(client.get(PAGE))
    assert kept(app) == 1


def test_something_is_left_out_with_a_reason_on_record(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
        (held_id,) = hold(GARBAGE)
    email = sign_in(client, "quality_officer")
    leave_out = f"{PAGE}/{held_id}/leave-out"
    refused = post(client, leave_out, reason=" x ")
    assert refused.status_code == 422
    assert "Say why, in a few words" in refused.text
    assert post(client, leave_out, reason="Sent by a trial tablet").location == PAGE
    assert "It is left out." in text(client.get(PAGE))
    assert client.get(leave_out).location == PAGE
    with app.app_context():
        found = [(event.actor, event.subject_id, event.detail) for event in events.latest(["held.settled"])]
        assert found == [(email, held_id, {"how": "left_out", "reason": "Sent by a trial tablet"})]
        assert held.waiting() == 0
    assert kept(app) == 0


@pytest.mark.parametrize("way", ["try-again", "leave-out"])
def test_what_is_not_held_is_not_found(client: FlaskClient, way: str) -> None:
    sign_in(client, "voice_officer")
    assert post(client, f"{PAGE}/nothing/{way}", form=FILE).status_code == 404


def test_the_first_page_says_how_much_needs_a_look(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "a look" not in text(client.get("/officer/")).replace("Needs a look", "")
    with app.app_context():
        hold(GARBAGE)
    assert "1 arrival needs a look" in text(client.get("/officer/"))
    with app.app_context():
        hold(f"{GARBAGE}c")
    assert "2 arrivals need a look" in text(client.get("/officer/"))


def test_a_long_list_comes_in_pages(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        hold(*(f"{GARBAGE}{number}" for number in range(26)))
    sign_in(client, "voice_officer")
    assert [client.get(f"{PAGE}?page={page}").text.count("Cannot be opened</h2>") for page in (1, 2)] == [25, 1]
    assert client.get(f"{PAGE}?page=3").status_code == 404


def test_a_sealed_file_is_looked_at_before_it_is_taken_in_and_counts_once(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
        lines = [a_sealed(), a_sealed()]
    email = sign_in(client, "quality_officer")
    for told in ("2 taken in, 0 here before, 1 in need of a look", "0 taken in, 2 here before, 1 in need of a look"):
        looked_at = upload(client, "\r\n".join([*lines, "", GARBAGE, "no sealed line"]).encode())
        assert "Take in 3 sealed answers?" in text(looked_at)
        assert "3 parts of the file cannot be sealed answers" in text(looked_at)
        assert kept(app) == (0 if told.startswith("2") else 2)
        content = "\r\n".join([*lines, GARBAGE])
        assert post(client, f"{FILE}/take-in", form=FILE, sealed=content).location == PAGE
        assert told in text(client.get(PAGE))
    assert kept(app) == 2
    with app.app_context():
        assert [(event.actor, event.detail) for event in events.latest(["response.sealed_imported"])] == [(email, {"items": 3})] * 2


def test_the_page_before_taking_in_carries_what_was_in_the_file(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_survey()
        line = a_sealed()
    sign_in(client, "voice_officer")
    assert f'value="{line}"' in upload(client, b"\xef\xbb\xbf" + line.encode()).text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Choose the file that the tablet saved"),
        (b"\xff\xfe\x00garbage", "There is nothing sealed in this file"),
        (b"a.b.c", "There is nothing sealed in this file"),
        (b"a.b.c.d.e\n" * 40_001, "The file must be smaller than 400 KB"),
    ],
)
def test_a_file_that_no_tablet_saved_is_refused(client: FlaskClient, content: bytes, message: str) -> None:
    sign_in(client, "voice_officer")
    answer = upload(client, content)
    assert answer.status_code == 422
    assert message in text(answer)


def test_taking_in_nothing_leads_back_to_the_file(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert post(client, f"{FILE}/take-in", form=FILE, sealed="nothing\0").location == FILE


@pytest.mark.parametrize("role", ["case_manager", "head", "administrator", "safeguarding_lead"])
def test_others_settle_nothing(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        (held_id,) = hold(GARBAGE)
    sign_in(client, role)
    for way in (f"{held_id}/try-again", f"{held_id}/leave-out", "sealed-file", "sealed-file/take-in"):
        assert post(client, f"{PAGE}/{way}", form="/officer/", reason="because", sealed=GARBAGE).status_code == 403
    with app.app_context():
        assert held.waiting() == 1
        assert db.session.query(events.Event).filter_by(kind="response.sealed_imported").count() == 0
