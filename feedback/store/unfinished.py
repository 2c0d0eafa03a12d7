"""Where somebody with a personal link left off: coded answers alone, encrypted, gone on Send or after a fortnight."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ForeignKey, LargeBinary, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known
from feedback.store.encryption import seal, unseal

KEPT = timedelta(days=14)


class Unfinished(Model):
    """The answers chosen so far by one invitation. What was written is never here."""

    __tablename__ = "unfinished"
    __table_args__ = (a_day("saved_on"),)

    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id", ondelete="CASCADE"), primary_key=True, autoincrement=False)
    answers: Mapped[bytes] = mapped_column(LargeBinary)
    saved_on: Mapped[date]


_INSERT_UNLESS_KNOWN = insert_unless_known(Unfinished, "invitation_id")


def find(invitation_id: int, today: date) -> str | None:
    """The answers saved last, as they were given to `save`; None when there are none or they are too old."""
    row = db.session.get(Unfinished, invitation_id)
    return unseal(row.answers) if row is not None and row.saved_on + KEPT >= today else None


def save(invitation_id: int, answers: str, today: date) -> None:
    """Keep these answers in place of those before, and let go of everybody's that are too old."""
    row = {"invitation_id": invitation_id, "answers": seal(answers, today), "saved_on": today}
    if not insert_new(_INSERT_UNLESS_KNOWN, [row]):
        changed(update(Unfinished).where(Unfinished.invitation_id == invitation_id).values(row))
    forget_old(today)


def forget(invitation_id: int) -> None:
    """Let go of one invitation's answers: they were sent, or nobody wants them kept."""
    changed(delete(Unfinished).where(Unfinished.invitation_id == invitation_id))


def forget_old(today: date) -> int:
    """Let go of answers that nobody came back to in time; of how many."""
    return changed(delete(Unfinished).where(Unfinished.saved_on < today - KEPT))
