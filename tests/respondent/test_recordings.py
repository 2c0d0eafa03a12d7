"""Questions as somebody read them aloud: served in parts for as long as a version is known, and checked when it is published."""

from __future__ import annotations

import base64

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.questionnaire import loading
from tests.respondent.asking import page, prepare_own

SOUND = bytes(range(256))
RECORDING = {"type": "audio/ogg", "sound": base64.b64encode(SOUND).decode()}
QUESTION = {
    "type": "choice",
    "code": "met",
    "text": "Did we meet?",
    "recording": RECORDING,
    "options": [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}],
}
ADDRESS = "/recording/own/1/-/met"


def test_a_question_names_its_recording_which_is_served_whole_and_in_parts(app: Flask, client: FlaskClient) -> None:
    prepare_own(app, [QUESTION])
    steps = page(client.get("/s/own").text).findall(".//div[@data-recording]")
    assert [(step.get("data-step"), step.get("data-recording")) for step in steps] == [("met", ADDRESS)]
    whole = client.get(ADDRESS)
    assert (whole.status_code, whole.data, whole.mimetype) == (200, SOUND, "audio/ogg")
    assert "immutable" in whole.headers["Cache-Control"]
    part = client.get(ADDRESS, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, SOUND[10:20])


@pytest.mark.parametrize(
    "address", ["/recording/own/1/-/before", "/recording/own/1/easy/met", "/recording/own/2/-/met", "/recording/no/1/-/met"]
)
def test_what_was_not_recorded_is_not_found(app: Flask, client: FlaskClient, address: str) -> None:
    prepare_own(app, [QUESTION])
    assert client.get(address).status_code == 404


def test_a_variant_has_recordings_of_its_own_or_none(app: Flask, client: FlaskClient) -> None:
    welcome = {"title": "Hello", "paragraphs": ["You can say no."], "minutes": 2, "assent_version": "1"}
    easy = {"code": "easy", "kind": "easy_read", "language": "en", "label": "Easy words", "welcome": welcome, "sections": {"one": "One"}}
    before = {"text": "We tell someone whose job is to help if you are not safe."}
    met = {"text": "Did we meet?", "options": {"yes": "Yes", "no": "No"}}
    prepare_own(app, [QUESTION], variants=[easy | {"questions": {"before": before, "met": met}}])
    assert client.get(ADDRESS).status_code == 200
    assert "data-recording" not in client.get("/s/own/easy").text


@pytest.mark.parametrize("sound", ["", "not base64!", "abc", "AAA=="])
def test_a_sound_that_is_none_is_refused_when_it_is_brought_in(app: Flask, sound: str) -> None:
    with pytest.raises(loading.DefinitionError, match="recording"):
        prepare_own(app, [QUESTION | {"recording": {"type": "audio/ogg", "sound": sound}}])
