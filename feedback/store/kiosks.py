"""Kiosks: tablets enrolled to collect for surveys."""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import a_day
from feedback.store.database import Model, changed, db
from feedback.store.encryption import digest
from feedback.store.surveys import Survey


class Kiosk(Model):
    """One tablet. `secret_hash` is a keyed digest of what it proves itself with. It was last seen on a day: never a time.

    `waiting` is how many answers it said it had still to send; `running` is the version of our pages that it runs.
    """

    __tablename__ = "kiosk"
    __table_args__ = (a_day("last_seen"), CheckConstraint("waiting >= 0", name="waiting"))

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    secret_hash: Mapped[str] = mapped_column(String(64))
    enrolled_on: Mapped[date]
    enrolled_by: Mapped[str] = mapped_column(String(255))
    last_seen: Mapped[date | None]
    waiting: Mapped[int] = mapped_column(default=0)
    running: Mapped[str] = mapped_column(String(24), default="")
    revoked_on: Mapped[date | None]


class KioskSurvey(Model):
    """A kiosk collects for this survey."""

    __tablename__ = "kiosk_survey"

    kiosk_id: Mapped[str] = mapped_column(ForeignKey("kiosk.id", ondelete="CASCADE"), primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"), primary_key=True)


def add(kiosk: Kiosk, survey_ids: Collection[int]) -> Kiosk:
    """Keep a new kiosk and what it collects for."""
    db.session.add(kiosk)
    db.session.flush()
    db.session.add_all(KioskSurvey(kiosk_id=kiosk.id, survey_id=survey_id) for survey_id in survey_ids)
    db.session.flush()
    return kiosk


def by_id(kiosk_id: str) -> Kiosk | None:
    """The kiosk with this id, revoked or not, or None."""
    return db.session.get(Kiosk, kiosk_id)


def digest_of(secret: str) -> str:
    """What is kept of a kiosk's secret."""
    return digest("kiosk", secret)


def proven(kiosk_id: str, secret: str) -> Kiosk | None:
    """The kiosk with this id, revoked or not, when the secret is its own."""
    kiosk = by_id(kiosk_id)
    return kiosk if kiosk and hmac.compare_digest(kiosk.secret_hash, digest_of(secret)) else None


def surveys_of(kiosk_id: str) -> Sequence[Survey]:
    """The surveys that a kiosk collects for, by title."""
    query = select(Survey).join(KioskSurvey, KioskSurvey.survey_id == Survey.id).where(KioskSurvey.kiosk_id == kiosk_id)
    return db.session.scalars(query.order_by(Survey.title, Survey.id)).all()


def titles(kiosk_ids: Collection[str]) -> Mapping[str, Sequence[str]]:
    """The titles of the surveys that each of these kiosks collects for."""
    found: dict[str, list[str]] = {kiosk_id: [] for kiosk_id in kiosk_ids}
    query = select(KioskSurvey.kiosk_id, Survey.title).join(Survey, KioskSurvey.survey_id == Survey.id)
    for kiosk_id, title in db.session.execute(query.where(KioskSurvey.kiosk_id.in_(kiosk_ids)).order_by(Survey.title, Survey.id)):
        found[kiosk_id].append(title)
    return found


def names(kiosk_ids: Collection[str]) -> Mapping[str, str]:
    """The name of each of these kiosks by its id."""
    query = select(Kiosk.id, Kiosk.name).where(Kiosk.id.in_(kiosk_ids))
    return dict(db.session.execute(query).all())


def page(text: str, number: int, size: int) -> tuple[Sequence[Kiosk], int]:
    """Page `number` (from 1) of the kiosks with `text` in their name, those in use first, by name; and how many there are."""
    query = select(Kiosk).where(Kiosk.name.icontains(text, autoescape=True))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Kiosk.revoked_on.is_not(None), Kiosk.name, Kiosk.id)
    return db.session.scalars(ordered.limit(size).offset((number - 1) * size)).all(), total


def silent_with_answers(before: date) -> int:
    """How many kiosks said that they had answers to send, and were last seen before this day."""
    query = select(func.count()).select_from(Kiosk).where(Kiosk.waiting > 0, Kiosk.last_seen < before)
    return db.session.scalar(query) or 0


def saw(kiosk_id: str, day: date, waiting: int, running: str) -> None:
    """Keep that a kiosk was there on this day, what it still has to send and which version of our pages it runs."""
    changed(update(Kiosk).where(Kiosk.id == kiosk_id).values(last_seen=day, waiting=waiting, running=running))


def revoke(kiosk_id: str, day: date) -> bool:
    """Revoke a kiosk. False when it is unknown or was revoked before."""
    return changed(update(Kiosk).where(Kiosk.id == kiosk_id, Kiosk.revoked_on.is_(None)).values(revoked_on=day)) == 1
