"""The page of who was asked, at 100,000 invitations of one quarter. `python -m benchmarks.asked`."""

from __future__ import annotations

import random
import statistics
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from benchmarks import report
from benchmarks.answers import SEED
from benchmarks.filling import AT_ONCE, keep, sent
from benchmarks.prepared import SLUG, Service, service
from benchmarks.visitor import sign_in
from feedback import store
from feedback.intake.recording import Rows, rows_of
from feedback.questionnaire.definition import BANDS
from feedback.store import asks, people, samples, surveys
from feedback.store.surveys import Survey

INVITATIONS, ANSWERED, UNLINKED = 100_000, 0.4, 500
VIEWS = 5
TARGET = 0.3
QUARTER, DAY, EXPIRES_ON = "2026/27 Q3", date(2026, 11, 4), date(2026, 12, 31)
TOUCHPOINTS, TEAMS = ("start", "review", "exit"), ("East team", "West team", "Prevention")
REACHED = {"sms": ("delivered", "accepted", "failed"), "email": ("accepted", "failed"), "list": ("",)}
PAGE = f"/officer/surveys/{SLUG}/asked"

Row = dict[str, object]


def measure() -> list[report.Finding]:
    """CPU time of the page and of what of it lives, in the quarter that runs, in a process that is warm."""
    with service() as made:
        app = made.application()
        officer = sign_in(app)
        officer.look(PAGE)
        with app.app_context():
            _fill(made)
        first = officer.look(PAGE)
        page, lives = (statistics.median(officer.look(path) for _ in range(VIEWS)) for path in (PAGE, f"{PAGE}/now"))
        with app.app_context():
            survey = _survey()
            keep([_answer(made, survey, random.Random(number), None) for number in range(5)])
        again = officer.look(PAGE)
    about = f"{INVITATIONS:,} invitations, {ANSWERED:.0%} answered, all in the quarter that runs"
    counted = f"{first:.2f} s when all is counted for the first time, {again:.2f} s after five more answers"
    return [
        report.at_most("Who was asked, the page", page, TARGET, "s of CPU", f"{about}; bands from kept counts ({counted})"),
        report.at_most("Who was asked, what lives", lives, TARGET, "s of CPU", f"{about}; nothing is kept, so it is always right"),
    ]


def _fill(made: Service) -> None:
    """Three samples, everybody in them, their links, and the answers."""
    draw, survey = random.Random(SEED), _survey()
    for touchpoint in TOUCHPOINTS:
        count = INVITATIONS // len(TOUCHPOINTS) + (touchpoint == TOUCHPOINTS[0])
        with store.transaction():
            persons = [_person(f"{touchpoint}-{number}", draw) for number in range(count)]
            people.add_rows(persons)
            ids = people.ids(survey.audience)
            sample = samples.add(samples.Sample(**_sample(survey, touchpoint, count)))
            members = [_member(sample.id, ids[str(person["reference"])], person, draw) for person in persons]
            samples.add_members(members)
        answers = [_answer(made, survey, draw, person) if draw.random() < ANSWERED else None for person in persons]
        for some in _batches([rows for rows in answers if rows]):
            keep(some)
        with store.transaction():
            asked = zip(persons, members, answers, strict=True)
            asks.invite_all([_invitation(sample, person, member, rows, draw) for person, member, rows in asked])
    keep([_answer(made, survey, draw, None) for _ in range(UNLINKED)])


def _survey() -> Survey:
    survey = surveys.by_slug(SLUG)
    assert survey is not None
    return survey


def _batches(rows: list[Rows]) -> Iterator[list[Rows]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _person(reference: str, draw: random.Random) -> Row:
    bands: Row = {band: draw.choice(codes) for band, codes in BANDS.items()}
    return {"audience": "young_people", "reference": reference, "language": "en", "team": draw.choice(TEAMS), "demo": False, **bands}


def _sample(survey: Survey, touchpoint: str, count: int) -> Row:
    drawn = {"seed": count, "quarter": QUARTER, "due_on": DAY, "frame_size": count, "drawn": count, "drawn_on": DAY, "written_on": DAY}
    return {"survey_id": survey.id, "touchpoint": touchpoint, "method": "census", **drawn}


def _member(sample_id: int, person_id: int, person: Row, draw: random.Random) -> Row:
    channel = draw.choice(list(REACHED))
    asked = {"channel": channel, "reached": draw.choice(REACHED[channel])}
    return {"sample_id": sample_id, "person_id": person_id, "stratum": "", "drawn": True, "team": person["team"], **asked}


def _answer(made: Service, survey: Survey, draw: random.Random, person: Row | None) -> Rows:
    """The rows of one answer: by a personal link, or by the open one."""
    version = surveys.versions(survey.id)[-1].id
    one = replace(sent(made.questionnaire, survey.id, version, draw), day=DAY)
    if person is None:
        return rows_of(replace(one, link_number=None, bands={}))
    return rows_of(replace(one, way="invitation", bands={band: str(person[band]) for band in BANDS}))


def _invitation(sample: samples.Sample, person: Row, member: Row, rows: Rows | None, draw: random.Random) -> Row:
    secrets = {name: f"{draw.getrandbits(256):064x}" for name in ("token_hash", "code_hash")}
    answered = {"response_id": rows.response["id"] if rows else None, "started": rows is not None, "declined_on": None}
    link = rows.response["link_number"] if rows else draw.randrange(1, 2**62)
    about = {"survey_id": sample.survey_id, "privacy": "confidential", "sample_id": sample.id, "link_number": link}
    nonce = uuid.UUID(int=draw.getrandbits(128)).hex
    when = {"touchpoint": sample.touchpoint, "quarter": QUARTER, "expires_on": EXPIRES_ON, "nonce": nonce}
    bands: Row = {band: person[band] for band in BANDS}
    alike = {"channel": member["channel"], "team": person["team"]}
    return about | secrets | answered | when | alike | bands


if __name__ == "__main__":
    report.show(measure())
