"""What was done about a concern, step by step, and who must not see it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Select, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import DECISIONS, STEPS, one_of
from feedback.store.database import Model, changed, db, table_of
from feedback.store.encryption import seal, unseal
from feedback.store.instants import Instant


class ConcernStep(Model):
    """One step in the life of a concern. `content` is sealed JSON: reason, referral reference, who told the child, names.

    Steps are never changed: who thinks better of a decision makes another, and the newest counts.
    """

    __tablename__ = "concern_step"
    __table_args__ = (one_of("kind", STEPS), one_of("decision", DECISIONS), Index(None, "concern_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(12))
    decision: Mapped[str] = mapped_column(String(16), default="")
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ShutOut(Model):
    """An account that must not see a concern: it stands in no list, count or alert of theirs."""

    __tablename__ = "shut_out"

    concern_id: Mapped[str] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)


@dataclass(frozen=True)
class Step:
    """One step in clear. `said` holds what belongs to its kind: see `feedback.desk.lane`."""

    id: int
    kind: str
    decision: str
    officer_id: int
    at: datetime
    said: Mapping[str, object]


@dataclass(frozen=True)
class Done:
    """A step about to be kept: what was done, by whom, when, and what was said with it."""

    kind: str
    officer_id: int
    at: datetime
    said: Mapping[str, object]
    decision: str = ""


def add(concern_id: str, done: Done, day: date) -> None:
    """Keep one step; what was said is sealed on `day`."""
    sealed = seal(json.dumps(dict(done.said)), day)
    db.session.add(
        ConcernStep(concern_id=concern_id, kind=done.kind, decision=done.decision, officer_id=done.officer_id, at=done.at, content=sealed)
    )
    db.session.flush()


def of(concern_id: str) -> Sequence[Step]:
    """The steps of a concern in clear, oldest first."""
    return [
        _clear(row) for row in db.session.scalars(select(ConcernStep).where(ConcernStep.concern_id == concern_id).order_by(ConcernStep.id))
    ]


def firsts(kind: str) -> Mapping[str, Step]:
    """By concern: the first step of a kind, in clear. Meant for kinds that are rare."""
    rows = db.session.scalars(select(ConcernStep).where(ConcernStep.kind == kind).order_by(ConcernStep.id.desc()))
    return {row.concern_id: _clear(row) for row in rows}


def newest_decisions() -> Select[str, str]:
    """The newest decision about each concern that has one: (concern id, decision), as a query to look in."""
    newest = select(func.max(ConcernStep.id)).where(ConcernStep.kind == "decided").group_by(ConcernStep.concern_id)
    return select(ConcernStep.concern_id, ConcernStep.decision).where(ConcernStep.id.in_(newest))


def hidden_from(officer_id: int) -> Select[str]:
    """The concerns that an account is shut out of, as a query to look in."""
    return select(ShutOut.concern_id).where(ShutOut.officer_id == officer_id)


def hidden() -> Select[str]:
    """The concerns that anybody is shut out of, as a query to look in."""
    return select(ShutOut.concern_id)


def shut_out_of(concern_id: str) -> frozenset[int]:
    """The accounts that must not see a concern."""
    return frozenset(db.session.scalars(select(ShutOut.officer_id).where(ShutOut.concern_id == concern_id)))


def by_hidden(concern_ids: Iterable[str]) -> Mapping[frozenset[int], Sequence[str]]:
    """These concerns by the accounts that must not see them: what one message may be about."""
    hidden, found = everybody_shut_out(), dict[frozenset[int], list[str]]()
    for concern_id in concern_ids:
        found.setdefault(hidden.get(concern_id, frozenset()), []).append(concern_id)
    return found


def everybody_shut_out() -> Mapping[str, frozenset[int]]:
    """By concern: the accounts that must not see it. Concerns that everybody of the lane may see are left out."""
    found: dict[str, set[int]] = {}
    for concern_id, officer_id in db.session.execute(select(ShutOut.concern_id, ShutOut.officer_id)):
        found.setdefault(concern_id, set()).add(officer_id)
    return {concern_id: frozenset(officers) for concern_id, officers in found.items()}


def shut_out(concern_ids: Iterable[str], officer_ids: Collection[int]) -> None:
    """Keep accounts away from concerns; those that are away already stay so."""
    for concern_id in concern_ids:
        new = [{"concern_id": concern_id, "officer_id": one} for one in officer_ids if one not in shut_out_of(concern_id)]
        if new:
            db.session.execute(insert(table_of(ShutOut)), new)


def let_in(concern_ids: Collection[str], officer_id: int) -> None:
    """Let an account see concerns again."""
    changed(delete(ShutOut).where(ShutOut.concern_id.in_(concern_ids), ShutOut.officer_id == officer_id))


def _clear(row: ConcernStep) -> Step:
    return Step(row.id, row.kind, row.decision, row.officer_id, row.at, json.loads(unseal(row.content)))
