"""Whom the demo's service asked: everybody due at a touchpoint, by a personal link or in person."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feedback.demo import contacts, responses, surveys, targets
from feedback.demo.cohort import Somebody, parents, young_people
from feedback.demo.officers import address
from feedback.demo.seeds import QUARTERS, a_day, about, generator, new_id
from feedback.demo.touchpoints import chosen, due
from feedback.figures.quarter import Quarter
from feedback.store import asks as kept
from feedback.store import messages, people, samples, tokens
from feedback.store.codes import BANDS

GOOD_FOR = timedelta(days=30)
"""How long after its quarter a personal link still opens."""
NONCE_BITS = 128
LIST = "list"
FIRST_WEEK = timedelta(days=6)
BEGAN_ONLY = 0.04
"""Share of those who did not answer who began."""
ENDS = {"delivered": 90, "accepted": 6, "failed": 4}
"""What becomes of messages to those who do not answer, in per cents."""
WHY = {"sms": "unknown_there", "email": "not_an_address"}
SAID_NO, COULD_NOT_BE_ASKED = 5.0, 2.0
"""Offers of the tablet in each quarter that ended otherwise, on average."""


@dataclass(frozen=True)
class Asked:
    """One person asked on one occasion; `response_id` is None when they did not answer."""

    person: Somebody
    touchpoint: str
    response_id: str | None = None

    @property
    def channel(self) -> str:
        """How they were asked."""
        return contacts.reach()[self.person.reference].channel


def load() -> None:
    """Keep samples, invitations and offers."""
    for planned, audience, frame, answered in (
        (surveys.YOUNG_PEOPLE, targets.YOUNG_PEOPLE, young_people(), responses.of_young_people()),
        (surveys.PARENTS, targets.PARENTS, parents(), responses.of_parents()),
    ):
        rng, ends = generator(f"asks {planned.slug}"), generator(f"messages {planned.slug}")
        survey_id, ids = surveys.door(planned).survey_id, people.ids(frame[0].audience)
        for quarter, invited in zip(QUARTERS, audience.invited, strict=True):
            asked = _asked(rng, quarter, invited, frame, answered)
            for touchpoint in sorted({each.touchpoint for each in asked}):
                drawn = [each for each in asked if each.touchpoint == touchpoint]
                sample = _sample(rng, ends, survey_id, quarter, drawn)
                _write(ends, sample, [(ids[each.person.reference], each) for each in drawn])
                rng.shuffle(drawn)
                kept.invite_all([_invitation(rng, ends, sample, quarter, each) for each in drawn])
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


def _sample(rng: random.Random, ends: random.Random, survey_id: int, quarter: Quarter, drawn: Sequence[Asked]) -> samples.Sample:
    """Keep the sample of one touchpoint: everybody who was due in the quarter, drawn and asked in its first week."""
    day = a_day(ends, quarter.first, quarter.first + FIRST_WEEK)
    return samples.add(
        samples.Sample(
            survey_id=survey_id,
            touchpoint=drawn[0].touchpoint,
            method="census",
            seed=rng.getrandbits(32),
            quarter=str(quarter),
            due_on=quarter.last,
            frame_size=len(drawn),
            drawn=len(drawn),
            drawn_on=day,
            drawn_by=address("voice_officer"),
            due_from=quarter.first,
            due_to=quarter.last,
            written_on=day,
        )
    )


def _write(ends: random.Random, sample: samples.Sample, drawn: Sequence[tuple[int, Asked]]) -> None:
    """Keep the frame, and the first message to those who have a number or an address, with what became of it."""
    members, written = [], []
    for person_id, each in drawn:
        reached = "" if each.channel == LIST else _end(ends, each)
        member = {"sample_id": sample.id, "person_id": person_id, "stratum": "", "drawn": True, "team": each.person.team}
        members.append(member | {"channel": each.channel, "reached": reached})
        if reached:
            written.append(_message(ends, sample, person_id, each.channel, reached))
    samples.add_members(members)
    messages.write_all(written)


def _end(ends: random.Random, each: Asked) -> str:
    (found,) = ends.choices(list(ENDS), weights=list(ENDS.values()))
    return "delivered" if each.response_id else found


def _message(ends: random.Random, sample: samples.Sample, person_id: int, channel: str, state: str) -> Mapping[str, object]:
    return {
        "id": new_id(ends),
        "sample_id": sample.id,
        "person_id": person_id,
        "kind": "invitation",
        "number": 0,
        "channel": channel,
        "state": state,
        "why": WHY[channel] if state == "failed" else "",
        "tries": 1,
        "next_try_at": None,
        "address": None,
        "written_on": sample.written_on,
    }


def _invitation(rng: random.Random, ends: random.Random, sample: samples.Sample, quarter: Quarter, each: Asked) -> Mapping[str, object]:
    nonce = f"{rng.getrandbits(NONCE_BITS):032x}"
    token_hash, code_hash = tokens.hashes_of(nonce)
    return {
        "survey_id": sample.survey_id,
        "privacy": "confidential",
        "sample_id": sample.id,
        "link_number": each.person.link_number,
        "nonce": nonce,
        "token_hash": token_hash,
        "code_hash": code_hash,
        "touchpoint": each.touchpoint,
        "quarter": str(quarter),
        "expires_on": quarter.last + GOOD_FOR,
        "response_id": each.response_id,
        "started": each.response_id is not None or ends.random() < BEGAN_ONLY,
        "channel": each.channel,
        "team": each.person.team,
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
