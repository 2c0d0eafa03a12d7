"""The pages on which people take their answers back."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.asking import surveys as life
from feedback.store import responses
from feedback.store.database import db
from feedback.store.quarters import FrozenQuarter
from tests.databases import TODAY
from tests.intake.arrivals import form
from tests.intake.devices import QUARTER
from tests.respondent.asking import field, page, prepare, set_council, unchecked, words
from tests.respondent.test_plain_words import too_long
from tests.respondent.test_taking import code


def taken_back(app: Flask) -> int:
    """How many responses were taken back."""
    with app.app_context():
        return responses.aside_reasons(life.find("views").id, [QUARTER]).get("withdrawn", 0)


def freeze(app: Flask) -> None:
    """The quarter's report is finished."""
    with app.app_context(), store.transaction():
        db.session.add(FrozenQuarter(survey_id=life.find("views").id, quarter=QUARTER, frozen_on=TODAY))


def test_somebody_takes_answers_back_with_the_code_from_the_last_page(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    shown = code(client.post("/s/views", data=form(good="they listen")).text)
    root = page(client.get("/withdraw").text)
    assert root.find(".//form").get("action") == "/withdraw"
    sure = client.post("/withdraw", data={"code": f" {shown.lower()} "})
    assert sure.status_code == 200
    assert "We take out all you chose and all you wrote." in words(sure.text)
    assert taken_back(app) == 0
    done = client.post("/withdraw", data={"code": field(sure.text, "code"), "sure": field(sure.text, "sure")})
    assert done.status_code == 200
    assert "We have taken your answers out." in words(done.text)
    assert "still has that part" in words(done.text)
    assert taken_back(app) == 1


def test_the_code_stands_on_the_compressed_page_too_and_is_the_persons_own(app: Flask) -> None:
    prepare(app)
    import gzip

    client = unchecked(app)
    first = client.post("/s/views", data=form(), headers={"Accept-Encoding": "gzip"})
    second = client.post("/s/views", data=form(), headers={"Accept-Encoding": "gzip"})
    codes = {code(gzip.decompress(answer.data).decode()) for answer in (first, second)}
    assert len(codes) == 2
    assert all(len(one) == 14 for one in codes)


@pytest.mark.parametrize("typed", ["", "0000-0000-0000", "<script>alert(1)</script>", "\0\ud800", "x" * 5000])
def test_an_unknown_code_comes_back_as_it_was_typed(app: Flask, client: FlaskClient, typed: str) -> None:
    prepare(app)
    sent = typed.encode(errors="replace").decode()
    answer = client.post("/withdraw", data={"code": sent, "sure": "yes"})
    assert answer.status_code == 422
    assert "We cannot find answers with this code. If the tablet was offline, try again tomorrow." in words(answer.text)
    assert field(answer.text, "code") == sent.replace("\0", "")


def test_a_finished_report_is_kindly_explained(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app)
    shown = code(client.post("/s/views", data=form()).text)
    freeze(app)
    answer = client.post("/withdraw", data={"code": shown, "sure": "yes"})
    assert answer.status_code == 409
    assert "They are part of a report that is finished." in words(answer.text)
    assert "01632 960 123" in words(answer.text)
    assert taken_back(app) == 0


def test_every_page_of_it_is_short_neutral_and_keeps_nothing(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app)
    shown = code(client.post("/s/views", data=form()).text)
    pages = [
        client.get("/withdraw"),
        client.get("/i/"),
        client.post("/i/", data={"code": "x"}),
        client.post("/withdraw", data={"code": "x"}),
    ]
    pages += [client.post("/withdraw", data={"code": shown}), client.post("/withdraw", data={"code": shown, "sure": "yes"})]
    for answer in pages:
        assert too_long(answer.text) == []
        assert "Youth Justice" not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/withdraw", "/i/"])
def test_only_a_form_is_taken(app: Flask, client: FlaskClient, path: str) -> None:
    assert client.post(path, json={"code": "x"}).status_code == 415
