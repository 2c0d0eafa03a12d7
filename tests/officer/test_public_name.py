"""A public name that gives the service away is noticed; a neutral one is let be."""

from __future__ import annotations

import pytest

from feedback.officer.council.neutral import telling_words

TELLING = {
    "Harrowdale Youth Justice": "Youth Justice",
    "youth  offending feedback": "youth  offending",
    "Harrowdale YOT": "YOT",
    "YJS feedback": "YJS",
    "Y.O.S. survey": "Y.O.S",
    "Probation and you": "Probation",
    "Have your say about court": "court",
    "Crime prevention": "Crime",
    "Victim voices": "Victim",
    "Police panel": "Police",
    "Children in care council": "in care",
    "Social care feedback": "Social care",
}
NEUTRAL = [
    "Harrowdale feedback",
    "Council feedback",
    "Your views",
    "Have your say",
    "Courtney Street feedback",
    "Caring for you",
    "Joyful days",
    "Toyota",
]


@pytest.mark.parametrize("name", TELLING)
def test_telling_words_are_found(name: str) -> None:
    assert telling_words(name)[0] == TELLING[name]


@pytest.mark.parametrize("name", NEUTRAL)
def test_neutral_names_are_let_be(name: str) -> None:
    assert telling_words(name) == ()
