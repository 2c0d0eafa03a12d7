"""How far each quarter of a survey has come: which responses count there, and whether kept counts still hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from feedback import clock
from feedback.figures.quarter import Quarter
from feedback.store import responses

OPEN = "open"


@dataclass(frozen=True)
class Standing:
    """`responses` is {quarter: how many count}, of quarters that brought any; `states` names what its figures stand on.

    Two closed quarters in the same state hold the same responses. An open one has the same state all the time: its counts are
    outdated where the responses that it shows are chosen.
    """

    responses: Mapping[Quarter, int]
    states: Mapping[Quarter, str]

    def of(self, quarters: Iterable[Quarter]) -> str:
        """The state of some quarters together."""
        return " ".join(self.states.get(quarter, OPEN if is_open(quarter) else "") for quarter in quarters)


def standing(survey_id: int) -> Standing:
    """The standing of a survey now."""
    aside = responses.aside_ids(survey_id)
    found = {Quarter.parse(count.quarter): count.responses for count in responses.counts(survey_id)}
    states = {quarter: OPEN if is_open(quarter) else _state(total, aside.get(str(quarter), ())) for quarter, total in found.items()}
    return Standing(found, states)


def is_open(quarter: Quarter) -> bool:
    """Whether the quarter still runs: its last day has not passed."""
    return quarter >= Quarter.of(clock.today())


def _state(total: int, aside: Sequence[str]) -> str:
    """Responses only come, and are set aside or brought back: how many count and which do not tells one set from another."""
    return f"{total}-{hashlib.sha256(' '.join(aside).encode()).hexdigest()[:16]}"
