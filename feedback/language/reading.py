"""The first reading of a comment, by machine. It sorts the pile; a person's word is what is reported.

A reading never ranks, hides or routes a disclosure of harm: `screening` does that, and does not look here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from feedback.language.judging import Reading, Reason, Sentiment
from feedback.language.units import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Kind", "Reading", "Reason", "Sentiment", "read"]

Kind = Literal["praise", "improve", "general"]
"""What the question asked for: "nothing" is praise as an answer to one and a complaint as an answer to another."""


def read(text: str, kind: Kind) -> Reading:
    """What a comment says, as an answer to a question of this kind. Never raises for any text.

    Only the first MOST_CHARACTERS are read. KeyError for a kind that is not one of the three.
    """
    return _reader(kind)(text[:MOST_CHARACTERS])


@cache
def _reader(kind: Kind) -> Callable[[str], Reading]:
    """Made at the first reading and not at import: TextBlob alone takes 0.3 s to import."""
    from textblob import TextBlob

    from feedback.language.analyser import ANALYSERS

    analyser = ANALYSERS[kind]
    return lambda text: cast(Reading, TextBlob(text, analyzer=analyser).sentiment)
