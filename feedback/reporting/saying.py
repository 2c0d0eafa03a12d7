"""How many comments of the shown responses were read as what, kept by quarter as the counts of answers are.

What a person took a comment to mean is what counts. Where nobody has read it yet, the machine's first guess stands in.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.store import comments, counts
from feedback.store.comments import Tallied


@dataclass(frozen=True)
class Said:
    """`sentiments` is keyed by question, then by sentiment; `off_path` comments were typed to a question not asked in the end.

    `read` comments were read by a person, whose word for `changed` of them differs from the machine's guess. Those that once raised a
    concern are among them: a count without them would tell how many there are.
    """

    sentiments: Mapping[str, Mapping[str, int]]
    off_path: int
    read: int
    changed: int

    @property
    def comments(self) -> int:
        """How many there are in all."""
        return sum(sum(read.values()) for read in self.sentiments.values())


def said(survey_id: int, quarters: Iterable[Quarter]) -> Said:
    """What the comments of these quarters were read as; from kept counts where they still hold, else counted now and kept."""
    found = [tallied for quarter in quarters for tallied in _of_quarter(survey_id, quarter)]
    sentiments: dict[str, Counter[str]] = {}
    for one in found:
        sentiments.setdefault(one.question, Counter())[one.word or one.guess] += one.total
    read = [one for one in found if one.word]
    return Said(
        sentiments,
        off_path=_total(one for one in found if one.off_path),
        read=_total(read),
        changed=_total(one for one in read if one.word != one.guess),
    )


def name_of(quarter: Quarter) -> str:
    """The name under which the counts of a quarter's comments are kept."""
    return counts.of_comments(str(quarter))


def _of_quarter(survey_id: int, quarter: Quarter) -> list[Tallied]:
    revision, text = counts.find(survey_id, name_of(quarter))
    if text is not None:
        return [Tallied(*kept) for kept in json.loads(text)]
    made = list(comments.shown(survey_id, str(quarter)))
    with store.transaction():
        counts.keep(survey_id, name_of(quarter), revision, json.dumps(made))
    return made


def _total(tallied: Iterable[Tallied]) -> int:
    return sum(one.total for one in tallied)
