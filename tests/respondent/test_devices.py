"""What scripts say to the server: always a clear status, never a cookie, never a failure of ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback import store
from feedback.asking import kiosks as life
from feedback.asking import surveys
from feedback.intake import sealing
from feedback.settings import LARGEST_BODY
from feedback.store import council, held, kiosks
from feedback.store.held import Arrived
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, form
from tests.intake.devices import response, seal
from tests.respondent.asking import kept, prepare

RULES = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def sealed(app: Flask, **changes: Any) -> str:
    """A sealed response to the survey that is prepared."""
    with app.app_context():
        return seal(response(form(overall="good", change="later buses"), **changes))


def enrol(app: Flask) -> dict[str, str]:
    """A tablet for the survey that is prepared, at Mill Lane."""
    with app.app_context():
        with store.transaction():
            site = council.add_place("site", "Mill Lane").id
        made = life.enrol("Blue tablet", site, None, [surveys.find("views").id], ACTOR)
    return {"id": made.id, "secret": made.secret}


def test_the_device_is_told_how_far_its_answers_came(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    first = sealed(app)
    kinds = {"kept": (first, False), "known": (first, True), "held": (sealed(app, slug="nowhere"), True)}
    for (state, (text, queued)), status in zip(kinds.items(), (201, 200, 202), strict=True):
        answer = client.post("/sealed", json={"sealed": text, "queued": queued})
        assert (answer.status_code, answer.json) == (status, {"state": state})
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers
    assert kept(app) == 1


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{}", "application/json", 400),
        (b'{"sealed": "x"}', "application/json", 400),
        (b'{"sealed": "", "queued": true}', "application/json", 400),
        (b'{"sealed": 7, "queued": true}', "application/json", 400),
        (b'{"sealed": "x", "queued": 1}', "application/json", 400),
        (b'{"sealed": "\\ud800", "queued": true}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"sealed": "x", "queued": true}', "text/plain", 415),
        (b"sealed=x&queued=true", "application/x-www-form-urlencoded", 415),
        (b'{"sealed": "x", "queued": true}', "", 415),
        (b'{"queued": true, "sealed": "' + b"x" * LARGEST_BODY + b'"}', "application/json", 413),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(app: Flask, client: FlaskClient, body: bytes, content_type: str, status: int) -> None:
    assert client.post("/sealed", data=body, headers={"Content-Type": content_type}).status_code == status
    with app.app_context():
        assert held.waiting() == 0


def test_a_text_as_large_as_may_be_is_held(app: Flask, client: FlaskClient) -> None:
    text = "x" * (LARGEST_BODY - 40)
    assert client.post("/sealed", json={"sealed": text, "queued": True}).status_code == 202


def test_too_much_that_nothing_opens_is_turned_away_for_later(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedback.intake.holding.MOST_UNREADABLE", 1)
    with app.app_context(), store.transaction():
        held.hold(Arrived("rubbish", "unreadable", TODAY))
    answer = client.post("/sealed", json={"sealed": "more", "queued": True})
    assert (answer.status_code, answer.json) == (503, {"state": "later"})
    assert int(answer.headers["Retry-After"]) > 0


def test_when_we_fail_the_device_keeps_its_answers_and_the_log_nothing_of_them(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    prepare(app)
    text = sealed(app)
    with monkeypatch.context() as patch:
        patch.setattr("feedback.store.comments.add_all", lambda *_rows: 1 / 0)
        assert client.post("/sealed", json={"sealed": text, "queued": True}).status_code == 503
    assert "respondent.take_sealed failed with ZeroDivisionError" in caplog.text
    assert text not in caplog.text
    assert kept(app) == 0
    assert client.post("/sealed", json={"sealed": text, "queued": True}).status_code == 201


def test_the_key_is_made_once_and_is_public_alone(app: Flask, client: FlaskClient) -> None:
    first, second = client.get("/sealing-key"), client.get("/sealing-key")
    assert first.json == second.json
    assert first.json is not None
    assert set(first.json) == {"kid", "jwk"}
    assert set(first.json["jwk"]) == {"kty", "crv", "x", "y"}
    assert first.headers["Cache-Control"] == "no-store"
    with app.app_context():
        made = sealing.rotate(ACTOR)
    assert client.get("/sealing-key").json == {"kid": made.kid, "jwk": dict(made.jwk)}


def test_a_tablet_that_checks_in_is_told_what_it_collects_for(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    proof = enrol(app)
    answer = client.post("/kiosk", json=proof | {"waiting": 3, "running": "2026.11-a"})
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert (told["revoked"], told["name"], told["site"], told["team"], told["idle_seconds"]) == (False, "Blue tablet", "Mill Lane", "", 60)
    (survey,) = told["surveys"]
    assert (survey["slug"], survey["audience"], survey["privacy"]) == ("views", "young_people", "confidential")
    assert survey["touchpoints"] == ["start", "review", "exit", "follow_up", "census"]
    assert told["key"] == client.get("/sealing-key").json
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    with app.app_context():
        found = kiosks.by_id(proof["id"])
        assert found is not None
        assert (found.last_seen, found.waiting, found.running) == (TODAY, 3, "2026.11-a")


def test_a_closed_survey_is_no_longer_collected_for(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    proof = enrol(app)
    with app.app_context():
        surveys.close_survey("views", ACTOR)
    answer = client.post("/kiosk", json=proof | {"waiting": 0, "running": ""})
    assert answer.json is not None
    assert answer.json["surveys"] == []


def test_a_revoked_tablet_is_told_so(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    proof = enrol(app)
    with app.app_context():
        life.revoke(proof["id"], ACTOR)
    answer = client.post("/kiosk", json=proof | {"waiting": 0, "running": ""})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["revoked"] is True


@pytest.mark.parametrize("changes", [{"secret": "guess"}, {"secret": ""}, {"id": "0b6f0e4e-54b1-4a3c-9b58-5c1b9d1f2a3e"}])
def test_nobody_else_is_told_anything(app: Flask, client: FlaskClient, changes: dict[str, str]) -> None:
    prepare(app)
    proof = enrol(app)
    answer = client.post("/kiosk", json=proof | {"waiting": 9, "running": "x"} | changes)
    assert (answer.status_code, answer.json) == (403, {"revoked": True})
    with app.app_context():
        found = kiosks.by_id(proof["id"])
        assert found is not None
        assert (found.last_seen, found.waiting) == (None, 0)


@pytest.mark.parametrize(
    "changes",
    [{"waiting": -1}, {"waiting": True}, {"waiting": "3"}, {"waiting": 10**9}, {"running": "x" * 25}, {"running": 1}, {"id": "x"}],
)
def test_a_check_in_that_makes_no_sense_is_refused(app: Flask, client: FlaskClient, changes: dict[str, Any]) -> None:
    prepare(app)
    assert client.post("/kiosk", json=enrol(app) | {"waiting": 0, "running": ""} | changes).status_code == 400


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30), lambda inner: st.lists(inner, max_size=3), max_leaves=6
)
LIKE_OURS = st.fixed_dictionaries({"sealed": st.text(max_size=60) | JSON, "queued": st.booleans() | JSON})
FIELDS = st.sampled_from(
    ["kind", "slug", "form", "finished", "touchpoint", "helper", "read_aloud", "code", "kiosk", "key", "outcome", "made"]
)
WORDS = st.sampled_from(["response", "offer", "views", "said_no", "start", "near", "", "a=1&response_id=%00&version=1&good=%ED%A0%80"])


@pytest.fixture
def prepared(app: Flask) -> Flask:
    """An application with a survey that is there for all examples of one property."""
    prepare(app)
    return app


@RULES
@given(body=LIKE_OURS | JSON)
def test_no_body_makes_the_service_fall_over(prepared: Flask, body: Any) -> None:
    answer = prepared.test_client().post("/sealed", data=json.dumps(body), content_type="application/json")
    assert answer.status_code in {202, 400}


@RULES
@given(body=st.binary(max_size=200))
def test_no_bytes_make_the_service_fall_over(prepared: Flask, body: bytes) -> None:
    assert prepared.test_client().post("/sealed", data=body, content_type="application/json").status_code in {202, 400}


@RULES
@given(
    inside=st.dictionaries(FIELDS, WORDS | JSON, max_size=9)
    | st.builds(lambda code, text: response(form(good=text), finished=text, code=code), st.text(max_size=12), st.text(max_size=30))
)
def test_nothing_inside_a_seal_makes_the_service_fall_over(prepared: Flask, inside: Any) -> None:
    with prepared.app_context():
        text = seal(inside)
    answer = prepared.test_client().post("/sealed", json={"sealed": text, "queued": True})
    assert answer.status_code in {200, 201, 202}
