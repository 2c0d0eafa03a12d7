"""The first reading of a comment, by machine. It sorts the pile; a person's word is what is reported.

A reading never ranks, hides or routes a disclosure of harm: `screening` does that, and does not look here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from feedback.language.edits import check_words
from feedback.language.judging import Reading, Reason, Sentiment
from feedback.language.units import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.language.analyser import ServiceAnalyser

__all__ = ["Kind", "Reader", "Reading", "Reason", "Sentiment", "check_words", "read", "reader"]

Kind = Literal["praise", "improve", "general"]
"""What the question asked for: "nothing" is praise as an answer to one and a complaint as an answer to another."""


class Reader:
    """Reads comments with one version of the word list, through TextBlob."""

    def __init__(self, blob: Callable[..., object], analysers: Mapping[str, ServiceAnalyser]) -> None:
        self._blob = blob
        self._analysers = analysers

    def read(self, text: str, kind: Kind) -> Reading:
        """What a comment says, as an answer to a question of this kind. Never raises for any text.

        Only the first MOST_CHARACTERS are read. KeyError for a kind that is not one of the three.
        """
        return cast(Reading, self._blob(text[:MOST_CHARACTERS], analyzer=self._analysers[kind]).sentiment)  # type: ignore[attr-defined]


def read(text: str, kind: Kind) -> Reading:
    """What a comment says by the shipped list; see `Reader.read`."""
    return reader("", 0).read(text, kind)


@lru_cache(maxsize=4)
def reader(changes: str, version: int) -> Reader:
    """The reader for a version of the list. `changes`: "", or a JSON object of entries with their strengths, None to take one out.

    They must have passed `check_words`. Made when first asked for and not at import: TextBlob alone takes 0.3 s to import.
    """
    from textblob import TextBlob

    from feedback.language.analyser import analysers

    return Reader(TextBlob, analysers(json.loads(changes) if changes else {}, version))
