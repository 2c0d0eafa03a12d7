"""Figures of questions: what counts, what is outside the base, and how the answers are spread."""

from __future__ import annotations

from statistics import mean, stdev
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.figures.intervals import wilson, wilson_finite
from feedback.figures.measures import figure
from feedback.figures.spreads import Count, goal_spreads, spread_of
from feedback.figures.tally import Tally, tally
from feedback.questionnaire.definition import Option
from tests.figures.samples import FINDING, FIVE, asking, choice, choices, goals, number, rating, scale, tallied, written

COUNTS = st.dictionaries(st.sampled_from([*(option.code for option in FIVE), "skipped", "not_asked", "gone"]), st.integers(0, 60))
MIXED = {"very_good": 20, "good": 20, "okay": 3, "bad": 2, "very_bad": 1, "not_sure": 4, "rather_not_say": 2, "skipped": 3, "not_asked": 5}


def test_40_of_46_who_gave_an_opinion() -> None:
    found = figure(tallied(MIXED), scale())
    assert (found.k, found.n, found.interval) == (40, 46, wilson(40, 46))
    assert found.rate == 40 / 46


def test_why_others_gave_no_opinion_is_kept_apart() -> None:
    found = figure(tallied(MIXED), scale())
    assert (found.skipped, found.not_asked, found.not_sure, found.rather_not_say, found.other) == (3, 5, 4, 2, 0)


@pytest.mark.parametrize(("counts_in", "n"), [(False, 46), (True, 50)])
def test_the_question_says_whether_not_sure_is_in_its_base(counts_in: bool, n: int) -> None:
    found = figure(tallied(MIXED), scale(not_sure_counts=counts_in))
    assert (found.k, found.n, found.not_sure) == (40, n, 4)
    assert ("not_sure" in {count.code for count in found.distribution}) == counts_in


@pytest.mark.parametrize(
    ("measure", "k", "said"),
    [
        ("top_2", 40, "“Good” or “Very good” to “Overall, how good is the help?”"),
        ("top", 20, "“Very good” to “Overall, how good is the help?”"),
        ("bottom_2", 3, "“Very bad” or “Bad” to “Overall, how good is the help?”"),
    ],
)
def test_each_measure_counts_its_options_and_says_them(measure: Any, k: int, said: str) -> None:
    found = figure(tallied(MIXED), scale(), measure)
    assert (found.k, found.said, found.measure) == (k, said, measure)


def test_a_finding_is_said_for_the_positive_options_alone() -> None:
    assert figure(tallied(MIXED), scale(finding=FINDING)).said == FINDING
    assert figure(tallied(MIXED), scale(finding=FINDING), "top").said.startswith("“Very good” to")


def test_what_is_positive_is_data_and_not_position() -> None:
    options = [option.model_copy(update={"positive": option.code == "okay"}) for option in FIVE]
    assert figure(tallied(MIXED), scale(options=options)).k == 3


@pytest.mark.parametrize(("measure", "k"), [("top_2", 3), ("top", 1), ("bottom_2", 40)])
def test_a_reversed_question_wants_its_lowest_score(measure: Any, k: int) -> None:
    options = [option.model_copy(update={"positive": option.code in {"bad", "very_bad"}}) for option in FIVE]
    assert figure(tallied(MIXED), scale(reversed=True, options=options), measure).k == k


def test_a_reversed_question_has_its_mean_turned_round() -> None:
    assert spread_of(tallied({"very_bad": 2, "bad": 2}), scale(reversed=True)).mean == 4.5


@pytest.mark.parametrize(("lower", "codes"), [(("no",), {"no"}), (("no", "bit"), {"no", "bit"}), (("never", "no", "bit"), {"never", "no"})])
def test_the_two_worst_answers_are_never_positive_ones(lower: tuple[str, ...], codes: set[str]) -> None:
    options = [Option(code=code, label=code, score=score) for score, code in enumerate(lower)] + [
        Option(code="yes", label="Yes", score=9, positive=True)
    ]
    found = figure(tallied(dict.fromkeys((*lower, "yes"), 1)), scale(options=options), "bottom_2")
    assert found.k == len(codes)


def test_a_choice_with_a_positive_option_has_a_figure_too() -> None:
    question = choice("no", "yes").model_copy(
        update={"options": (Option(code="no", label="No"), Option(code="yes", label="Yes", positive=True))}
    )
    assert (
        figure(tallied({"yes": 3, "no": 1, "not_sure": 1}, "team"), question).k,
        figure(tallied({"yes": 3, "no": 1}, "team"), question).n,
    ) == (3, 4)


@pytest.mark.parametrize(
    ("measure", "message"), [("top_2", "mark at least one"), ("top", "give each a score"), ("bottom_2", "give each a score")]
)
def test_a_measure_without_an_option_says_what_to_do(measure: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        figure(tallied({"north": 3}, "team"), choice("north", "south"), measure)


@pytest.mark.parametrize("counts", [{}, {"skipped": 4}, {"not_sure": 2, "rather_not_say": 1}, {"not_asked": 9}])
def test_nobody_with_an_opinion_gives_no_rate_and_no_error(counts: dict[str, int]) -> None:
    found = figure(tallied(counts), scale())
    assert (found.k, found.n, found.rate, found.interval, found.mean) == (0, 0, None, None, None)


def test_a_known_population_narrows_the_interval() -> None:
    found = figure(tallied({"good": 53, "bad": 9}), scale(), population=180)
    assert found.interval == wilson_finite(53, 62, 180)
    with pytest.raises(ValueError, match="out of 61"):
        figure(tallied({"good": 53, "bad": 9}), scale(), population=61)


def test_an_answer_that_this_questionnaire_does_not_know_is_counted_apart() -> None:
    found = figure(tallied({"good": 5, "brilliant": 2}), scale())
    assert (found.n, found.other, found.not_asked) == (5, 2, 0)


def test_responses_of_a_version_without_the_question_were_not_asked() -> None:
    found = figure(tallied({"good": 5}) + tallied({"yes": 7}, "another"), scale())
    assert (found.n, found.not_asked) == (5, 7)


@given(COUNTS, st.booleans())
def test_the_base_and_those_outside_it_are_everybody(counts: dict[str, int], counts_in: bool) -> None:
    found = figure(tallied(counts), scale(not_sure_counts=counts_in))
    outside = found.skipped + found.not_asked + found.rather_not_say + found.other + (0 if counts_in else found.not_sure)
    assert found.n + outside == sum(counts.values())
    assert sum(count.count for count in found.distribution) == found.n
    assert 0 <= found.k <= found.n


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40))
def test_mean_and_deviation_are_those_of_the_scores(scores: list[int]) -> None:
    codes = [option.code for option in FIVE[:5]]
    found = spread_of(tally(asking(scale()), written(*({"overall": codes[score - 1]} for score in scores))), scale())
    assert (found.mean, found.sd) == (pytest.approx(mean(scores)), pytest.approx(stdev(scores)))


def test_one_answer_has_no_mean() -> None:
    found = spread_of(tallied({"good": 1}), scale())
    assert (found.n, found.mean, found.sd, found.mean_interval) == (1, None, None, None)


def test_not_sure_in_the_base_has_no_part_in_the_mean() -> None:
    assert spread_of(tallied({"good": 2, "not_sure": 9}), scale(not_sure_counts=True)).mean == 4


def test_a_rating_is_spread_over_all_its_values() -> None:
    found = spread_of(tallied({"7": 2, "9": 1, "skipped": 1}, "stars"), rating())
    assert [count.code for count in found.distribution] == [str(value) for value in range(11)]
    assert (found.n, found.skipped, found.mean) == (3, 1, pytest.approx(23 / 3))


def test_a_number_is_spread_over_the_values_given_in_their_order() -> None:
    found = spread_of(tallied({"10": 1, "9": 2, "skipped": 1}, "workers"), number())
    assert found.distribution == (Count("9", "9", 2), Count("10", "10", 1))
    assert (found.n, found.mean) == (3, pytest.approx(28 / 3))


def test_the_base_of_many_answers_is_people() -> None:
    question = choices("drugs", "work", "not_sure")
    documents = written({"had": ["drugs", "work"]}, {"had": ["work"]}, {"had": ["not_sure"]}, {"had": "skipped"}, {})
    found = spread_of(tally(asking(question), documents), question)
    assert found.distribution == (Count("drugs", "Drugs", 1), Count("work", "Work", 2))
    assert (found.n, found.not_sure, found.skipped, found.not_asked, found.mean) == (2, 1, 1, 1, None)


def test_goals_have_a_spread_of_who_chose_them_and_one_of_each_ones_ratings() -> None:
    question = goals("school", "home", "calm")
    counted = tally(asking(question), written({"goals": {"school": 3, "home": None}}, {"goals": {"school": 5}}, {"goals": "skipped"}))
    chosen = spread_of(counted, question)
    school, home, calm = goal_spreads(counted, question)
    assert [count.count for count in chosen.distribution] == [2, 1, 0]
    assert (chosen.n, chosen.skipped) == (2, 1)
    assert (school.question, school.text, school.n, school.mean) == ("goals.school", "School", 2, 4)
    assert (home.n, home.skipped, calm.n) == (0, 1, 0)


def test_an_empty_tally_has_spreads_of_nobody() -> None:
    for question in (scale(), choice("north", "south"), choices("drugs", "work"), rating(), number(), goals("school")):
        assert spread_of(Tally(), question).n == 0
