"""How many comments of the shown responses were read as what, kept by quarter as the counts of answers are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.store import comments, counts

Tallied = tuple[str, str, bool, int]


@dataclass(frozen=True)
class Said:
    """`sentiments` is keyed by question, then by sentiment; `off_path` comments were typed to a question not asked in the end."""

    sentiments: Mapping[str, Mapping[str, int]]
    off_path: int

    @property
    def comments(self) -> int:
        """How many there are in all."""
        return sum(sum(read.values()) for read in self.sentiments.values())


def said(survey_id: int, quarters: Iterable[Quarter]) -> Said:
    """What the comments of these quarters were read as; from kept counts where they still hold, else counted now and kept."""
    sentiments: dict[str, Counter[str]] = {}
    off_path = 0
    for quarter in quarters:
        for question, sentiment, aside, total in _of_quarter(survey_id, quarter):
            sentiments.setdefault(question, Counter())[sentiment] += total
            off_path += total if aside else 0
    return Said(sentiments, off_path)


def name_of(quarter: Quarter) -> str:
    """The name under which the counts of a quarter's comments are kept."""
    return f"said {quarter}"


def _of_quarter(survey_id: int, quarter: Quarter) -> list[Tallied]:
    revision, text = counts.find(survey_id, name_of(quarter))
    if text is not None:
        return [(question, sentiment, off_path, total) for question, sentiment, off_path, total in json.loads(text)]
    made = list(comments.shown(survey_id, str(quarter)))
    with store.transaction():
        counts.keep(survey_id, name_of(quarter), revision, json.dumps(made))
    return made
