"""Comments that may be quoted, or nearly: with a person's word, and with a survey that asks for consent."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime

from sqlalchemy import select

from feedback import accounts, store
from feedback.asking import surveys as life
from feedback.desk import quoting
from feedback.language.redaction import Span, propose
from feedback.questionnaire import loading, starters
from feedback.store import accounts as kept_accounts
from feedback.store import comments, concerns, passages
from feedback.store.accounts import Officer
from feedback.store.database import db
from feedback.store.encryption import seal
from feedback.store.person_readings import PersonReading
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR
from tests.officer.signing_in import PASSWORD
from tests.reporting.scripted import Q2, send

DAY = date(2026, 10, 5)
CONSENT = {"question": "may_quote", "allows": ["yes", "yes_shortened"]}
ASKED = {
    "type": "choice",
    "code": "may_quote",
    "text": "May we use your words?",
    "options": [
        {"code": "yes", "label": "Yes"},
        {"code": "yes_shortened", "label": "Yes, shortened"},
        {"code": "no", "label": "No"},
        {"code": "not_sure", "label": "Not sure"},
    ],
}


def voice_officer() -> Officer:
    """An officer who may approve quotes; the same one each time."""
    email = "quotes@harrowdale.example"
    return kept_accounts.by_email(email) or accounts.create_officer(email, "Wilhelmina Quell", PASSWORD, ["voice_officer"], "command")


def consenting_survey(slug: str = "consenting", *, twice: bool = False) -> Survey:
    """An open survey that asks for consent; `twice`: since its second version only."""
    plain = starters.get("young_people")
    asking = plain.model_dump(mode="json", exclude_none=True) | {"quote_consent": CONSENT}
    asking["sections"][0]["questions"].append(ASKED)
    del asking["variants"]
    questionnaire = loading.load(asking)
    life.create(plain if twice else questionnaire, slug, "Your views", "confidential", ACTOR)
    survey = life.open_survey(slug, ACTOR)
    if twice:
        life.publish(slug, questionnaire, ACTOR)
    return survey


def comment_of(response_id: str) -> str:
    """The id of the one comment of a response."""
    return db.session.scalars(select(comments.Comment.id).where(comments.Comment.response_id == response_id)).one()


def read_as(comment_id: str, word: str, place: str = "first") -> None:
    """Keep a person's word on a comment."""
    reading = {"comment_id": comment_id, "place": place, "officer_id": voice_officer().id, "guess_seen": True, "read_on": DAY}
    with store.transaction():
        db.session.add(PersonReading(**reading, sentiment=word))


def written(survey: Survey, text: str, word: str | None = "positive", day: date = Q2, **more: object) -> str:
    """A comment of a new response, read by a person when there is a word; its id."""
    comment_id = comment_of(send(survey, more.pop("answers", None), day, {"good": text}, **more))  # type: ignore[arg-type]
    if word:
        read_as(comment_id, word)
    return comment_id


def flag(comment_id: str, level: str, handed_back_on: date | None = None) -> None:
    """Raise a concern about a comment, as a reader would."""
    comment = db.session.get(comments.Comment, comment_id)
    assert comment is not None
    row: dict[str, object] = {
        "id": str(uuid.uuid4()),
        "survey_id": comment.survey_id,
        "response_id": comment.response_id,
        "comment_id": comment_id,
        "question": "good",
        "source": "reader",
        "level": level,
        "category": "home",
        "text": seal("x", DAY),
        "seen": seal("x", DAY),
        "raised_at": datetime(2026, 10, 5, tzinfo=UTC),
        "site_id": None,
        "opened_at": None,
    }
    with store.transaction():
        concerns.add_all([row], [])
        concerns.hand_back(str(row["id"]), handed_back_on)


def proposed(comment_id: str) -> tuple[Span, ...]:
    """What the machine proposes to take out of a comment."""
    comment = passages.by_id(comment_id)
    assert comment is not None
    return propose(comment.text, quoting.known_names())


def approved(comment_id: str, *, compliment: bool = False) -> str:
    """The comment, approved with everything taken out that is proposed; its id."""
    quoting.approve(comment_id, proposed(comment_id), voice_officer(), checked=False, compliment=compliment)
    return comment_id
