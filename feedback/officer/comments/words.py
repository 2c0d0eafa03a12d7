"""What codes of comments and readings are called on officers' pages, and the keys that give a reading."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.desk.comments import SENTIMENTS

AUDIENCES = {"young_people": "Young person", "parents_and_carers": "Parent or carer", "people_harmed": "Person who was harmed"}
COLOURS = {"positive": "green", "negative": "orange", "mixed": "purple", "neutral": "grey", "unclear": "yellow"}
KEYS: Mapping[str, str] = {"positive": "p", "negative": "n", "mixed": "m", "neutral": "e", "unclear": "u"}
"""Reading → its key: the first letter, but for neutral: e as in even."""
THEME_KEYS = "1234567890abdfghijklovwxyqr"
"""One for each theme, in the order of the codebook; none of them is a key of something else on the desk."""
OTHER_KEYS: Mapping[str, str] = {
    "t": "go to the themes",
    "s": "skip this comment for now",
    "z": "undo your last reading",
    "c": "raise a concern about this comment",
    "?": "show or hide this list",
}


def told(sentiment: str) -> str:
    """A reading inside a sentence."""
    return SENTIMENTS[sentiment].lower()
