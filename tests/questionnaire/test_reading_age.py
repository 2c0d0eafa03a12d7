"""The measure of hard words, against counts made by hand."""

from __future__ import annotations

import pytest

from feedback.questionnaire import reading_age
from tests.questionnaire.tiny import loaded, scale, variant, worded_scale


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[(word, 1) for word in ("I", "the", "place", "times", "safe", "while", "asked", "changed", "are", "school", "your", "whose")],
        *[(word, 2) for word in ("people", "places", "treated", "wanted", "going", "listens", "worker", "before", "private", "churches")],
        *[(word, 3) for word in ("overall", "family", "agencies", "together")],
        *[(word, 5) for word in ("opportunity", "organisation")],
    ],
)
def test_syllables_are_counted_as_they_are_heard(word: str, count: int) -> None:
    assert reading_age.syllables(word) == count


def test_a_text_is_sentences_of_words_and_numbers_are_no_words() -> None:
    text = "Need help now? Call 999 or Childline 0800 1111. Don’t wait!"
    assert reading_age.sentences_of(text) == [["Need", "help", "now"], ["Call", "or", "Childline"], ["Don’t", "wait"]]


def test_the_grade_is_that_of_the_formula() -> None:
    # 10 words, 2 sentences, 12 syllables: 0.39 * 5 + 11.8 * 1.2 - 15.59
    assert reading_age.grade("My worker listens to me. I can say no now.") == pytest.approx(0.52)
    assert reading_age.grade("999!") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The intervention had a successful outcome.", "reads at grade"),
        ("The intervention went well.", "says “intervention”"),
        ("You are anonymous.", "says “anonymous”"),
        ("I go to see her and then we talk and we have a cup of tea.", "has 16 words. Use 12 at most."),
    ],
)
def test_what_is_hard_to_read_is_named(text: str, said: str) -> None:
    assert any(said in problem for problem in reading_age.problems(loaded(scale(text=text))))


def test_easy_read_is_held_to_shorter_sentences() -> None:
    text = "I go to see her and then we talk a bit."
    plain = loaded(scale(text=text))
    easy = loaded(scale(), variants=[variant({"good": worded_scale(text)})])
    assert reading_age.problems(plain) == []
    assert reading_age.problems(easy) == ["Variant “easy-read”: “I go to see her and then we talk a bit” has 11 words. Use 10 at most."]
