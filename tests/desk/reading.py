"""Officers and comments for tests of the reading desk."""

from __future__ import annotations

from feedback import accounts, store
from feedback.desk import reading
from feedback.desk.reading import Kept
from feedback.store import accounts as kept
from feedback.store import comments, council
from feedback.store.accounts import Officer
from feedback.store.surveys import Survey
from tests.officer.signing_in import PASSWORD
from tests.reporting.scripted import Q3, send

EVERY_QUARTER = ["2026/27 Q1", "2026/27 Q2", "2026/27 Q3"]


def reader(name: str) -> Officer:
    """A voice officer of this name."""
    email = f"{name.split(maxsplit=1)[0].lower()}@harrowdale.example"
    accounts.create_officer(email, name, PASSWORD, ["voice_officer"], "command")
    found = kept.by_email(email)
    assert found is not None
    return found


def write(survey: Survey, text: str, day: object = Q3, question: str = "good") -> str:
    """Send a comment; its id."""
    send(survey, day=day, comments={question: text})  # type: ignore[arg-type]
    return next(one.id for one in comments.page(survey.id, EVERY_QUARTER, 1, 500)[0] if one.text == text)


def settings(second_share: int = 0, *, guess_hidden: bool = False) -> None:
    """How comments are read from now on."""
    with store.transaction():
        council.change({"second_share": second_share, "guess_hidden": guess_hidden})


def say(officer: Officer, comment_id: str, sentiment: str, *, shown_as: str = "first", themes: tuple[str, ...] = ()) -> Kept:
    """Give a word on a comment."""
    return reading.save(comment_id, sentiment, themes, officer, shown_as)
