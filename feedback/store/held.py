"""What arrived sealed and could not be kept as a response: held as received, encrypted, uncounted, until an officer has looked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, Index, LargeBinary, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day, one_of
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known
from feedback.store.encryption import digest, seal, unseal

REASONS = ("unreadable", "other_answers", "unknown_survey", "unknown_version", "not_open", "closed", "link_used", "not_valid")
"""unreadable: no key of ours opens it. other_answers: a response with this id says something else. not_valid: the check failed."""

SETTLED = ("kept", "left_out")


class Held(Model):
    """One arrival. `settled_as` says what an officer did: brought it in after all, or left it out."""

    __tablename__ = "held"
    __table_args__ = (
        one_of("reason", REASONS),
        one_of("settled_as", SETTLED),
        a_day("received_on"),
        Index(None, "settled_as"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    received_on: Mapped[date]
    survey_id: Mapped[int | None] = mapped_column(ForeignKey("survey.id"))
    kiosk_id: Mapped[str | None] = mapped_column(ForeignKey("kiosk.id"))
    reason: Mapped[str] = mapped_column(String(16))
    received: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    settled_as: Mapped[str | None] = mapped_column(String(8))


_INSERT_UNLESS_KNOWN = insert_unless_known(Held, "digest")


@dataclass(frozen=True)
class Arrived:
    """What is known of something to be held. `received`: the sealed text, as it came."""

    received: str
    reason: str
    day: date
    survey_id: int | None = None
    kiosk_id: str | None = None


def hold(arrived: Arrived) -> bool:
    """Keep what arrived. False when the same text is held already: it came twice."""
    row = {
        "id": str(uuid.uuid4()),
        "received_on": arrived.day,
        "survey_id": arrived.survey_id,
        "kiosk_id": arrived.kiosk_id,
        "reason": arrived.reason,
        "received": seal(arrived.received, arrived.day),
        "digest": digest("held", arrived.received),
    }
    return bool(insert_new(_INSERT_UNLESS_KNOWN, [row]))


def page(number: int, size: int) -> tuple[Sequence[Held], int]:
    """Page `number` (from 1) of what waits for an officer, oldest day first and in no order within a day; and how much waits."""
    query = select(Held).where(Held.settled_as.is_(None)).order_by(Held.received_on, Held.id)
    return db.session.scalars(query.limit(size).offset((number - 1) * size)).all(), waiting()


def waiting() -> int:
    """How much nobody has settled."""
    return db.session.scalar(select(func.count()).select_from(Held).where(Held.settled_as.is_(None))) or 0


def received_since(day: date, reason: str) -> int:
    """How much was held for this reason since this day."""
    return db.session.scalar(select(func.count()).select_from(Held).where(Held.received_on >= day, Held.reason == reason)) or 0


def by_id(held_id: str) -> Held | None:
    """One of them, or None."""
    return db.session.get(Held, held_id)


def to_settle(held_id: str) -> Held | None:
    """One of them, or None; whoever else wants to settle it waits until this transaction has ended."""
    return db.session.get(Held, held_id, with_for_update=True, populate_existing=True)


def by_text(received: str) -> Held | None:
    """The one that came as this sealed text, settled or not, or None."""
    return db.session.scalar(select(Held).where(Held.digest == digest("held", received)))


def received(held_id: str) -> str:
    """The sealed text as it came. Raises LookupError."""
    row = db.session.get(Held, held_id)
    if row is None:
        raise LookupError(f"nothing is held as {held_id}")
    return unseal(row.received)


def settle(held_id: str, how: str) -> bool:
    """Take it off the list: how is "kept" or "left_out". False when somebody settled it before.

    What is kept as a response is not kept here too: here nobody could take it back.
    """
    gone = {"received": b""} if how == "kept" else {}
    return changed(update(Held).where(Held.id == held_id, Held.settled_as.is_(None)).values(settled_as=how, **gone)) == 1
