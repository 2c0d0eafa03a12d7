"""From a link number to its Person. Nothing here leads from an answer to a person: break-glass alone does.

Other queries through this table go the other way: from a sample to those of its invitations that nobody has answered.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from feedback.store import tokens
from feedback.store.asks import Invitation
from feedback.store.database import Model, changed, db, table_of
from feedback.store.responses import Response

LINK_NUMBER_BITS = 62
AT_ONCE = 500


class Link(Model):
    """One link number and its Person."""

    __tablename__ = "link"

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)


@dataclass(frozen=True)
class Unanswered:
    """An invitation that is still to be answered, and whose it is."""

    person_id: int
    invitation_id: int
    nonce: str | None
    expires_on: date
    token_hash: str

    @property
    def token(self) -> str | None:
        """What stands in its link. None where nobody can say: it was made elsewhere, or before the secret key was changed."""
        token = tokens.token_of(self.nonce) if self.nonce else None
        return token if token and tokens.token_hash(token) == self.token_hash else None

    @property
    def dead(self) -> bool:
        """Whether its link opens nothing since the secret key was changed."""
        return self.nonce is not None and self.token is None


def new_number() -> int:
    """A random number that says nothing about when or for whom it was drawn."""
    return secrets.randbits(LINK_NUMBER_BITS)


def link_all(numbers: Mapping[int, int]) -> None:
    """Keep link numbers: {person id: number}."""
    if numbers:
        rows = [{"number": number, "person_id": person_id} for person_id, number in numbers.items()]
        db.session.execute(insert(table_of(Link)), rows)


def numbers_of(person_ids: Sequence[int]) -> Mapping[int, int]:
    """The link number of each of these people, drawn now for those who had none."""
    found: dict[int, int] = {}
    for start in range(0, len(person_ids), AT_ONCE):
        query = select(Link.person_id, Link.number).where(Link.person_id.in_(person_ids[start : start + AT_ONCE]))
        found.update((person_id, number) for person_id, number in db.session.execute(query))
    fresh = {person_id: new_number() for person_id in person_ids if person_id not in found}
    link_all(fresh)
    return found | fresh


def unanswered(sample_id: int, person_ids: Sequence[int] | None = None) -> Mapping[int, Unanswered]:
    """By person: the invitations of a sample that were neither answered nor declined; of these people alone when they are given."""
    query = (
        select(Link.person_id, Invitation.id, Invitation.nonce, Invitation.expires_on, Invitation.token_hash)
        .join(Invitation, Invitation.link_number == Link.number)
        .where(Invitation.sample_id == sample_id, Invitation.response_id.is_(None), Invitation.declined_on.is_(None))
    )
    if person_ids is not None:
        query = query.where(Link.person_id.in_(person_ids))
    return {row[0]: Unanswered(*row) for row in db.session.execute(query)}


def sent_by(sample_id: int, channels: Mapping[int, str]) -> None:
    """Keep with each unanswered invitation of a sample how its person is asked: {person id: channel}."""
    found = unanswered(sample_id)
    for channel in set(channels.values()):
        ids = [found[person_id].invitation_id for person_id, chosen in channels.items() if chosen == channel and person_id in found]
        for start in range(0, len(ids), AT_ONCE):
            changed(update(Invitation).where(Invitation.id.in_(ids[start : start + AT_ONCE])).values(channel=channel))


def linked(response_id: str) -> bool:
    """Whether a response came by a personal link whose person is still known. Says nothing of who that is."""
    return _behind(response_id) is not None


def break_glass(response_id: str) -> int | None:
    """The id of the person who gave a response; None when nobody can say. Who asks has given a reason, and is on record."""
    return _behind(response_id)


def _behind(response_id: str) -> int | None:
    query = select(Link.person_id).join(Response, Response.link_number == Link.number).where(Response.id == response_id)
    return db.session.scalar(query)
