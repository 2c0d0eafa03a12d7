"""Whom the demo's service asked: everybody due at a touchpoint, by a personal link or in person."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.demo import responses, surveys, targets
from feedback.demo.cohort import Somebody, parents, young_people
from feedback.demo.seeds import QUARTERS, about, generator
from feedback.demo.touchpoints import chosen, due
from feedback.figures.quarter import Quarter
from feedback.store import asks as kept
from feedback.store import samples
from feedback.store.codes import BANDS
from feedback.store.encryption import digest

GOOD_FOR = timedelta(days=30)
"""How long after its quarter a personal link still opens."""
TOKEN_BITS = 128
SAID_NO, COULD_NOT_BE_ASKED = 5.0, 2.0
"""Offers of the tablet in each quarter that ended otherwise, on average."""


@dataclass(frozen=True)
class Asked:
    """One person asked on one occasion; `response_id` is None when they did not answer."""

    person: Somebody
    touchpoint: str
    response_id: str | None = None


def load() -> None:
    """Keep samples, invitations and offers."""
    for planned, audience, frame, answered in (
        (surveys.YOUNG_PEOPLE, targets.YOUNG_PEOPLE, young_people(), responses.of_young_people()),
        (surveys.PARENTS, targets.PARENTS, parents(), responses.of_parents()),
    ):
        rng = generator(f"asks {planned.slug}")
        survey_id = surveys.door(planned).survey_id
        for quarter, invited in zip(QUARTERS, audience.invited, strict=True):
            people = _asked(rng, quarter, invited, frame, answered)
            for touchpoint in sorted({each.touchpoint for each in people}):
                kept.invite_all(list(_sample(rng, survey_id, quarter, touchpoint, people)))
    _offers(generator("offers"))


def _asked(
    rng: random.Random, quarter: Quarter, invited: int, frame: Sequence[Somebody], answered: Sequence[responses.Sent]
) -> list[Asked]:
    """Those who answered an ask of this quarter, whenever they did, and others due in it who did not."""
    people = [
        Asked(respondent.person, respondent.touchpoint, filled.response_id)
        for respondent, filled in answered
        if respondent.asked_in == quarter and respondent.person
    ]
    known = {each.person.reference for each in people}
    others = [each for each in due(frame, quarter) if each.person.reference not in known]
    return [*people, *(Asked(each.person, each.touchpoint) for each in chosen(rng, others, invited - len(people)))]


def _sample(
    rng: random.Random, survey_id: int, quarter: Quarter, touchpoint: str, people: Sequence[Asked]
) -> Iterator[Mapping[str, object]]:
    """Keep the sample of one touchpoint, and give the rows of its invitations in no order."""
    drawn = [each for each in people if each.touchpoint == touchpoint]
    sample = samples.add(
        samples.Sample(
            survey_id=survey_id,
            touchpoint=touchpoint,
            method="census",
            seed=rng.getrandbits(32),
            quarter=str(quarter),
            due_on=quarter.last,
            frame_size=len(drawn),
            drawn=len(drawn),
        )
    )
    rng.shuffle(drawn)
    for each in drawn:
        yield _invitation(rng, sample, quarter, each)


def _invitation(rng: random.Random, sample: samples.Sample, quarter: Quarter, each: Asked) -> Mapping[str, object]:
    return {
        "survey_id": sample.survey_id,
        "privacy": "confidential",
        "sample_id": sample.id,
        "link_number": each.person.link_number,
        "token_hash": digest("invitation", f"{rng.getrandbits(TOKEN_BITS):032x}"),
        "touchpoint": each.touchpoint,
        "quarter": str(quarter),
        "expires_on": quarter.last + GOOD_FOR,
        "response_id": each.response_id,
        **dict.fromkeys(BANDS),
        **each.person.bands,
    }


def _offers(rng: random.Random) -> None:
    """The tablet was offered: to those who took it, and to a few who said no or could not be asked."""
    survey_id = surveys.door(surveys.YOUNG_PEOPLE).survey_id
    for quarter in QUARTERS:
        answered = [filled for respondent, filled in responses.of_young_people() if respondent.quarter == quarter]
        days = [filled.day for filled in answered if filled.way == "kiosk"]
        for day in days:
            _offer(survey_id, "took_part", day)
        for outcome, expected in (("said_no", SAID_NO), ("could_not_be_asked", COULD_NOT_BE_ASKED)):
            for _ in range(about(rng, expected)):
                _offer(survey_id, outcome, rng.choice(days))


def _offer(survey_id: int, outcome: str, day: date) -> None:
    kept.offer(kept.Offer(survey_id=survey_id, way="kiosk", outcome=outcome, quarter=str(Quarter.of(day)), made_on=day))
