"""Starts and ends of one survey as officers see them: whom they count, in which window, and in which steps."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback import store
from feedback.figures.people_paired import Flow
from feedback.figures.quarter import Quarter
from feedback.reporting import outcome_drawings, pairing
from feedback.reporting.outcomes import Outcomes, outcomes
from feedback.reporting.windows import Window
from feedback.store import counts, responses
from feedback.store.surveys import Survey
from tests.reporting.scripted import Q1, Q2, Q3, send
from tests.reporting.starts_and_ends import APRIL, ended, going, one, pairs, started

LAST = Window(Quarter(2026, 2))
YEAR = Window(Quarter(2026, 2), rolling=True)


def together(found: Outcomes) -> str:
    return found.together.share_text if found.together else ""


def aside(ids: list[str], reason: str = "test") -> None:
    with store.transaction():
        for response_id in ids:
            responses.set_aside(response_id, reason)


def test_those_who_started_and_finished_are_compared_and_the_others_are_counted(each_database: Flask) -> None:
    survey = going()
    pairs(survey, 12)
    one(survey, 90, "start", APRIL, 1)
    one(survey, 91, "exit", Q3, 5)
    one(survey, None, "start", APRIL, 1)
    one(survey, None, "exit", Q3, 5)
    send(survey, {"hope": "5"}, Q3, touchpoint="review", link_number=1)
    found = outcomes(survey, None)
    assert found.flow == Flow(started=13, ended=13, paired=12, waiting=1)
    assert together(found) == "12 improved, 0 the same, 0 worse"
    assert {row.base for row in found.questions.rows} == {"12"}


def test_a_quarter_counts_who_finished_in_it_whenever_they_started(app_context: Flask) -> None:
    survey = going()
    pairs(survey, 10, Q2, start=APRIL.replace(year=2025))
    pairs(survey, 11, Q1, first=50)
    assert together(outcomes(survey, LAST)) == "10 improved, 0 the same, 0 worse"
    assert together(outcomes(survey, LAST.before)) == "11 improved, 0 the same, 0 worse"
    assert together(outcomes(survey, None)) == "21 improved, 0 the same, 0 worse"
    assert [str(window) for window in outcomes(survey, None).windows] == [
        "2026/27 Q2", "2026/27 Q1", "year to 2026/27 Q2", "year to 2026/27 Q1",
    ]  # fmt: skip


@pytest.mark.parametrize(("last", "told"), [(10, "33 improved, 0 the same, 0 worse"), (4, "[c]")])
def test_a_year_that_would_give_back_a_small_quarter_is_held_back(app_context: Flask, last: int, told: str) -> None:
    survey = going()
    start = APRIL.replace(year=2025)
    for number, (people, day) in enumerate(((8, Q1.replace(year=2025, month=11)), (8, Q1.replace(month=2)), (7, Q1), (last, Q2))):
        pairs(survey, people, day, first=100 * number + 1, start=start)
    assert together(outcomes(survey, YEAR)) == told


def test_the_open_quarter_has_no_page_and_joins_everything_by_five(app_context: Flask) -> None:
    survey = going()
    started(survey, range(1, 18))
    ended(survey, range(1, 13))
    assert outcomes(survey, Window(Quarter(2026, 3))).still_open
    assert outcomes(survey, None).windows == []
    assert outcomes(survey, None).flow.paired == 12
    ended(survey, range(13, 17))
    found = outcomes(survey, None)
    assert (found.flow.paired, found.waiting, together(found)) == (12, 4, "12 improved, 0 the same, 0 worse")
    ended(survey, [17])
    found = outcomes(survey, None)
    assert (found.flow.paired, found.waiting, together(found)) == (17, 0, "17 improved, 0 the same, 0 worse")


def test_everything_follows_what_is_set_aside_by_five_too(app_context: Flask) -> None:
    survey = going()
    ends = pairs(survey, 20)
    outcomes(survey, None)
    aside(ends[:4])
    assert (outcomes(survey, None).flow.paired, outcomes(survey, None).waiting) == (20, 4)
    with store.transaction():
        responses.take_back(ends[4])
    assert outcomes(survey, None).flow.paired == 15


def test_while_too_few_have_finished_nothing_is_told_and_the_count_follows_at_once(app_context: Flask) -> None:
    survey = going()
    started(survey, range(1, 6))
    ended(survey, range(1, 4))
    assert outcomes(survey, None).too_few
    assert together(outcomes(survey, None)) == "[c]"
    ended(survey, [4, 5])
    assert together(outcomes(survey, None)) == "most"


def test_a_small_quarter_joins_everything_only_with_others(app_context: Flask) -> None:
    survey = going()
    pairs(survey, 12, Q1, start=APRIL.replace(year=2025))
    pairs(survey, 3, Q2, first=50)
    found = outcomes(survey, None)
    assert found.flow.paired == 15
    assert together(found) == "12 improved, 0 the same, 0 worse"
    assert found.together is not None
    assert "3 more people are not counted yet" in found.together.left_out
    pairs(survey, 5, Q3, first=60)
    assert together(outcomes(survey, None)) == "20 improved, 0 the same, 0 worse"


def test_everybody_the_same_is_no_clear_change(app_context: Flask) -> None:
    survey = going()
    pairs(survey, 12, up=0)
    found = outcomes(survey, None)
    assert together(found) == "0 improved, 12 the same, 0 worse"
    assert [row.change.word for row in found.questions.rows if row.change] == ["no clear change"] * 9


def test_a_question_that_everybody_skipped_says_so_beside_the_others(app_context: Flask) -> None:
    survey = going()
    with store.transaction():
        for link in range(1, 13):
            one(survey, link, "start", APRIL, 3, hope="skipped")
            one(survey, link, "exit", Q3, 4, hope="skipped")
    rows = {row.code: row for row in outcomes(survey, None).questions.rows}
    assert (rows["hope"].mark, rows["hope"].sentence) == ("[x]", "No young people answered this both times.")
    assert (rows["home"].base, together(outcomes(survey, None))) == ("12", "12 improved, 0 the same, 0 worse")


def test_goals_are_told_where_somebody_rated_them_twice(app_context: Flask) -> None:
    survey = going()
    with store.transaction():
        for link in range(1, 13):
            one(survey, link, "start", APRIL, 3, goals={"school": 2, "work": 4})
            one(survey, link, "exit", Q3, 3, goals={"school": 6})
    found = outcomes(survey, None)
    assert [row.label for row in found.goals.rows] == ["All goals together", "Do well at school or college"]
    assert all(
        row.left_out == "12 went up and 0 went down by 2.45 points or more, which counts as a reliable change." for row in found.goals.rows
    )
    assert list(outcome_drawings.of(found)) == ["questions", "goals"]


def test_a_survey_where_nobody_starts_or_ends_is_not_begun_and_has_nothing_to_draw(app_context: Flask) -> None:
    survey = going()
    send(survey, {"hope": "5"}, Q3, link_number=1, way="invitation")
    found = outcomes(survey, None)
    assert not found.begun
    assert outcome_drawings.of(found) == {}


def test_pairs_are_read_again_only_when_something_changed(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = going()
    pairs(survey, 10, Q2)
    first = outcomes(survey, LAST)
    outcomes(survey, None)

    def refuse(survey_id: int, open_quarter: str) -> None:
        raise AssertionError

    monkeypatch.setattr("feedback.store.pairs.starts_and_ends", refuse)
    assert outcomes(survey, LAST).questions == first.questions
    assert together(outcomes(survey, None)) == "10 improved, 0 the same, 0 worse"
    send(survey, {}, Q3, touchpoint="exit", link_number=1, way="invitation")
    with pytest.raises(AssertionError):
        outcomes(survey, None)


def test_kept_marks_do_not_say_which_responses_belong_together(app_context: Flask) -> None:
    survey: Survey = going()
    ends = pairs(survey, 6, Q2)
    outcomes(survey, None)
    kept = "".join(str(text) for text in kept_texts(survey))
    assert kept
    assert not any(end in kept for end in ends)


def kept_texts(survey: Survey) -> list[str | None]:
    return [counts.find(survey.id, name)[1] for name in (pairing.BY_WINDOW, pairing.SO_FAR)]
