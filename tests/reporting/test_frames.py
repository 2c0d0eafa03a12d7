"""Intervals know how many people were due only where everybody who answered is one of them."""

from __future__ import annotations

from flask import Flask

from feedback.figures.quarter import Quarter
from feedback.reporting.results import Results, results
from feedback.reporting.windows import Window
from feedback.store import samples
from tests.intake.arrivals import open_survey
from tests.reporting.asks import ask
from tests.reporting.scripted import GOOD, Q1, Q2, send

NOW, BEFORE = Window(Quarter.of(Q2)), Window(Quarter.of(Q1))


def likely(found: Results) -> tuple[int, int]:
    assert found.headline is not None
    assert found.headline.interval is not None
    low, high = found.headline.interval
    return round(100 * low), round(100 * high)


def test_the_interval_is_corrected_where_every_answer_is_of_another_one_of_those_asked(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 180, 62, Q2)
    found = results(survey, NOW)
    # All 62 are content, so Wilson's lower edge is m / (m + 1.96 ** 2): m = 62 * 179 / 118 = 94.1 with the correction, 62 without.
    assert likely(found) == (96, 100)
    assert found.interval.startswith("Everybody who answered is a different one of the 180 young people asked")
    assert found.trend is not None
    assert found.trend.rows[-1].interval == found.headline.interval  # type: ignore[union-attr]


def test_one_answer_without_a_link_takes_the_correction_away(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 180, 61, Q2)
    send(survey, {"overall": GOOD}, Q2)
    found = results(survey, NOW)
    assert likely(found) == (94, 100)
    assert "not every answer is known to be another person’s" in found.interval


def test_an_answer_of_somebody_asked_in_another_quarter_takes_it_away_too(each_database: Flask) -> None:
    survey = open_survey()
    ask(survey, 180, 61, Q2)
    ask(survey, 1, 1, Q1, answered_on=Q2)
    found = results(survey, NOW)
    assert likely(found) == (94, 100)
    assert "some answers are not of people asked in this period" in found.interval


def test_an_open_survey_has_no_frame(app_context: Flask) -> None:
    survey = open_survey(privacy="open")
    ask(survey, 180, 62, Q2)
    assert likely(results(survey, NOW)) == (94, 100)


def test_somebody_asked_in_two_quarters_is_one_person(each_database: Flask) -> None:
    survey = open_survey()
    sample_id, _ = ask(survey, 20, 0, Q1)
    again, _ = ask(survey, 5, 0, Q2)
    samples.add_members(
        [{"sample_id": again, "person_id": one, "stratum": "", "drawn": True, "team": None} for one in samples.drawn(sample_id)[:3]]
    )
    now, before = str(NOW), str(BEFORE)
    assert [samples.different(survey.id, quarters) for quarters in ([now], [before], [now, before])] == [8, 20, 25]


def test_everybody_who_was_asked_answered(app_context: Flask) -> None:
    survey = open_survey()
    ask(survey, 12, 12, Q2)
    found = results(survey, NOW)
    assert likely(found) == (100, 100)
    assert found.headline is not None
    assert "(100 %, likely 100 %)" in found.headline.sentence
