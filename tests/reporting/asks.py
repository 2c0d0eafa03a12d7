"""People who were asked, as a script: how, when, and what they did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.store import asks, links, people, samples, tokens
from feedback.store.codes import BANDS
from feedback.store.surveys import Survey
from tests.reporting.scripted import GOOD, Q3, send

_number = count(1)


def ask(
    survey: Survey,
    asked: int,
    answered: int = 0,
    day: date = Q3,
    *,
    bands: Mapping[str, str] | None = None,
    team: str | None = "East",
    touchpoint: str = "review",
    channel: str = "list",
    reached: str = "",
    started: int = 0,
    answered_on: date | None = None,
) -> tuple[int, list[str]]:
    """Draw and ask so many people who are alike, and let the first `answered` of them answer: the sample's id and the answers'.

    `started` of the others began.
    """
    quarter, known = str(Quarter.of(day)), dict(bands or {})
    with store.transaction():
        rows = [people.Person(audience=survey.audience, reference=f"X{next(_number)}", team=team, **known) for _ in range(asked)]
        people.add_all(rows)
        sample = samples.Sample(survey_id=survey.id, touchpoint=touchpoint, method="census", seed=next(_number), quarter=quarter)
        sample.due_on, sample.frame_size, sample.drawn, sample.drawn_on, sample.written_on = day, asked, asked, day, day
        samples.add(sample)
        drawn = {"sample_id": sample.id, "stratum": "", "drawn": True, "team": team, "channel": channel, "reached": reached}
        samples.add_members([drawn | {"person_id": row.id} for row in rows])
        if survey.privacy == "open":
            return sample.id, [send(survey, {"overall": GOOD}, answered_on or day, bands=known) for _ in range(answered)]
        numbers = links.numbers_of([row.id for row in rows])
        sent = [_answer(survey, numbers[row.id], answered_on or day, known) for row in rows[:answered]]
        asks.invite_all(
            [
                _invitation(sample, numbers[row.id], known)
                | {"response_id": (sent + [None] * asked)[place], "started": place < answered + started, "team": team, "channel": channel}
                for place, row in enumerate(rows)
            ]
        )
    return sample.id, sent


def _answer(survey: Survey, link_number: int, day: date, bands: Mapping[str, str]) -> str:
    return send(survey, {"overall": GOOD}, day, way="invitation", link_number=link_number, bands=bands)


def _invitation(sample: samples.Sample, link_number: int, bands: Mapping[str, str]) -> dict[str, object]:
    nonce = tokens.new_nonce()
    token_hash, code_hash = tokens.hashes_of(nonce)
    row: dict[str, object] = {"survey_id": sample.survey_id, "privacy": "confidential", "sample_id": sample.id, "link_number": link_number}
    row |= {"nonce": nonce, "token_hash": token_hash, "code_hash": code_hash, "touchpoint": sample.touchpoint, "quarter": sample.quarter}
    return row | {"expires_on": date(2026, 12, 31), "declined_on": None, **dict.fromkeys(BANDS), **bands}
