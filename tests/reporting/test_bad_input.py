"""What can be wrong with the answers behind a page of results: each case is told in a sentence, and no number is wrong or missing."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from feedback import store
from feedback.asking import surveys as life
from feedback.figures.intervals import mean_interval, wilson
from feedback.figures.quarter import Quarter, london_day
from feedback.figures.tally import Tally, tally
from feedback.questionnaire import loading, starters
from feedback.questionnaire.loading import DefinitionError
from feedback.reporting.results import Results, results
from feedback.reporting.windows import Window
from feedback.store import samples
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import BAD, GOOD, Q2, overall, send

NOW = Window(Quarter.of(Q2))
YEAR = Window(Quarter.of(Q2), rolling=True)


def published(survey: Survey, change: Callable[[dict[str, Any]], None]) -> None:
    """The next version of the survey, with the overall question changed."""
    whole = json.loads(loading.dump(starters.get("young_people")))
    whole["variants"] = []
    for section in whole["sections"]:
        for question in section["questions"]:
            if question["code"] == "overall":
                change(question)
    life.publish(survey.slug, loading.load(whole), ACTOR)


def without(code: str) -> Callable[[dict[str, Any]], None]:
    def take_out(question: dict[str, Any]) -> None:
        question["options"] = [option for option in question["options"] if option["code"] != code]

    return take_out


def nothing(survey: Survey) -> None:
    """An empty survey."""


def everybody(good: int, bad: int) -> Callable[[Survey], None]:
    def answer(survey: Survey) -> None:
        overall(survey, good, bad, Q2)

    return answer


def each(given: str, people: int) -> Callable[[Survey], None]:
    def answer(survey: Survey) -> None:
        for _ in range(people):
            send(survey, {"overall": given}, Q2)

    return answer


@dataclass(frozen=True)
class Case:
    """What is done, and what the overall question says then: base, share, sentence."""

    done: Callable[[Survey], None]
    base: str
    share: str
    sentence: str


CASES: Mapping[str, Case] = {
    "an empty survey": Case(nothing, "0", "[x]", "Nothing was collected in 2026/27 Q2."),
    "one response": Case(everybody(1, 0), "[c]", "[c]", "held back so that nobody can be recognised."),
    "all the same answer, of everybody": Case(
        everybody(12, 0), "12", "100 %", "12 of 12 young people said the help was good or very good (100 %, likely between 76 % and 100 %)."
    ),
    "all the same answer, of nobody": Case(
        everybody(0, 12), "12", "0 %", "0 of 12 young people said the help was good or very good (0 %, likely between 0 % and 24 %)."
    ),
    "all skipped": Case(each("skipped", 12), "0", "[x]", "No young people answered"),
    "all not sure": Case(each("not_sure", 12), "0", "[x]", "No young people answered"),
    "nobody was asked": Case(each("not_asked", 12), "0", "[z]", "No young people were asked this."),
    "from five to nine": Case(everybody(4, 3), "7", "most", "Most of the young people who answered said the help was good or very good."),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("rolling", [False, True], ids=["quarter", "year"])
def test_odd_answers_have_their_sentence(app_context: Flask, name: str, rolling: bool) -> None:
    case, survey = CASES[name], open_survey()
    case.done(survey)
    found = results(survey, YEAR if rolling else NOW)
    headline = found.headline
    assert headline is not None
    told = case.sentence.replace("in 2026/27 Q2", "in 2025/26 Q3 to 2026/27 Q2") if rolling else case.sentence
    assert (headline.base, headline.share_text) == (case.base, case.share)
    assert told in headline.sentence
    spoken(found)


def spoken(found: Results) -> None:
    """Every row of every table has a sentence or a mark, and no number that is none."""
    tables = [found.items, *found.others, *found.groups, *(table for _, table in found.who), found.said, found.themes]
    for table in [*tables, *([found.trend] if found.trend else [])]:
        for row in table.rows:
            assert row.sentence
            assert row.share is None or math.isfinite(row.share)
            assert row.share is not None or row.mark or row.share_text
            assert not {"nan", "None", "inf"} & set(f"{row.base} {row.share_text} {row.sentence}".replace(",", " ").split())
    assert found.rate.sentence


def test_an_answer_that_the_newest_version_no_longer_offers_is_told_and_not_silently_lost(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 20, 10, Q2)
    published(survey, without("bad"))
    for _ in range(10):
        send(survey, {"overall": GOOD}, Q2)
    found = results(survey, NOW)
    assert found.headline is not None
    assert (found.headline.base, found.headline.share_text) == ("30", "100 %")
    assert "10 gave an answer that is not counted here" in found.headline.left_out
    assert any("offers changed between versions" in note for note in found.notes)
    assert found.notes[0].startswith("2 versions of the questionnaire were answered in this period.")


def test_two_versions_with_the_same_answers_in_one_quarter_are_one_figure(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 8, 4, Q2)
    published(survey, lambda question: question.update(text="How good is our help, all in all?"))
    overall(survey, 10, 8, Q2)
    found = results(survey, NOW)
    assert found.headline is not None
    assert found.headline.sentence.startswith("18 of 30 young people said")
    assert found.headline.label == "How good is our help, all in all?"
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("instant", "quarter"),
    [
        ("2026-06-30T22:59", "2026/27 Q1"),
        ("2026-06-30T23:30", "2026/27 Q2"),
        ("2025-10-26T00:30", "2025/26 Q3"),
        ("2025-10-26T01:30", "2025/26 Q3"),
        ("2026-03-31T22:59", "2025/26 Q4"),
        ("2026-03-31T23:30", "2026/27 Q1"),
        ("2025-12-31T23:59", "2025/26 Q3"),
    ],
)
def test_a_response_at_the_clock_change_counts_in_the_quarter_of_its_day_in_london(app_context: Flask, instant: str, quarter: str) -> None:
    survey = open_survey()
    overall(survey, 12, 0, london_day(datetime.fromisoformat(instant).replace(tzinfo=UTC)))
    here = results(survey, Window(Quarter.parse(quarter))).headline
    other = results(survey, Window(Quarter.parse(quarter).previous())).headline
    assert here is not None
    assert other is not None
    assert (here.base, other.base) == ("12", "0")


@pytest.mark.parametrize(
    ("invited", "told"),
    [
        (None, "No young people were invited, so there is no response rate."),
        (0, "No young people were invited, so there is no response rate."),
        (3, "12 answered and only 3 were invited: others had the link too, so there is no response rate."),
        (12, "12 of 12 invited young people answered (100 %), at or above the 30 % line."),
    ],
)
def test_a_cohort_of_nobody_and_one_that_is_too_small_have_no_rate(app_context: Flask, invited: int | None, told: str) -> None:
    survey = open_survey()
    overall(survey, 12, 0, Q2)
    if invited is not None:
        drawing = {"method": "census", "seed": 1, "quarter": "2026/27 Q2", "due_on": Q2, "frame_size": invited, "drawn": invited}
        with store.transaction():
            samples.add(samples.Sample(survey_id=survey.id, **drawing))
    found = results(survey, NOW)
    assert found.rate.sentence == told
    spoken(found)


def test_a_group_of_one_is_nowhere_and_of_everybody_else_only_a_band_that_leaves_one_to_ten(app_context: Flask) -> None:
    survey = open_survey()
    send(survey, {"overall": BAD}, Q2, bands={"care_experience": "yes"})
    for _ in range(29):
        send(survey, {"overall": GOOD}, Q2, bands={"care_experience": "no"})
    found = results(survey, YEAR)
    care = [table for table in found.groups if table.title == "Care experience"]
    care += [table for breakdown, table in found.who if breakdown.code == "care_experience"]
    assert [[row.share_text for row in table.rows] for table in care] == [["[c]", "[c]"], ["[c]", "20–29"]]
    assert all(row.share is None and row.interval is None for table in care for row in table.rows)
    spoken(found)


@pytest.mark.parametrize("text", ['{"overall": NaN}', '{"overall": Infinity}', '{"overall": -Infinity}', '{"overall": 1e999}'])
def test_a_number_that_is_none_is_refused_where_it_stands(text: str) -> None:
    questionnaire = starters.get("young_people")
    with pytest.raises(ValueError, match=r"position 1|neither a code nor a whole number"):
        tally(questionnaire, ['{"overall": "good"}', text])


@pytest.mark.parametrize("score", [math.nan, math.inf])
def test_a_score_that_is_no_number_is_refused_before_anything_is_asked(score: float) -> None:
    whole = json.loads(loading.dump(starters.get("young_people")))
    question = next(one for section in whole["sections"] for one in section["questions"] if one["code"] == "overall")
    question["options"][0]["score"] = score
    with pytest.raises(DefinitionError, match="ordinary number"):
        loading.load(whole)


def test_figures_refuse_what_is_no_count() -> None:
    for k, n in ((-1, 5), (6, 5), (0, 0)):
        with pytest.raises(ValueError, match="is not a proportion"):
            wilson(k, n)
    with pytest.raises(ValueError, match="leave out values that are not numbers"):
        mean_interval(math.nan, 1.0, 5)
    with pytest.raises(ValueError, match="not kept counts"):
        Tally.from_json({"responses": math.nan, "counts": {}, "answered": {}})


def test_the_same_answer_from_all_has_a_mean_without_a_spread(app_context: Flask) -> None:
    survey = open_survey("things", starter="how_things_are_going")
    for _ in range(30):
        send(survey, {"goals": {"school": 10}}, date(2026, 8, 4))
    found = results(survey, NOW)
    rated = next(table for table in found.others if table.sentence)
    assert rated.sentence == "The average of 30 young people was 10.0 (likely between 10.0 and 10.0)."
    spoken(found)
