"""The scores of an instrument, from a questionnaire's JSON through the form to the page of results."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.asking import surveys as life
from feedback.questionnaire.loading import load
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, form
from tests.officer.signing_in import sign_in, text
from tests.questionnaire.instruments import BANDS, ITEMS, instrument, item, with_instruments
from tests.questionnaire.tiny import Json, asking
from tests.reporting.scripted import Q1, Q2, send

PAGE = "/officer/results/ease"
CITATION = "At ease. Made up for tests, 2026."
ALL = dict.fromkeys(ITEMS, "some")
FIVE, SIX, SEVEN = ALL, {**ALL, "calm": "often"}, {**ALL, "calm": "often", "sleep": "often"}


def open_with(*instruments: Json, privacy: str = "confidential") -> Survey:
    life.create(load(json.dumps(with_instruments(*instruments))), "ease", "At ease", privacy, ACTOR)
    return life.open_survey("ease", ACTOR)


def publish(*instruments: Json) -> None:
    life.publish("ease", load(with_instruments(*instruments)), ACTOR)


def answer(survey: Survey, day: date, *given: tuple[dict[str, str], int], **more: Any) -> None:
    for answers, times in given:
        for _ in range(times):
            send(survey, answers, day, **more)


def read(client: FlaskClient, period: str = "2026/27 Q2") -> str:
    return text(client.get(PAGE, query_string={"period": period}))


def test_scores_are_shown_by_band_with_their_mean_and_the_line_of_their_owner(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        open_with(instrument())
    for answers in [ALL] * 20 + [dict.fromkeys(ITEMS, "often") | {"worry": "never"}] * 10 + [{"calm": "often"}] * 5:
        assert client.post("/s/ease", data=form(**answers)).status_code in {200, 302, 303}
    sign_in(client, "quality_officer")
    said = text(client.get(PAGE, query_string={"period": "2026/27 Q3"}))
    assert "At ease Score Share Have a score Low 0 % 30 Middling 67 % 30 High 33 % 30" in said
    # Twenty with 5 and ten with 10: mean 200 / 30, squares 20 * 25 / 9 + 10 * 100 / 9 over 29, times 2.0452 / sqrt(30).
    assert "The average of 30 young people was 6.7 (likely between 5.8 and 7.6)." in said
    assert "Whoever answered at least 3 of its 5 questions has a score, scaled up to all of them." in said
    assert said.count(CITATION) == 1


@pytest.mark.parametrize(("people", "shown"), [(29, False), (30, True)])
def test_under_30_people_there_is_neither_a_mean_nor_a_band(app: Flask, client: FlaskClient, people: int, shown: bool) -> None:
    with app.app_context():
        answer(open_with(instrument()), Q2, (FIVE, people))
    sign_in(client, "quality_officer")
    said = read(client)
    assert ("The average of 30 young people was 5.0" in said) is shown
    assert ("Middling" in said) is shown
    assert ("At ease Too few to show [c] Too few young people answered to show how their answers are spread." in said) is not shown
    assert CITATION in said


def test_each_is_put_into_the_band_of_their_own_age(app: Flask, client: FlaskClient) -> None:
    later = [dict(band, least=band["least"] + (band["least"] > 0)) for band in BANDS]
    sets = [{"edition": "1", "ages": ["10-12", "13-14"], "bands": BANDS}, {"edition": "1", "ages": ["15-16"], "bands": later}]
    four = {**ALL, "calm": "never"}
    with app.app_context():
        survey = open_with(instrument(band_sets=sets))
        answer(survey, Q2, (four, 10), bands={"age_band": "13-14"})
        answer(survey, Q2, (four, 20), bands={"age_band": "15-16"})
        answer(survey, Q2, (four, 10), bands={"age_band": "17+"})
    sign_in(client, "quality_officer")
    expected = "Low 50 % 40 Middling 25 % 40 High 0 % 40 Age not known, or without a published band 25 % 40"
    assert expected in read(client)


def test_a_year_holds_back_what_its_quarters_would_give_back(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_with(instrument())
        answer(survey, Q1, (FIVE, 12))
        answer(survey, Q2, (FIVE, 30))
    sign_in(client, "quality_officer")
    assert "The average of 30 young people was 5.0" in read(client)
    year = read(client, "year to 2026/27 Q2")
    assert "At ease Too few to show [c]" in year
    assert "The average of 42" not in year


def test_a_survey_without_instruments_has_no_section_for_them(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        answer(open_with(), Q2, (FIVE, 30))
    sign_in(client, "quality_officer")
    page = client.get(PAGE, query_string={"period": "2026/27 Q2"})
    assert 'id="scores"' not in page.text


def test_versions_that_score_in_two_ways_are_not_counted_together(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_with(instrument())
        answer(survey, Q1, (FIVE, 30))
        publish(instrument(fewest=5))
        answer(survey, Q2, (SIX, 30))
    sign_in(client, "quality_officer")
    assert "The average of 30 young people was 5.0" in read(client, "2026/27 Q1")
    assert "The average of 30 young people was 6.0" in read(client, "2026/27 Q2")
    year = read(client, "year to 2026/27 Q2")
    assert "“At ease” was scored in different ways in the year to 2026/27 Q2, so its scores cannot be counted together." in year
    assert "The average of" not in year


def test_other_words_are_the_same_instrument(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_with(instrument())
        answer(survey, Q2, (FIVE, 15))
        publish(instrument(title="How easy", citation="Another line."))
        answer(survey, Q2, (SEVEN, 15))
    sign_in(client, "quality_officer")
    said = read(client)
    assert "How easy Score Share Have a score Low 0 % 30 Middling 100 % 30 High 0 % 30" in said
    assert "The average of 30 young people was 6.0" in said
    assert "Another line." in said


def test_a_version_without_the_instrument_leaves_the_others_as_they_are(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        survey = open_with(instrument())
        answer(survey, Q2, (FIVE, 30))
        life.publish("ease", load(asking(*(item(code) for code in ITEMS))), ACTOR)
        answer(survey, Q2, (SEVEN, 10))
    sign_in(client, "quality_officer")
    assert "The average of 30 young people was 5.0" in read(client)


@pytest.mark.parametrize(("people", "average"), [(30, "67 30"), (29, "")])
def test_the_average_from_0_to_100_stands_beside_the_spread_of_the_answers_only(
    app: Flask, client: FlaskClient, people: int, average: str
) -> None:
    with app.app_context():
        # Twenty who said "often" and ten "never": 20 * 2 of 30 * 2. The reversed question has it the other way round.
        survey = open_with()
        answer(survey, Q2, (dict.fromkeys(ITEMS, "often"), people - 10), (dict.fromkeys(ITEMS, "never"), 10))
    sign_in(client, "quality_officer")
    said = read(client)
    assert ("Average, 0 to 100" in said) is bool(average)
    if average:
        assert f"It is calm. 10 (33 %) 0 (0 %) 20 (67 %) {average}" in said
        assert "It is worry. 10 (33 %) 0 (0 %) 20 (67 %) 33 30" in said
