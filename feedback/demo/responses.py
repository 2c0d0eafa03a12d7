"""Six closed quarters of answers and an open one, for the young people's survey and the parents' one.

Four people went away before they sent anything: nothing of them is kept, so nothing of them is here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from feedback.clock import LONDON
from feedback.demo import answers, comments, respondents, surveys, targets
from feedback.demo import comment_bank as bank
from feedback.demo.recording import Filled, in_order_of_days, keep
from feedback.demo.respondents import Respondent
from feedback.demo.seeds import LAST_WORKING_DAY, OPEN, generator, new_id
from feedback.figures.quarter import Quarter, london_day
from feedback.questionnaire import starters

DOUBLED_IN = (Quarter(2025, 2), Quarter(2026, 1), Quarter(2026, 2))
"""Quarters in which somebody's answers from a tablet arrived twice; the second copy is set aside."""

Sent = tuple[Respondent, Filled]


@cache
def of_young_people() -> tuple[Sent, ...]:
    """Every response of the young people's survey that counts, with who gave it."""
    return tuple(_filled(surveys.YOUNG_PEOPLE, targets.YOUNG_PEOPLE, respondents.of_young_people()))


@cache
def of_parents() -> tuple[Sent, ...]:
    """Every response of the parents' and carers' survey, with who gave it."""
    return tuple(_filled(surveys.PARENTS, targets.PARENTS, respondents.of_parents()))


def load_young_people() -> None:
    """Keep the young people's responses, and the three that came twice."""
    counting = [filled for _, filled in of_young_people()]
    keep(surveys.door(surveys.YOUNG_PEOPLE), in_order_of_days([*counting, *_doubles()]))


def load_parents() -> None:
    """Keep the parents' and carers' responses."""
    keep(surveys.door(surveys.PARENTS), in_order_of_days(filled for _, filled in of_parents()))


def _filled(planned: surveys.Planned, audience: targets.Audience, who: Mapping[Quarter, Sequence[Respondent]]) -> Iterator[Sent]:
    questionnaire = starters.get(planned.starter)
    given = answers.given(generator(f"opinions {planned.slug}"), questionnaire, audience, who)
    written = comments.written(generator(f"comments {planned.slug}"), questionnaire.audience, who, given)
    rng = generator(f"responses {planned.slug}")
    for quarter, people in who.items():
        for respondent, chosen, typed in zip(people, given[quarter], written[quarter], strict=True):
            yield respondent, _one(rng, respondent, {**chosen, **typed})


def _one(rng: random.Random, respondent: Respondent, typed: dict[str, str | list[str]]) -> Filled:
    at = _this_week(respondent, typed) or respondent.at
    return Filled(
        response_id=new_id(rng),
        at=at,
        day=london_day(at),
        way=respondent.way,
        typed=typed,
        person=respondent.person,
        touchpoint=respondent.touchpoint,
        helper=respondent.helper,
        variant=respondent.variant,
        site=respondent.site,
    )


def _this_week(respondent: Respondent, typed: Mapping[str, str | list[str]]) -> datetime | None:
    """When somebody wrote what still waits for the safeguarding lead: on the last working day, so that nothing is overdue. Else None."""
    if respondent.quarter != OPEN:
        return None
    waits = (at for question, words, at in bank.WAITING if typed.get(question) == words)
    return next((datetime.combine(LAST_WORKING_DAY, at, LONDON).astimezone(UTC) for at in waits), None)


def _doubles() -> Iterator[Filled]:
    """Second copies, of responses without a comment."""
    rng = generator("doubles")
    for quarter in DOUBLED_IN:
        bare = [
            filled
            for respondent, filled in of_young_people()
            if respondent.quarter == quarter and respondent.way == "kiosk" and not {"good", "change", "news", "talk"} & filled.typed.keys()
        ]
        yield replace(rng.choice(bare), response_id=new_id(rng), set_aside="duplicate")
