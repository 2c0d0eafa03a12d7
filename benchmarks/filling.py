"""A database with many responses, kept by the service's own code, a few thousand in each transaction."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, time, timedelta

from benchmarks.answers import SEED, WRITTEN
from benchmarks.prepared import SLUG, Service
from feedback import store
from feedback.intake.recording import Rows, Sent, rows_of
from feedback.questionnaire.answers import Collected, Written
from feedback.questionnaire.definition import BANDS, SKIPPED, Answer, Comment, Questionnaire, Scale, options_of
from feedback.store import comments, concerns, responses, surveys

FIRST, DAYS = date(2025, 10, 1), 365
AT_ONCE = 5000
SKIP_SHARE, COMMENT_SHARE = 0.04, 0.4


def fill(made: Service, count: int) -> None:
    """Keep `count` responses, spread over the four quarters up to 2026/27 Q2, with 1.2 comments each on average."""
    draw = random.Random(SEED)
    survey = surveys.by_slug(SLUG)
    assert survey is not None
    version = surveys.versions(survey.id)[-1].id
    for start in range(0, count, AT_ONCE):
        keep([rows_of(sent(made.questionnaire, survey.id, version, draw)) for _ in range(min(AT_ONCE, count - start))])


def keep(rows: list[Rows]) -> None:
    """Keep responses with their comments and concerns, which somebody opened: each page of an officer counts those that wait."""
    with store.transaction():
        responses.add_all([row.response for row in rows])
        comments.add_all([one for row in rows for one in row.comments], [one for row in rows for one in row.readings])
        opened = [one | {"opened_at": one["raised_at"]} for row in rows for one in row.concerns]
        concerns.add_all(opened, [one for row in rows for one in row.contacts])


def sent(questionnaire: Questionnaire, survey_id: int, version_id: int, draw: random.Random) -> Sent:
    """One response by the open link on some day of those quarters."""
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    return Sent(
        response_id=str(uuid.UUID(int=draw.getrandbits(128), version=4)),
        survey_id=survey_id,
        privacy="confidential",
        version_id=version_id,
        variant="",
        language="en",
        questionnaire=questionnaire,
        collected=_collected(questionnaire, draw),
        way="link",
        day=day,
        at=datetime.combine(day, time(12), UTC),
        link_number=draw.randrange(1, 2**62),
        bands={band: draw.choice(codes) for band, codes in BANDS.items()},
    )


def _collected(questionnaire: Questionnaire, draw: random.Random) -> Collected:
    coded: dict[str, Answer] = {}
    written: dict[str, Written] = {}
    for question in (question for section in questionnaire.sections if not section.only_open for question in section.questions):
        if isinstance(question, Scale):
            skips = draw.random() < SKIP_SHARE
            coded[question.code] = SKIPPED if skips else draw.choice(options_of(question)).code
        elif isinstance(question, Comment) and draw.random() < COMMENT_SHARE:
            written[question.code] = Written(draw.choice(WRITTEN), off_path=False)
    return Collected(coded, written, None, {})
