"""Starts and ends of a survey paired and counted: kept until something of them changes.

A closed quarter counts the responses that its other figures count too. Everything since the survey opened counts the open quarter as
well: such a count is kept as it was told until at least STEP people have come, gone or answered anew, so that no two views differ by
what fewer people said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Any

from feedback import clock, store
from feedback.figures.outcomes import Comparer, Found, Moves, moves, without_few
from feedback.figures.people_paired import Flow, Pair, Person, Sent, flow_of, pairs_of, people_of
from feedback.figures.quarter import Quarter, Quarters
from feedback.figures.released import Audience
from feedback.figures.start_and_end import Reader
from feedback.reporting.counting import STEP, questionnaire_of, show_what_is_due
from feedback.reporting.windows import Window, offered
from feedback.store import counts, pairs

ALL = "everything"
"""The name in an address for all that was collected since the survey opened."""
BY_WINDOW, SO_FAR = "pairs", "pairs so far"
"""Names under which such counts are kept."""
NOBODY = Flow(0, 0, 0, 0)


@dataclass(frozen=True)
class Paired:
    """How the pairs of one window moved, by key, and how many people there are of each kind."""

    flow: Flow = NOBODY
    by_key: Mapping[str, Moves] = field(default_factory=dict)
    quarters: Quarters = ()

    def moves(self, key: str) -> Moves:
        """The moves under one key; of nobody where nobody answered both times."""
        return self.by_key.get(key, Moves())

    def plain(self) -> dict[str, Any]:
        """Ready for json.dumps."""
        by_key = {key: asdict(found) for key, found in self.by_key.items()}
        return {"flow": asdict(self.flow), "by_key": by_key, "quarters": [str(quarter) for quarter in self.quarters]}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Paired:
        """What `plain` gave."""
        quarters = tuple(Quarter.parse(quarter) for quarter in plain["quarters"])
        return cls(Flow(**plain["flow"]), {key: _moves(found) for key, found in plain["by_key"].items()}, quarters)


class Answers:
    """The starts and ends of a survey, read when somebody first asks for them."""

    def __init__(self, survey_id: int) -> None:
        self.survey_id = survey_id

    @cached_property
    def people(self) -> Sequence[Person]:
        """Everybody who started or finished."""
        return people_of(self._sent)

    @cached_property
    def comparer(self) -> Comparer:
        """Subtracts their answers."""
        versions = {one.version for one in self._sent}
        return Comparer(Reader({version: questionnaire_of(version) for version in versions}))

    @cached_property
    def _sent(self) -> Sequence[Sent]:
        found = pairs.starts_and_ends(self.survey_id, _today())
        return [Sent(*one) for one in found]  # type: ignore[arg-type]  # the query asks for these two touchpoints


def paired(answers: Answers, closed: Sequence[Quarter]) -> Mapping[Window, Paired]:
    """The pairs of each closed quarter and rolling year in which somebody could have finished."""
    survey_id = answers.survey_id
    stamp = _stamp(survey_id, closed)
    revision, text = counts.find(survey_id, BY_WINDOW)
    kept = json.loads(text) if text else {}
    if kept.get("stamp") != stamp:
        made = {str(window): _counted(answers, window.quarters).plain() for window in offered(closed)}
        kept = {"stamp": stamp, "windows": made}
        _keep(survey_id, BY_WINDOW, revision, kept)
    return {Window.parse(window): Paired.of_plain(plain) for window, plain in kept["windows"].items()}


def so_far(answers: Answers, closed: Sequence[Quarter]) -> tuple[Paired, int]:
    """All pairs since the survey opened, and how many people have come, gone or answered anew since they were last told."""
    survey_id = answers.survey_id
    stamp = f"{_stamp(survey_id, closed)} {pairs.stamp(survey_id, _today())}"
    revision, text = counts.find(survey_id, SO_FAR)
    kept = json.loads(text) if text else {}
    if kept.get("stamp") != stamp:
        kept = _brought_up_to_date(answers, closed, kept) | {"stamp": stamp}
        _keep(survey_id, SO_FAR, revision, kept)
    return Paired.of_plain(kept["told"]), kept["moved"]


def _brought_up_to_date(answers: Answers, closed: Sequence[Quarter], kept: Mapping[str, Any]) -> dict[str, Any]:
    """What is told stays until STEP people moved. While too few have finished nothing is told, so there is nothing to stay."""
    found = pairs_of(answers.people, None)
    marks = sorted(_mark(pair) for pair in found)
    before = kept.get("marks", [])
    moved = max(len({*marks} - {*before}), len({*before} - {*marks}))
    if len(before) >= Audience.OFFICERS.threshold and moved < STEP:
        return {**kept, "moved": moved}
    told = _all(answers, found, closed)
    return {"told": told.plain(), "marks": marks, "moved": 0}


def _all(answers: Answers, found: Sequence[Pair], closed: Sequence[Quarter]) -> Paired:
    years = [[str(quarter) for quarter in window.quarters] for window in offered(closed) if window.rolling]
    steps = without_few(answers.comparer.found(found), [str(quarter) for quarter in closed], years, Audience.OFFICERS.threshold)
    quarters = sorted({Quarter.parse(pair.quarter) for pair in found})
    return Paired(flow_of(answers.people, None), _by_key(steps), tuple(quarters))


def _counted(answers: Answers, quarters: Quarters) -> Paired:
    names = [str(quarter) for quarter in quarters]
    return Paired(flow_of(answers.people, names), _by_key(answers.comparer.found(pairs_of(answers.people, names))), quarters)


def _by_key(found: Found) -> dict[str, Moves]:
    return {key: moves(found, key) for key in sorted({*found.steps, *found.unlike})}


def _stamp(survey_id: int, closed: Sequence[Quarter]) -> str:
    """Changes with what the figures of a closed quarter include, after what is due there has been let in."""
    show_what_is_due(survey_id, closed)
    return repr([(str(quarter), counts.find(survey_id, str(quarter))[0]) for quarter in sorted(closed)])


def _mark(pair: Pair) -> str:
    """Tells one pair from another without saying which responses belong together."""
    return blake2b(f"{pair.start.id} {pair.end.id}".encode(), digest_size=8).hexdigest()


def _keep(survey_id: int, name: str, revision: int, plain: Mapping[str, Any]) -> None:
    with store.transaction():
        counts.keep(survey_id, name, revision, json.dumps(plain))


def _moves(plain: Mapping[str, Any]) -> Moves:
    reliable = plain["reliable"]
    return Moves(**{**plain, "reliable": tuple(reliable) if reliable else None})


def _today() -> str:
    return str(Quarter.of(clock.today()))
