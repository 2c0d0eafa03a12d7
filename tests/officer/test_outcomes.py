"""The page of outcomes, as an officer reads it."""

from __future__ import annotations

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.asking import surveys as life
from feedback.demo import officers
from feedback.figures.outcome_words import NOT_THE_CAUSE
from feedback.questionnaire.loading import load
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import sign_in, text, try_to_sign_in
from tests.questionnaire.instruments import ITEMS, with_instruments
from tests.reporting.scripted import Q1, Q2, Q3, send
from tests.reporting.starts_and_ends import APRIL, ended, going, one, pairs, started

PAGE = "/officer/results/going/outcomes"
DEMO = "/officer/results/how-things-are-going/outcomes"
PICTURE = re.compile(r'<img src="([^"]+)" alt="([^"]+)"')


def test_the_demo_tells_what_changed_and_what_did_not(demo: Flask) -> None:
    client = demo.test_client()
    try_to_sign_in(client, officers.address("head"), officers.PASSWORD)
    page = client.get(DEMO)
    said = text(page)
    assert "61 of 118 young people who started also finished. 36 of 61 young people improved, 15 stayed the same and 10 got worse" in said
    assert "57 who started have not finished yet: nobody knows what changed for them." in said
    assert "Finished 74 answered at the end; 13 of them had not answered at the start" in said
    assert NOT_THE_CAUSE in said
    # 12 up and 14 down among 61: sum 2; hope: 12 × 2 + 25 - 6 = 43 of 61 = 0.70.
    drugs = "How are things with drugs and alcohol? 14 of 61 young people improved, 35 stayed the same and 12 got worse"
    assert f"{drugs}: no clear difference between better and worse. No clear change: level on average" in said
    hope = "How does your future look? 37 of 61 young people improved, 18 stayed the same and 6 got worse"
    assert f"{hope}: clearly more got better than worse. Improved: 0.7 points higher on average on a scale from 1 to 5" in said
    drawn = [(client.get(source.replace("&amp;", "&")).text, alt) for source, alt in PICTURE.findall(page.text)]
    assert len(drawn) == page.text.count("Show this as a table") == 2
    assert all(svg.startswith("<svg") for svg, _ in drawn)
    assert "How does your future look?: 37 improved, 18 the same, 6 worse" in drawn[0][1]
    assert "59 %" in drawn[0][0]
    results = client.get("/officer/results/how-things-are-going")
    assert f'href="{DEMO}"' in results.text


def test_a_period_can_be_chosen_and_says_whom_it_counts(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = going()
        started(survey, range(1, 31), APRIL.replace(year=2025))
        ended(survey, range(1, 13), Q2)
        ended(survey, range(13, 25), Q1, up=-1)
        one(survey, 99, "exit", Q2)
    sign_in(client, "quality_officer")
    said = text(client.get(PAGE, query_string={"period": "2026/27 Q2"}))
    assert "12 of 13 young people who finished in 2026/27 Q2 had answered at the start too. 12 of 12 young people improved" in said
    assert "6 who started had not finished by the end of 2026/27 Q2" in said
    assert "0 of 12 young people improved" in text(client.get(PAGE, query_string={"period": "2026/27 Q1"}))
    assert "No young people finished in 2025/26 Q4." in text(client.get(PAGE, query_string={"period": "2025/26 Q4"}))
    assert "2026/27 Q3 is still open." in text(client.get(PAGE, query_string={"period": "2026/27 Q3"}))
    assert client.get(PAGE, query_string={"period": "soon"}).status_code == 404


def test_a_year_that_is_held_back_says_why(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = going()
        pairs(survey, 12, Q2, start=APRIL.replace(year=2025))
        pairs(survey, 3, Q1, first=50, start=APRIL.replace(year=2025))
    sign_in(client, "quality_officer")
    page = client.get(PAGE, query_string={"period": "year to 2026/27 Q2"})
    assert "A year is held back where one of its quarters is" in text(page)
    assert "improved, " not in page.text
    assert "<img" not in page.text
    assert client.get(f"{PAGE}/questions.svg", query_string={"period": "year to 2026/27 Q2"}).status_code == 404


@pytest.mark.parametrize("people", [1, 4])
def test_too_few_pairs_tell_nothing_of_what_changed(app: Flask, client: FlaskClient, people: int) -> None:
    with app.app_context():
        pairs(going(), people)
    sign_in(client, "head")
    page = client.get(PAGE)
    assert "Too few young people answered at both ends to show what changed." in text(page)
    assert "How does your future look?" not in page.text


def test_from_five_pairs_there_are_words_and_no_chart(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        pairs(going(), 6)
    sign_in(client, "head")
    page = client.get(PAGE)
    assert "Most of the young people who answered both times improved. Improved." in text(page)
    assert "6 of 6" not in text(page).replace("6 of 6 young people who started also finished", "")
    assert "<img" not in page.text


def test_an_open_survey_says_why_nothing_can_be_compared(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = going("open")
        for touchpoint, day in (("start", Q1), ("exit", Q3)):
            for _ in range(12):
                one(survey, None, touchpoint, day)
    sign_in(client, "voice_officer")
    said = text(client.get(PAGE))
    assert "nothing ties an answer at the end to the same person’s answer at the start" in said
    assert "improved," not in said


def test_a_survey_that_is_asked_once_says_what_would_bring_outcomes(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        send(open_survey(), {"overall": "good"}, Q2)
    sign_in(client, "voice_officer")
    page = client.get("/officer/results/views/outcomes")
    assert "ask those who start with the touchpoint “Start”" in text(page)
    assert "/officer/surveys/views/samples" in page.text


def test_the_scores_of_an_instrument_stand_with_its_citation_and_its_reliable_change(app: Flask, client: FlaskClient) -> None:
    published = {"sd": 5.0, "reliability": 0.84, "source": "Made up."}
    made = {"code": "ease", "title": "At ease", "edition": "1", "citation": "At ease. Made up, 2026.", "items": list(ITEMS), "fewest": 3}
    questionnaire = with_instruments({**made, "published": published})
    low = {"calm": "never", "friends": "never", "sleep": "never", "worry": "often", "plans": "never"}
    high = {"calm": "often", "friends": "often", "sleep": "often", "worry": "never", "plans": "often"}
    with app.app_context():
        life.create(load(json.dumps(questionnaire)), "ease", "At ease", "confidential", ACTOR)
        survey = life.open_survey("ease", ACTOR)
        for link in range(1, 13):
            send(survey, low, Q1, touchpoint="start", link_number=link, way="invitation")
            send(survey, high if link < 10 else low, Q3, touchpoint="exit", link_number=link, way="invitation")
    sign_in(client, "quality_officer")
    said = text(client.get("/officer/results/ease/outcomes"))
    assert "9 of 12 young people improved, 3 stayed the same and 0 got worse" in said
    assert "9 went up and 0 went down by 5.54 points or more, which counts as a reliable change." in said
    assert "At ease. Made up, 2026." in said


def test_outcomes_are_not_for_those_who_may_not_see_results(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        pairs(going(), 12)
    assert client.get(PAGE).status_code == client.get(f"{PAGE}/questions.svg").status_code == 302
    sign_in(client, "case_manager")
    assert client.get(PAGE).status_code == client.get(f"{PAGE}/questions.svg").status_code == 403


@pytest.mark.parametrize("path", ["/officer/results/nothing/outcomes", f"{PAGE}/nothing.svg", f"{PAGE}/scores.svg"])
def test_what_is_not_there_is_not_found(app: Flask, client: FlaskClient, path: str) -> None:
    with app.app_context():
        pairs(going(), 12)
    sign_in(client, "head")
    assert client.get(path).status_code == 404
