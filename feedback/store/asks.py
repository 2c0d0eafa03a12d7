"""Asks: invitations by personal link, and offers made in person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store.codes import BANDS, CHANNELS, OUTCOMES, TOUCHPOINTS, WAYS, a_quarter, bands, one_of
from feedback.store.database import Model, changed, db, insert_new, insert_unless_known


class Invitation(Model):
    """An ask by personal link. Only confidential surveys have them: the key to (survey, privacy) and the CHECK say so.

    `token_hash` and `code_hash` (of the short code for paper and tablets) are keyed digests of what is derived from `nonce` (see
    `tokens`; None where the link was made elsewhere). The bands and the team are copied here at the draw, so that sending an answer
    never opens the link table. `started`: something was saved or sent. `channel`: how its person is asked.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        ForeignKeyConstraint(["survey_id", "privacy"], ["survey.id", "survey.privacy"]),
        CheckConstraint("privacy = 'confidential'", name="confidential_only"),
        one_of("touchpoint", TOUCHPOINTS),
        one_of("channel", CHANNELS),
        a_quarter(),
        *bands(),
        Index(None, "survey_id", "quarter"),
        Index(None, "link_number"),
        Index(None, "sample_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    survey_id: Mapped[int]
    privacy: Mapped[str] = mapped_column(String(12), default="confidential")
    sample_id: Mapped[int | None] = mapped_column(ForeignKey("sample.id"))
    link_number: Mapped[int] = mapped_column(BigInteger)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    code_hash: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    nonce: Mapped[str | None] = mapped_column(String(32))
    touchpoint: Mapped[str] = mapped_column(String(10), default="")
    quarter: Mapped[str] = mapped_column(String(10))
    expires_on: Mapped[date]
    response_id: Mapped[str | None] = mapped_column(String(36))
    started: Mapped[bool] = mapped_column(default=False)
    declined_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(String(6), default="")
    team: Mapped[str | None] = mapped_column(String(80))
    age_band: Mapped[str | None] = mapped_column(String(20))
    sex: Mapped[str | None] = mapped_column(String(20))
    ethnicity: Mapped[str | None] = mapped_column(String(20))
    order_type: Mapped[str | None] = mapped_column(String(20))
    care_experience: Mapped[str | None] = mapped_column(String(20))
    needs: Mapped[str | None] = mapped_column(String(20))


class Offer(Model):
    """An ask in person and how it ended. It has no tie to a response. `key` is the device's own id of it: sent twice, kept once.

    `sample_id` stands where somebody with an invitation of that sample said no: their invitation says so too, so they count there.
    """

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
    """What an invitation brings to a response: its link number, touchpoint and bands. `sample_id`: None where it was made elsewhere."""

    invitation_id: int
    survey_id: int
    sample_id: int | None
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
    return Ask(row.id, row.survey_id, row.sample_id, row.link_number, row.touchpoint, row.expires_on, row.response_id, bands)


def use(invitation_id: int, response_id: str) -> bool:
    """Tie an unused invitation to its one response. False when another response came first."""
    query = update(Invitation).where(Invitation.id == invitation_id, Invitation.response_id.is_(None))
    return changed(query.values(response_id=response_id, started=True)) == 1


def start(invitation_id: int) -> bool:
    """Keep that something was saved for an invitation. False, and nothing is done, once its response is there."""
    return changed(update(Invitation).where(Invitation.id == invitation_id, Invitation.response_id.is_(None)).values(started=True)) == 1


def decline(invitation_id: int, day: date) -> None:
    """Keep that its person said no: nobody reminds them."""
    changed(update(Invitation).where(Invitation.id == invitation_id, Invitation.response_id.is_(None)).values(declined_on=day))


def withdraw_sample(sample_id: int) -> bool:
    """Take the invitations of a sample back. False, and nothing is done, when one of them was used, started, declined or offered."""
    moved = Invitation.started.is_(True) | Invitation.response_id.is_not(None) | Invitation.declined_on.is_not(None)
    used = select(Invitation.id).where(Invitation.sample_id == sample_id, moved).limit(1)
    offered = select(Offer.id).where(Offer.sample_id == sample_id).limit(1)
    if db.session.scalar(used) is not None or db.session.scalar(offered) is not None:
        return False
    changed(delete(Invitation).where(Invitation.sample_id == sample_id))
    return True


def expiry(sample_id: int) -> date | None:
    """The last day of a sample's links; None when it has none."""
    return db.session.scalar(select(func.max(Invitation.expires_on)).where(Invitation.sample_id == sample_id))


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


def offers(survey_id: int) -> Mapping[tuple[str, str], int]:
    """How many offers ended how: {(quarter, outcome): n}."""
    query = select(Offer.quarter, Offer.outcome, func.count()).where(Offer.survey_id == survey_id).group_by(Offer.quarter, Offer.outcome)
    return {(quarter, outcome): total for quarter, outcome, total in db.session.execute(query)}
