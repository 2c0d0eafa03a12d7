"""Whom we asked: samples, invitations by link, and offers made in person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import BANDS, OUTCOMES, TOUCHPOINTS, WAYS, a_quarter, bands, one_of
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known

METHODS = ("census", "random", "stratified")


class Sample(Model):
    """Whom we ask on one occasion, with the seed that repeats the draw."""

    __tablename__ = "sample"
    __table_args__ = (one_of("method", METHODS), one_of("touchpoint", TOUCHPOINTS), a_quarter())

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    touchpoint: Mapped[str] = mapped_column(String(10), default="")
    method: Mapped[str] = mapped_column(String(10))
    seed: Mapped[int] = mapped_column(BigInteger)
    quarter: Mapped[str] = mapped_column(String(10))
    due_on: Mapped[date]
    frame_size: Mapped[int]
    drawn: Mapped[int]


class Invitation(Model):
    """An ask by personal link. Only confidential surveys have them: the key to (survey, privacy) and the CHECK say so.

    `token_hash` and `code_hash` (of the short code for paper and tablets) are keyed digests. The bands are copied here at the
    draw, so that sending an answer never opens the link table.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"]),
        CheckConstraint("privacy = 'confidential'", name="confidential_only"),
        one_of("touchpoint", TOUCHPOINTS),
        a_quarter(),
        *bands(),
        Index(None, "survey_id", "quarter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int]
    privacy: Mapped[str] = mapped_column(String(12), default="confidential")
    sample_id: Mapped[int | None] = mapped_column(ForeignKey("sample.id"))
    link_number: Mapped[int] = mapped_column(BigInteger)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    touchpoint: Mapped[str] = mapped_column(String(10), default="")
    quarter: Mapped[str] = mapped_column(String(10))
    expires_on: Mapped[date]
    response_id: Mapped[str | None] = mapped_column(String(36))
    age_band: Mapped[str | None] = mapped_column(String(20))
    sex: Mapped[str | None] = mapped_column(String(20))
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    order_type: Mapped[str | None] = mapped_column(String(20))
    care_experience: Mapped[str | None] = mapped_column(String(20))
    needs: Mapped[str | None] = mapped_column(String(20))


class Offer(Model):
    """An ask in person and how it ended. It has no tie to a response. `key` is the device's own id of it: sent twice, kept once."""

    __tablename__ = "offer"
    __table_args__ = (one_of("outcome", OUTCOMES), one_of("way", WAYS), a_quarter(), Index(None, "survey_id", "quarter"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(36), index=True, unique=True)
    survey_id: Mapped[int] = mapped_column(ForeignKey("survey.id"))
    sample_id: Mapped[int | None] = mapped_column(ForeignKey("sample.id"))
    way: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str | None] = mapped_column(String(20))
    quarter: Mapped[str] = mapped_column(String(10))
    made_on: Mapped[date]


_INSERT_OFFER_UNLESS_KNOWN = insert_unless_known(Offer, "key")


@dataclass(frozen=True)
class Ask:
    """What an invitation brings to a response: its link number, touchpoint and bands."""

    invitation_id: int
    survey_id: int
    link_number: int
    touchpoint: str
    expires_on: date
    response_id: str | None
    bands: Mapping[str, str]


def invitation(token_hash: str) -> Ask | None:
    """The invitation whose link has this hash, or None."""
    return _ask(db.session.scalar(select(Invitation).where(Invitation.token_hash == token_hash)))


def by_code(code_hash: str) -> Ask | None:
    """The invitation whose short code has this hash, or None."""
    return _ask(db.session.scalar(select(Invitation).where(Invitation.code_hash == code_hash)))


def _ask(row: Invitation | None) -> Ask | None:
    if row is None:
        return None
    bands = {band: getattr(row, band) for band in BANDS if getattr(row, band)}
    return Ask(row.id, row.survey_id, row.link_number, row.touchpoint, row.expires_on, row.response_id, bands)


def use(invitation_id: int, response_id: str) -> bool:
    """Tie an unused invitation to its one response. False when another response came first."""
    query = update(Invitation).where(Invitation.id == invitation_id, Invitation.response_id.is_(None))
    return changed(query.values(response_id=response_id)) == 1


def add_sample(sample: Sample) -> Sample:
    """Keep a sample; its id is set."""
    db.session.add(sample)
    db.session.flush()
    return sample


def invite_all(rows: Sequence[Mapping[str, object]]) -> None:
    """Keep many invitations: one mapping of column to value each."""
    if rows:
        db.session.execute(insert(Invitation), list(rows))


def offer(row: Offer) -> None:
    """Keep one offer."""
    db.session.add(row)
    db.session.flush()


def offer_once(row: Mapping[str, object]) -> bool:
    """Keep an offer that has the key of a device. False when it is kept already."""
    return bool(insert_new(_INSERT_OFFER_UNLESS_KNOWN, [row]))


def invited(survey_id: int) -> Mapping[str, int]:
    """How many people were asked by samples, by quarter: {quarter: drawn}."""
    query = select(Sample.quarter, func.sum(Sample.drawn)).where(Sample.survey_id == survey_id).group_by(Sample.quarter)
    return {quarter: int(drawn) for quarter, drawn in db.session.execute(query)}


def offers(survey_id: int) -> Mapping[tuple[str, str], int]:
    """How many offers ended how: {(quarter, outcome): n}."""
    query = select(Offer.quarter, Offer.outcome, func.count()).where(Offer.survey_id == survey_id).group_by(Offer.quarter, Offer.outcome)
    return {(quarter, outcome): total for quarter, outcome, total in db.session.execute(query)}
