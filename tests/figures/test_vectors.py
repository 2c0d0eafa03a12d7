"""The figures and rules that the service must give back to the digit, in one table each: a wrong one is wrong on paper too."""

from __future__ import annotations

import pytest

from feedback.figures.change import change
from feedback.figures.instruments import is_reliable, reliable_change_index, reliable_points
from feedback.figures.intervals import newcombe, wilson, wilson_finite
from feedback.figures.measures import Measure, figure
from feedback.figures.net_promoters import net_promoters
from feedback.figures.rounding import percent_text
from feedback.figures.score_classes import band_of
from feedback.figures.spreads import spread_of
from feedback.figures.words import sentence
from feedback.questionnaire.scoring import raw_score, reverse, scale100
from tests.figures.samples import figure_of, rating, scale, tallied
from tests.questionnaire.instruments import made

SPREAD = {"very_good": 30, "good": 23, "okay": 5, "bad": 3, "very_bad": 1, "not_sure": 4, "rather_not_say": 1, "skipped": 2}
"""62 opinions, of which 53 are positive."""


def test_reversing() -> None:
    assert [reverse(2, 1, 5), reverse(0, 0, 2)] == [4, 2]


def test_nought_to_a_hundred() -> None:
    assert scale100(4, 1, 5) == 75


def test_a_subscale_with_two_of_five_missing() -> None:
    assert raw_score(made(), (2, 1, None, 2, None)) == 8
    assert raw_score(made(), (2, None, None, 2, None)) is None


def test_bands_begin_at_their_lower_bound() -> None:
    bands = made().bands("young_people", None)
    assert [band.code if (band := band_of(bands, score)) else None for score in (-1, 0, 3, 3.9, 4, 7, 8, 10)] == [
        None,
        *("low",) * 3,
        *("middle",) * 2,
        *("high",) * 2,
    ]


@pytest.mark.parametrize(("measure", "k", "percent"), [("top_2", 53, "85 %"), ("top", 30, "48 %"), ("bottom_2", 4, "6 %")])
def test_boxes_are_over_those_with_an_opinion(measure: Measure, k: int, percent: str) -> None:
    found = figure(tallied(SPREAD), scale(), measure)
    assert (found.k, found.n, percent_text(found.k, found.n)) == (k, 62, percent)
    assert (found.not_sure, found.rather_not_say, found.skipped, found.interval) == (4, 1, 2, wilson(k, 62))


def test_not_sure_is_in_the_base_only_where_the_question_says_so() -> None:
    assert [figure(tallied(SPREAD), scale(not_sure_counts=counts)).n for counts in (False, True)] == [62, 66]


def test_mean_median_and_deviation() -> None:
    # Scores 2, 4, 4, 4, 5, 5, of six people: mean 4, squares 4 + 0 + 0 + 0 + 1 + 1 = 6 over 5.
    found = spread_of(tallied({"bad": 1, "good": 3, "very_good": 2}), scale())
    assert (found.mean, found.median, found.sd, found.mean100) == (4, 4, pytest.approx(1.2**0.5), 75)
    assert found.mean_interval is not None
    # The t quantile of 5 degrees is 2.5706 in every printed table.
    assert found.mean_interval == pytest.approx((4 - 2.5706 * (1.2 / 6) ** 0.5, 4 + 2.5706 * (1.2 / 6) ** 0.5), abs=1e-4)


@pytest.mark.parametrize("counts", [{}, {"good": 1}, {"good": 1, "not_sure": 9, "skipped": 3}])
def test_one_answer_has_none_of_them(counts: dict[str, int]) -> None:
    found = spread_of(tallied(counts), scale())
    assert (found.mean, found.median, found.sd, found.mean_interval, found.mean100) == (None,) * 5


@pytest.mark.parametrize(
    ("counts", "median"),
    [
        ({"very_bad": 1, "very_good": 1}, 3),
        ({"bad": 2, "good": 2}, 3),
        ({"bad": 2, "good": 3}, 4),
        ({"very_bad": 3, "very_good": 2}, 1),
    ],
)
def test_the_middle_of_an_even_number_lies_between_two(counts: dict[str, int], median: float) -> None:
    assert spread_of(tallied(counts), scale()).median == median


def test_nought_to_a_hundred_of_a_reversed_question_is_turned_round() -> None:
    assert spread_of(tallied({"very_bad": 3, "bad": 1}), scale(reversed=True)).mean100 == 93.75  # 5, 5, 5, 4 on 1 to 5
    assert spread_of(tallied({"7": 1, "8": 1}, "stars"), rating()).mean100 == 75


def test_net_promoters() -> None:
    found = net_promoters({"10": 3, "9": 2, "8": 4, "7": 1, "6": 1, "0": 1, "skipped": 5, "not_asked": 2})
    assert (found.promoters, found.detractors, found.n, found.score) == (5, 2, 12, 25)
    assert net_promoters({"skipped": 3}).score is None


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 10, 0, 27.8), (10, 10, 72.2, 100), (15, 25, 40.7, 76.6), (53, 62, 74.7, 92.2), (1, 1, 20.7, 100), (17, 177, 6.1, 14.8)],
)
def test_wilson(k: int, n: int, low: float, high: float) -> None:
    assert [round(100 * end, 1) for end in wilson(k, n)] == [low, high]


@pytest.mark.parametrize(("k", "n", "population", "low", "high"), [(53, 62, 180, 77.0, 91.2), (5, 6, 17, 50.2, 96.1)])
def test_wilson_of_a_known_population(k: int, n: int, population: int, low: float, high: float) -> None:
    assert [round(100 * end, 1) for end in wilson_finite(k, n, population)] == [low, high]


def test_when_all_answered_the_interval_is_the_point() -> None:
    assert wilson_finite(15, 17, 17) == (15 / 17, 15 / 17)


def test_the_difference_of_two_quarters() -> None:
    assert [round(100 * end, 1) for end in newcombe(40, 46, 28, 38)] == [-3.7, 30.4]
    found = change(figure_of(28, 38), figure_of(40, 46))
    assert found is not None
    assert (round(found.points, 1), found.word) == (13.3, "no clear change")


def test_reliable_change() -> None:
    assert round(reliable_change_index(20, 26, 5, 0.84), 2) == 2.12
    assert round(reliable_points(5, 0.84), 2) == 5.54
    assert is_reliable(20, 26, 5, 0.84)


@pytest.mark.parametrize(
    ("k", "n", "percent"), [(43, 46, "93 %"), (15, 25, "60 %"), (17, 177, "10 %"), (1, 300, "under 1 %"), (299, 300, "over 99 %")]
)
def test_shares_in_whole_per_cents(k: int, n: int, percent: str) -> None:
    assert percent_text(k, n) == percent


@pytest.mark.parametrize(("k", "n", "percent"), [(43, 46, 93.5), (15, 25, 60.0), (17, 177, 9.6)])
def test_shares_to_a_decimal(k: int, n: int, percent: float) -> None:
    assert round(100 * k / n, 1) == percent


@pytest.mark.parametrize(
    ("k", "n", "said", "unsaid"),
    [
        (4, 4, "Too few", "%"),
        (8, 9, "Most", "%"),
        (9, 10, "(90 %, likely between", "nothing"),
        (25, 29, "treat this with care", "nothing"),
        (26, 30, "(87 %, likely between", "care"),
    ],
)
def test_how_much_is_said_depends_on_how_many_answered(k: int, n: int, said: str, unsaid: str) -> None:
    told = sentence(figure_of(k, n), "young people")
    assert said in told
    assert unsaid not in told
