"""Questionnaires to begin with, in our own plain words: one file each, checked like any other when it is read."""

from __future__ import annotations

from functools import cache
from importlib import resources

from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.loading import load

CODES = ("young_people", "parents_and_carers", "how_things_are_going", "people_harmed")


@cache
def get(code: str) -> Questionnaire:
    """The starter with this code; KeyError, naming those there are, when there is none."""
    if code not in CODES:
        raise KeyError(f'There is no starter questionnaire "{code}". There are: {", ".join(CODES)}.')
    return load(resources.files(__name__).joinpath(f"{code}.json").read_text(encoding="utf-8"))


def all() -> dict[str, Questionnaire]:
    """Every starter by its code, in the order in which they are offered."""
    return {code: get(code) for code in CODES}
