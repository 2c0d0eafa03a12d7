"""The page about who was asked: what it says, to whom, and how it lives."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import sign_in, text
from tests.reporting.asks import ask
from tests.reporting.scripted import GOOD, Q2, Q3, send

PAGE = "/officer/surveys/views/asked"
NOW = f"{PAGE}/now"
BEFORE = urlencode({"quarter": "2026/27 Q2"})


def asked(app: Flask, *people: int, privacy: str = "confidential") -> Survey:
    """A survey in which so many were asked and so many answered."""
    with app.app_context():
        survey = open_survey(privacy=privacy)
        ask(survey, *people)
    return survey


@pytest.mark.parametrize("role", ["voice_officer", "quality_officer", "head"])
def test_the_answer_comes_first_then_funnel_groups_missing_and_samples(app: Flask, client: FlaskClient, role: str) -> None:
    asked(app, 72, 46)
    sign_in(client, role)
    page = text(client.get(PAGE))
    parts = [
        "46 of 72 young people asked have answered (64 %). That is above the 30 % line.",
        "Above the line so far",
        "From asked to answered",
    ]
    parts += ["Asked 72 (100 %)", "Answered 46 (64 %)", "How that differs", "Who is missing", "Samples"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("answered", "words", "colour"), [(10, "Above the line", "green"), (5, "Below the line", "orange"), (2, "Far below", "red")]
)
def test_the_line_has_a_word_beside_its_colour(app: Flask, client: FlaskClient, answered: int, words: str, colour: str) -> None:
    asked(app, 20, answered)
    sign_in(client, "head")
    assert f'<strong class="govuk-tag govuk-tag--{colour}">{words}' in client.get(PAGE).text


def test_answers_of_nobody_on_the_list_are_shown_apart(app: Flask, client: FlaskClient) -> None:
    survey = asked(app, 20, 9)
    with app.app_context():
        for _ in range(7):
            send(survey, {"overall": GOOD}, Q3)
    sign_in(client, "head")
    page = text(client.get(PAGE))
    assert "9 of 20 young people asked have answered (45 %)." in page
    assert "And 7 more answers belong to nobody on the list" in page


def test_another_quarter_can_be_chosen(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        ask(survey, 20, 9, Q2)
        ask(survey, 30, 6, Q3)
    sign_in(client, "head")
    assert "6 of 30" in text(client.get(PAGE))
    assert "9 of 20" in text(client.get(f"{PAGE}?{BEFORE}"))
    assert "Above the line so far" not in text(client.get(f"{PAGE}?{BEFORE}"))


@pytest.mark.parametrize("quarter", ["x", "2026/27", "9999/00 Q9", "0000/01 Q1"])
def test_an_address_with_no_quarter_leads_nowhere(app: Flask, client: FlaskClient, quarter: str) -> None:
    asked(app, 20, 9)
    sign_in(client, "head")
    for page in (PAGE, NOW):
        assert client.get(f"{page}?{urlencode({'quarter': quarter})}").status_code == 404
    assert client.get("/officer/surveys/nothing/asked").status_code == 404


def test_an_empty_page_says_what_it_will_show_and_what_to_do(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
    sign_in(client, "voice_officer")
    page = client.get(PAGE)
    assert "Nobody was asked yet" in text(page)
    assert 'href="/officer/surveys/views/samples"' in page.text
    with app.app_context():
        ask(survey, 20, 9, Q2)
    page = client.get(PAGE)
    assert "Nobody was asked in 2026/27 Q3. The newest sample is of 2026/27 Q2." in text(page)
    assert "9 of 20" in text(client.get(f"{PAGE}?{BEFORE}"))


def test_whoever_may_not_draw_gets_no_link_to_samples(app: Flask, client: FlaskClient) -> None:
    asked(app, 20, 9)
    sign_in(client, "quality_officer")
    page = client.get(PAGE).text
    assert "/samples" not in page
    assert 'href="/officer/results/views"' in page


def test_of_an_open_survey_the_page_says_what_nobody_can_know(app: Flask, client: FlaskClient) -> None:
    asked(app, 40, 10, privacy="open")
    sign_in(client, "head")
    page = text(client.get(PAGE))
    assert "at most 25 % of those asked have answered, below the 30 % line. Nobody knows how many." in page
    assert "Started [z] does not apply" in page
    assert "the survey is open, so nothing tells who of them answered" in page


def test_what_lives_moves_and_is_sent_only_when_it_has_moved(app: Flask, client: FlaskClient) -> None:
    survey = asked(app, 20, 9)
    sign_in(client, "head")
    first = client.get(NOW)
    assert first.json["answer"].startswith("9 of 20")  # type: ignore[index]
    assert f'data-version="{first.get_etag()[0]}"' in client.get(PAGE).text
    again = client.get(NOW, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with app.app_context(), store.transaction():
        send(survey, {"overall": GOOD}, Q3)
    moved = client.get(NOW, headers={"If-None-Match": first.headers["ETag"]})
    assert (moved.status_code, "And 1 more answer belongs" in moved.json["html"]) == (200, True)  # type: ignore[index]
    assert moved.headers["Cache-Control"] == "no-store"


def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(app: Flask, client: FlaskClient) -> None:
    asked(app, 20, 9)
    sign_in(client, "head")
    assert "Set-Cookie" in client.get(PAGE).headers
    assert "Set-Cookie" not in client.get(NOW).headers


def test_what_lives_stands_in_the_page_as_it_is_sent(app: Flask, client: FlaskClient) -> None:
    asked(app, 20, 9)
    sign_in(client, "head")
    sent = client.get(NOW).json
    assert sent is not None
    assert sent["html"] in client.get(PAGE).text


def test_looking_again_and_again_shows_no_band_that_is_not_on_the_page(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_survey()
        ask(survey, 20, 9, bands={"sex": "f", "needs": "slcn"})
    sign_in(client, "head")
    assert not any(word in client.get(NOW).text for word in ("Female", "Speech", "slcn"))


@pytest.mark.parametrize("answered", [0, 9])
def test_the_results_and_the_surveys_page_lead_there(app: Flask, client: FlaskClient, answered: int) -> None:
    asked(app, 20, answered)
    sign_in(client, "voice_officer")
    for page in ("/officer/results/views", "/officer/surveys/views"):
        assert f'href="{PAGE}' in client.get(page).text


@pytest.mark.parametrize(("answered", "told"), [(9, "Too few have answered to say who is missing."), (10, "Nobody is clearly missing.")])
def test_nobody_is_said_to_be_missing_before_enough_have_answered(app: Flask, client: FlaskClient, answered: int, told: str) -> None:
    with app.app_context():
        survey = open_survey()
        for code, number in (("m", answered - 2), ("f", 1), ("other", 1)):
            ask(survey, 20, number, Q2, bands={"sex": code})
    sign_in(client, "head")
    assert told in text(client.get(f"{PAGE}?{BEFORE}"))
