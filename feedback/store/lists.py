"""Lists that officers edit: the words of sentiment, the signs of harm, the codebook of themes. Each version is kept whole, for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day, one_of
from feedback.store.database import Model, db

Kind = Literal["words", "signs", "themes"]
KINDS = ("words", "signs", "themes")


class ListVersion(Model):
    """One version of a list. `content` is JSON in the shape that `language` reads; versions of a kind count from 1."""

    __tablename__ = "list_version"
    __table_args__ = (one_of("kind", KINDS), a_day("changed_on"))

    kind: Mapped[str] = mapped_column(String(6), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(300))
    changed_on: Mapped[date]
    changed_by: Mapped[str] = mapped_column(String(255))


class Edited(NamedTuple):
    """The list that counts now. Version 0, with no content, is the list that the service came with."""

    content: str
    version: int


class Outdated(ValueError):
    """Somebody changed the list after it was read: nothing was kept. Show the newer one and ask again."""


def current(kind: Kind) -> Edited:
    """The newest version of a list."""
    query = select(ListVersion.content, ListVersion.number).where(ListVersion.kind == kind)
    row = db.session.execute(query.order_by(ListVersion.number.desc()).limit(1)).first()
    return Edited(row.content, row.number) if row else Edited("", 0)


def add(kind: Kind, content: str, after: int, note: str, day: date, actor: str) -> int:
    """Keep a new version that was made from version `after`; its number. Raises Outdated. Call it in a transaction."""
    newest = db.session.scalar(select(func.max(ListVersion.number)).where(ListVersion.kind == kind)) or 0
    if newest != after:
        raise Outdated(kind)
    db.session.add(ListVersion(kind=kind, number=after + 1, content=content, note=note, changed_on=day, changed_by=actor))
    db.session.flush()
    return after + 1


def page(kind: Kind, number: int, size: int) -> tuple[Sequence[ListVersion], int]:
    """Page `number` (from 1) of the versions of a list, newest first, and how many there are."""
    total = db.session.scalar(select(func.count()).select_from(ListVersion).where(ListVersion.kind == kind)) or 0
    query = select(ListVersion).where(ListVersion.kind == kind).order_by(ListVersion.number.desc())
    return db.session.scalars(query.limit(size).offset((number - 1) * size)).all(), total


def by_number(kind: Kind, number: int) -> ListVersion | None:
    """One version, or None."""
    return db.session.get(ListVersion, (kind, number))
