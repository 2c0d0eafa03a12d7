"""One response as rows for the tables: sorted, screened, read and sealed. Nothing is kept here."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from feedback.figures.quarter import Quarter
from feedback.intake import lists
from feedback.intake.screening import screen
from feedback.language.reading import Reader, reader
from feedback.questionnaire.answers import Collected
from feedback.questionnaire.definition import Comment, CommentKind, Questionnaire
from feedback.store import comments
from feedback.store.codes import BANDS
from feedback.store.encryption import digest, seal


@dataclass(frozen=True)
class Sent:
    """All that is known of one response. `day` and `at` are business time; only a concern keeps `at`.

    `withdrawal` is the hash of the code with which the person takes it back, where they were shown one.
    """

    response_id: str
    survey_id: int
    privacy: str
    version_id: int
    variant: str
    language: str
    questionnaire: Questionnaire
    collected: Collected
    way: str
    day: date
    at: datetime
    timing: str = ""
    touchpoint: str = ""
    helper: str = ""
    read_aloud: bool = False
    site_id: int | None = None
    team_id: int | None = None
    by_revoked: bool = False
    link_number: int | None = None
    bands: Mapping[str, str] = field(default_factory=dict)
    withdrawal: str | None = None
    demo: bool = False


@dataclass(frozen=True)
class Rows:
    """One response as rows for the tables."""

    response: dict[str, object]
    comments: list[dict[str, object]]
    readings: list[dict[str, object]]
    concerns: list[dict[str, object]]
    contacts: list[dict[str, object]]


def rows_of(sent: Sent) -> Rows:
    """A response as rows, comments sealed, screened and read. Nothing is kept yet."""
    ids = {question: str(uuid.uuid4()) for question in sent.collected.comments}
    found = screen(sent.questionnaire, sent.collected, ids, sent.day)
    tie = {"survey_id": sent.survey_id, "response_id": sent.response_id, "site_id": sent.site_id, "raised_at": sent.at}
    concerns = [concern | tie for concern in found.concerns]
    return Rows(_response(sent), _comments(sent, ids), _readings(sent, ids), concerns, found.contacts)


def _response(sent: Sent) -> dict[str, object]:
    bands = {band: sent.bands.get(band) or sent.collected.bands.get(band) for band in BANDS}
    return bands | {
        "id": sent.response_id,
        "survey_id": sent.survey_id,
        "privacy": sent.privacy,
        "version_id": sent.version_id,
        "variant": sent.variant,
        "language": sent.language,
        "assent": sent.questionnaire.welcome.assent_version,
        "quarter": str(Quarter.of(sent.day)),
        "sent_on": sent.day,
        "touchpoint": sent.touchpoint,
        "way": sent.way,
        "helper": sent.helper,
        "site_id": sent.site_id,
        "team_id": sent.team_id,
        "link_number": sent.link_number,
        "answers": json.dumps(sent.collected.coded, separators=(",", ":")),
        "digest": _digest(sent),
        "withdrawal": sent.withdrawal,
        "read_aloud": sent.read_aloud,
        "timing": sent.timing,
        "by_revoked": sent.by_revoked,
        "set_aside": None,
        "shown": False,
        "demo": sent.demo,
    }


def kept_id(sent_id: str) -> str:
    """The id under which the response that a device calls `sent_id` is kept: UUID4 in form, the same each time.

    Officers see ids. The code that takes a response back follows from the device's own id, so that one is not kept.
    """
    return str(uuid.UUID(digest("response_id", sent_id)[:32], version=4))


def withdrawal_hash(code: str) -> str:
    """What is kept of the code with which a response may be taken back."""
    return digest("withdrawal", code)


def _digest(sent: Sent) -> str:
    """Keyed, over everything that the person sent."""
    contact = sent.collected.contact
    body = [
        sent.version_id,
        sent.variant,
        sent.collected.coded,
        {question: written.text for question, written in sent.collected.comments.items()},
        [contact.name, contact.how] if contact else None,
    ]
    return digest("response", json.dumps(body, sort_keys=True))


def _comments(sent: Sent, ids: dict[str, str]) -> list[dict[str, object]]:
    kinds = _kinds(sent.questionnaire)
    quarter = str(Quarter.of(sent.day))
    return [
        {
            "id": ids[question],
            "response_id": sent.response_id,
            "survey_id": sent.survey_id,
            "quarter": quarter,
            "question": question,
            "kind": kinds[question],
            "off_path": written.off_path,
            "text": seal(written.text, sent.day),
        }
        for question, written in sent.collected.comments.items()
    ]


def _readings(sent: Sent, ids: dict[str, str]) -> list[dict[str, object]]:
    if not sent.collected.comments:
        return []
    kinds, words = _kinds(sent.questionnaire), _reader()
    return [
        comments.reading_row(ids[question], words.read(written.text, kinds[question]), sent.day)
        for question, written in sent.collected.comments.items()
    ]


def _reader() -> Reader:
    return reader(*lists.current("words"))


def _kinds(questionnaire: Questionnaire) -> dict[str, CommentKind]:
    return {question.code: question.comment_kind for question in questionnaire.questions() if isinstance(question, Comment)}
