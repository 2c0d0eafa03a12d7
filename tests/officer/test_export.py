from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.store import events
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import post, sign_in
from tests.reporting.scripted import Q2, send

PAGE = "/officer/responses/views/export"


def test_the_file_holds_every_response_without_day_or_comment_and_the_reason_is_on_record(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for _ in range(3):
            send(survey, {"overall": "good"}, Q2, comments={"good": "pelican"})
    email = sign_in(client, "quality_officer")
    assert PAGE in client.get("/officer/results/views").text
    answer = post(client, PAGE, reason="For the annual report")
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["views-responses.csv", "views-responses.csv.txt"]
        table = archive.read("views-responses.csv").decode("utf-8-sig")
    assert len(table.splitlines()) == 4
    assert "2026/27 Q2" in table
    assert "pelican" not in table
    assert "2026-08" not in table
    with app.app_context():
        (event,) = events.latest(["response.exported"])
        assert (event.actor, event.detail["rows"], event.detail["reason"]) == (email, 3, "For the annual report")


@pytest.mark.parametrize("reason", ["", "because", "          "])
def test_without_a_reason_there_is_no_file_and_no_record(app: Flask, client: FlaskClient, reason: str) -> None:
    with app.app_context():
        send(open_survey(), {}, Q2)
    sign_in(client, "quality_officer")
    answer = post(client, PAGE, reason=reason)
    assert answer.status_code == 422
    assert "Say why, in 10 letters or more" in answer.text
    with app.app_context():
        assert events.latest(["response.exported"]) == []


@pytest.mark.parametrize("role", ["voice_officer", "head", "safeguarding_lead", "administrator"])
def test_others_may_not_take_responses_out_and_are_not_asked_to(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        open_survey()
    sign_in(client, role)
    assert client.get(PAGE).status_code == 403
    assert post(client, PAGE, form="/officer/", reason="For the annual report").status_code == 403
    assert PAGE not in client.get("/officer/results/views").text
