"""Sentences about two audiences, about quarters, and about which interval it is."""

from __future__ import annotations

import pytest

from feedback.figures import words
from feedback.figures.change import change, difference
from feedback.figures.intervals import Interval
from tests.figures.samples import figure_of

YOUNG, PARENTS = "young people", "parents and carers"


def test_a_difference_that_may_be_chance_says_so_with_its_interval() -> None:
    found = difference(figure_of(40, 46), figure_of(28, 38))
    assert found is not None
    assert words.difference_sentence(found, YOUNG, PARENTS) == (
        "No clear difference between young people and parents and carers "
        "(young people 13 points higher, likely between 4 lower and 30 higher)."
    )


@pytest.mark.parametrize(("one", "other", "side"), [((38, 40), (20, 40), "higher"), ((20, 40), (38, 40), "lower")])
def test_a_clear_difference_says_who_is_higher(one: tuple[int, int], other: tuple[int, int], side: str) -> None:
    found = difference(figure_of(*one), figure_of(*other))
    assert found is not None
    told = words.difference_sentence(found, YOUNG, PARENTS)
    assert told.startswith(f"Clearly {side} among young people than among parents and carers (45 points {side}, likely between")


@pytest.mark.parametrize(
    ("clear", "matched", "expected"),
    [
        (0, 0, "No question could be compared between young people and parents and carers."),
        (0, 4, "Of 4 questions that can be compared between young people and parents and carers, there is no clear difference."),
        (1, 4, "Of 4 questions that can be compared between young people and parents and carers, there is a clear difference in 1."),
        (1, 1, "Of 1 question that can be compared between young people and parents and carers, there is a clear difference in 1."),
    ],
)
def test_a_comparison_begins_with_how_many_questions_differ(clear: int, matched: int, expected: str) -> None:
    assert words.beside_sentence(clear, matched, YOUNG, PARENTS) == expected


def test_the_quarter_that_differs_most_is_named_with_the_change_since() -> None:
    found = change(figure_of(28, 38), figure_of(40, 46))
    assert found is not None
    assert words.furthest_sentence(found, "74 %", "2025/26 Q4") == (
        "The quarter that differs most is 2025/26 Q4, with 74 %. "
        "No clear change since 2025/26 Q4 (13 points higher, likely between 4 lower and 30 higher)."
    )


def test_an_interval_of_everybody_is_no_range() -> None:
    assert words.interval_text(Interval(0.87, 0.87)) == "likely 87 %"
    assert words.interval_text(Interval(0.74, 0.94)) == "likely between 74 % and 94 %"


def test_which_interval_it_is_is_said() -> None:
    assert words.corrected_interval(180, YOUNG).startswith("Everybody who answered is a different one of the 180 young people asked")
    assert "not every answer is known to be another person’s" in words.plain_interval(linked=False)
    assert "some answers are not of people asked in this period" in words.plain_interval(linked=True)


def test_the_least_satisfied_are_counted_in_the_words_that_they_chose() -> None:
    assert words.least_sentence(2, 46, ["Very bad", "Bad"], YOUNG) == "2 of 46 young people chose “Very bad” or “Bad” (4 %)."
