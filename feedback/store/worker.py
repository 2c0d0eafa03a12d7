"""How the worker and each channel stand: when the worker last looked, and why a channel has to wait."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import one_of
from feedback.store.database import Model, db
from feedback.store.instants import Instant

Trouble = Literal["", "busy", "unreachable", "key_refused", "template_refused"]
TROUBLES = ("", "busy", "unreachable", "key_refused", "template_refused")
LOOKING = "worker"
"""The part that is the worker itself; the others are channels."""


class Part(Model):
    """The worker (`looked_at`), or a channel: nothing goes out by it before `paused_until`, after `pauses` pauses in a row."""

    __tablename__ = "worker"
    __table_args__ = (one_of("name", (LOOKING, "sms", "email")), one_of("trouble", TROUBLES))

    name: Mapped[str] = mapped_column(String(6), primary_key=True)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    trouble: Mapped[str] = mapped_column(String(16), default="")
    paused_until: Mapped[datetime | None] = mapped_column(Instant)
    pauses: Mapped[int] = mapped_column(default=0)


def looked(at: datetime) -> None:
    """Keep that the worker has just looked into the outbox."""
    _part(LOOKING).looked_at = at
    db.session.flush()


def looked_at() -> datetime | None:
    """When the worker last looked; None when it never did."""
    part = db.session.get(Part, LOOKING, populate_existing=True)
    return part.looked_at if part else None


def channels() -> Mapping[str, Part]:
    """Every channel that ever had trouble, as it stands now."""
    query = select(Part).where(Part.name != LOOKING).execution_options(populate_existing=True)
    return {part.name: part for part in db.session.scalars(query)}


def pause(channel: str, trouble: Trouble, until: datetime) -> None:
    """Keep that nothing goes out by a channel until then, and why."""
    part = _part(channel)
    part.trouble, part.paused_until, part.pauses = trouble, until, part.pauses + 1
    db.session.flush()


def clear(channel: str) -> None:
    """Keep that a channel works."""
    part = db.session.get(Part, channel, populate_existing=True)
    if part is not None and part.pauses:
        part.trouble, part.paused_until, part.pauses = "", None, 0
        db.session.flush()


def _part(name: str) -> Part:
    part = db.session.get(Part, name, populate_existing=True)
    if part is None:
        part = Part(name=name, trouble="", pauses=0)
        db.session.add(part)
    return part
