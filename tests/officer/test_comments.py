from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.store import events
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import sign_in, text
from tests.reporting.scripted import Q2, Q3, send

HARM = "been cutting again but dont tell my mum"
PAGE = "/officer/comments"


def test_a_comment_is_read_with_its_audience_quarter_question_and_first_reading(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), day=Q2, comments={"good": "My worker is brilliant <3"}, bands={"sex": "m"})
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    assert "My worker is brilliant &lt;3" in page.text
    said = text(page)
    assert "Young person, 2026/27 Q2, “What is good?”" in said
    assert "Computer’s guess: Positive because of: + for praise: brilliant" in said
    assert "What a person read it as is what counts" in said
    assert "August" not in said
    assert "Male" not in said


def test_comments_are_filtered_and_paged(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        for number in range(27):
            send(survey, day=Q3, comments={"good": f"brilliant {number:02}."})
        send(survey, day=Q2, comments={"change": "terrible, rude and useless"})
    sign_in(client, "voice_officer")
    assert "28 comments , in no order" in text(client.get(PAGE))
    assert "1 comment , in no order" in text(client.get(f"{PAGE}?survey=views&quarter=2026/27+Q2"))
    assert "1 comment , in no order" in text(client.get(f"{PAGE}?question=change&sentiment=negative"))
    assert "No comment matches" in text(client.get(f"{PAGE}?question=good&sentiment=negative"))
    pages = [client.get(f"{PAGE}?question=good&page={page}") for page in (1, 2)]
    assert [page.text.count("<blockquote") for page in pages] == [25, 2]
    assert "question=good" in pages[0].text.split("govuk-pagination", 1)[1]


@pytest.mark.parametrize("query", ["survey=nothing", "quarter=2026/27+Q1", "question=overall", "sentiment=angry", "word=angry", "page=9"])
def test_a_filter_that_there_is_not_is_not_found(app: Flask, client: FlaskClient, query: str) -> None:
    with app.app_context():
        send(open_survey(), comments={"good": "great"})
    sign_in(client, "voice_officer")
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_looking_at_comments_is_on_record(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), comments={"good": "great"})
    email = sign_in(client, "voice_officer")
    client.get(f"{PAGE}?quarter=2026/27+Q3")
    with app.app_context():
        (event,) = events.latest(["comment.listed"])
        detail = {"slug": "views", "quarter": "2026/27 Q3", "question": "all", "sentiment": "all", "word": "all", "page": 1, "count": 1}
        assert (event.actor, event.detail) == (email, detail)


def test_a_page_beyond_the_last_is_not_found_and_not_on_record(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), comments={"good": "great"})
    sign_in(client, "voice_officer")
    assert client.get(f"{PAGE}?page=2").status_code == 404
    with app.app_context():
        assert events.latest(["comment.listed"]) == []


def test_a_comment_that_may_mean_harm_is_left_to_the_lead_and_no_page_says_that_there_is_one(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        send(survey, day=Q2, comments={"good": HARM, "change": "more trips"}, contact=("Sam", "07700 900123"))
        for _ in range(9):
            send(survey, {"overall": "good"}, Q2)
    sign_in(client, "voice_officer")
    paths = ["/officer/", PAGE, "/officer/results", "/officer/results/views", "/officer/surveys/views", "/officer/responses/views"]
    for path in paths:
        page = client.get(path).text
        assert "cutting" not in page, path
        assert "concern" not in page.lower(), path
        assert "07700" not in page, path
    assert "1 comment" in text(client.get("/officer/results/views"))


def test_empty_pages_say_what_they_will_show(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "There is no survey yet" in client.get(PAGE).text
    with app.app_context():
        open_survey()
    assert "Nobody has written anything yet" in client.get(PAGE).text
