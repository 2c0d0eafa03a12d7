"""What the demo's respondents chose: whole numbers of positive answers that come to the targets, spread over people as opinions are.

Everybody has a leaning; each answer follows it, more or less. In each quarter those who lean most are the ones who
answer well, as many as the target says.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from feedback.demo import targets
from feedback.demo.fixed import Fixed, groups
from feedback.demo.respondents import Respondent
from feedback.demo.seeds import about, some
from feedback.demo.targets import Audience
from feedback.figures.quarter import Quarter
from feedback.questionnaire.definition import NOT_SURE, Option, Questionnaire, Scale
from feedback.questionnaire.variants import worded

OWN, OF_THE_DAY, OF_THE_QUESTION = 0.7, 0.5, 0.9
"""How far an answer follows the person, the day and the question itself (standard deviations)."""
BY_A_WORKER = 0.45
"""How much better people lean with a worker beside them: about a quarter of a point on the mean of the five answers."""
LATE_APPOINTMENTS = date(2026, 6, 1)
"""From this day on meetings can be late in the day."""
AFTER_WORK = 0.8
TOP, MIDDLE = 0.55, 0.85
"""Where positive answers part into best and good, and the others into middling, bad and worst."""

Given = dict[str, str]
"""One respondent's answers: question code to option code; nothing for a skipped question."""


@dataclass
class Leanings:
    """Everybody's leaning, drawn when somebody is first met and kept for later quarters."""

    rng: random.Random
    own: dict[str, float] = field(default_factory=dict)

    def of(self, respondent: Respondent) -> float:
        """The leaning of one response."""
        reference = respondent.person.reference if respondent.person else ""
        drawn = self.rng.gauss(0, OWN)
        own = self.own.setdefault(reference, drawn) if reference else drawn
        return own + self.rng.gauss(0, OF_THE_DAY) + (BY_A_WORKER if respondent.assisted else 0.0)


def given(
    part: random.Random, questionnaire: Questionnaire, audience: Audience, who: Mapping[Quarter, Sequence[Respondent]]
) -> dict[Quarter, list[Given]]:
    """The answers of every respondent of a survey, in the order of `who`."""
    leanings = Leanings(part)
    scales = [question for question in questionnaire.questions() if isinstance(question, Scale)]
    offered = {variant: _offered(questionnaire, variant) for variant in ("", *(each.code for each in questionnaire.variants))}
    found = {}
    for quarter, respondents in who.items():
        lean = [leanings.of(respondent) for respondent in respondents]
        found[quarter] = [Given() for _ in respondents]
        for question in scales:
            options = [offered[respondent.variant].get(question.code, ()) for respondent in respondents]
            fixed = tuple(groups(question.code, quarter, who)) if audience is targets.YOUNG_PEOPLE else ()
            asked = _Asked(question.code, quarter, respondents, options, lean, fixed)
            for place, code in _answers(part, audience, asked).items():
                found[quarter][place][question.code] = code
    return found


@dataclass(frozen=True)
class _Asked:
    """One question in one quarter; the options that each respondent is offered, none where the question is not asked."""

    code: str
    quarter: Quarter
    respondents: Sequence[Respondent]
    options: Sequence[tuple[Option, ...]]
    lean: Sequence[float]
    fixed: tuple[Fixed, ...]

    @property
    def places(self) -> list[int]:
        return [place for place, options in enumerate(self.options) if options]

    @property
    def straight(self) -> list[int]:
        return [place for place in self.places if self.respondents[place].straight]

    @property
    def free(self) -> list[int]:
        """Those who may skip: the others' answers are fixed."""
        tied = frozenset().union(*(group.places for group in self.fixed))
        return [place for place in self.places if place not in tied and not self.respondents[place].straight]


def _offered(questionnaire: Questionnaire, variant: str) -> dict[str, tuple[Option, ...]]:
    return {question.code: question.options for question in worded(questionnaire, variant).questions() if isinstance(question, Scale)}


def _answers(rng: random.Random, audience: Audience, asked: _Asked) -> dict[int, str]:
    skipped, unsure = _without_opinion(rng, audience, asked)
    opinions = [place for place in asked.places if place not in skipped and place not in unsure]
    scores = {place: asked.lean[place] + rng.gauss(0, OF_THE_QUESTION) + _after_work(asked, place) for place in opinions}
    lines = {place: _straight_option(asked, place) for place in asked.straight}
    good = _nearest(len(opinions), audience.share(asked.code, asked.quarter))
    positive = _positive(scores, good, asked.fixed, lines)
    chosen = {place: option.code for place, option in lines.items()} | dict.fromkeys(unsure, NOT_SURE)
    return chosen | _levels(asked, scores, positive, lines)


def _without_opinion(rng: random.Random, audience: Audience, asked: _Asked) -> tuple[set[int], set[int]]:
    """Who skips the question, and who is not sure: about as many as usual, so that whole numbers come closest to the target."""
    if (asked.code, asked.quarter) in targets.ANSWERED_BY_ALL and audience is targets.YOUNG_PEOPLE:
        return set(), set()
    rates = (rates.get(asked.code, rates[""]) for rates in (audience.skipped, audience.not_sure))
    skipping, unsure = (about(rng, rate * len(asked.places)) for rate in rates)
    share = audience.share(asked.code, asked.quarter)
    unsure = min(
        (max(unsure + more, 0) for more in (0, 1, -1)), key=lambda number: _off_target(len(asked.places) - skipping - number, share)
    )
    out = some(rng, asked.free, skipping + unsure)
    return set(out[:skipping]), set(out[skipping:])


def _off_target(opinions: int, share: int) -> float:
    """How far the nearest whole number of good answers is from `share` percent, in percentage points."""
    return abs(100 * _nearest(opinions, share) / opinions - share)


def _nearest(opinions: int, share: int) -> int:
    return int(share * opinions / 100 + 0.5)


def _after_work(asked: _Asked, place: int) -> float:
    return AFTER_WORK if asked.code == "times" and asked.respondents[place].day >= LATE_APPOINTMENTS else 0.0


def _straight_option(asked: _Asked, place: int) -> Option:
    """Straight-liners take the second-best answer everywhere, every other one of them the middle."""
    scored = sorted((option for option in asked.options[place] if option.score), key=lambda option: option.score or 0, reverse=True)
    return scored[1 + asked.straight.index(place) % 2]


def _positive(scores: Mapping[int, float], good: int, fixed: Sequence[Fixed], lines: Mapping[int, Option]) -> set[int]:
    """The places of those who answer well: the straight-liners who do, the best of each fixed group, and the best of the rest."""
    found = {place for place, option in lines.items() if option.positive}
    rest = scores.keys() - lines.keys()
    for group in fixed:
        found |= set(_best(scores, group.places, group.good))
        rest -= group.places
    return found | set(_best(scores, rest, good - len(found)))


def _best(scores: Mapping[int, float], among: frozenset[int] | set[int], count: int) -> list[int]:
    return sorted(among, key=lambda place: scores[place], reverse=True)[: max(count, 0)]


def _levels(asked: _Asked, scores: Mapping[int, float], positive: set[int], lines: Mapping[int, Option]) -> dict[int, str]:
    """The very answer of each place: those who lean most take the better of the answers on their side."""
    chosen = {}
    for good in (True, False):
        side = _best(scores, {place for place in scores if (place in positive) == good and place not in lines}, len(scores))
        for rank, place in enumerate(side):
            chosen[place] = _option(asked.options[place], good=good, depth=rank / len(side))
    return chosen


def _option(options: Sequence[Option], *, good: bool, depth: float) -> str:
    side = [option for option in options if option.score is not None and option.positive == good]
    side.sort(key=lambda option: option.score or 0, reverse=True)
    step = (depth >= TOP) + (depth >= MIDDLE)
    return side[min(step, len(side) - 1)].code
