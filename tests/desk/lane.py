"""Who works in the safeguarding lane in tests, and concerns for them to look after."""

from __future__ import annotations

from feedback import accounts
from feedback.desk import concerns as desk
from feedback.store import accounts as kept
from feedback.store import concerns
from feedback.store.accounts import Officer
from feedback.store.comments import Comment
from feedback.store.database import db
from feedback.store.surveys import Survey
from tests.reporting.scripted import send

HARM = "been cutting again but dont tell my mum"
STAFF = "my worker touched my leg in the car"


def somebody(*roles: str, name: str = "") -> Officer:
    """The officer with these roles in tests, made when first asked for."""
    email = f"{name or roles[0].replace('_', '.')}@harrowdale.example"
    known = kept.by_email(email)
    return known or accounts.create_officer(email, name or roles[0].replace("_", " "), "four made up words", list(roles), "command")


def lead() -> Officer:
    """The safeguarding lead."""
    return somebody("safeguarding_lead")


def deputy() -> Officer:
    """The deputy."""
    return somebody("safeguarding_deputy")


def raised_by(survey: Survey, text: str = HARM, **more: object) -> str:
    """Somebody writes this; the id of the concern that it raises."""
    response_id = send(survey, comments={"good": text}, **more)  # type: ignore[arg-type]
    (found,) = concerns.of_response(response_id)
    return found.concern.id


def opened_by(officer: Officer, survey: Survey, text: str = HARM, **more: object) -> str:
    """The same, and this officer has opened it."""
    concern_id = raised_by(survey, text, **more)
    desk.open_concern(concern_id, officer)
    return concern_id


def comment_of(response_id: str) -> str:
    """The id of the one comment of a response."""
    (found,) = db.session.query(Comment).filter_by(response_id=response_id)
    return found.id
