"""Whom the messages of a sample have reached: the queries in which its members meet the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from feedback.store.database import db
from feedback.store.messages import Message
from feedback.store.people import Person
from feedback.store.samples import BY_MESSAGE, Member

GOT_IT = ("accepted", "delivered")
"""What a first message must have come to before somebody is reminded of it."""


def still_waiting(sample_id: int) -> Sequence[int]:
    """The ids of the people whose first message waits to be sent."""
    where = (Message.sample_id == sample_id, Message.number == 0, Message.state == "waiting", Message.person_id.is_not(None))
    return [person_id for person_id in db.session.scalars(select(Message.person_id).where(*where)) if person_id is not None]


def waiting_for(person_id: int) -> Sequence[int]:
    """The ids of the samples whose first message to a person waits to be sent."""
    where = (Message.person_id == person_id, Message.number == 0, Message.state == "waiting", Message.sample_id.is_not(None))
    return [sample_id for sample_id in db.session.scalars(select(Message.sample_id).where(*where)) if sample_id is not None]


def to_remind(sample_id: int, number: int, written_by: date) -> Sequence[tuple[int, str]]:
    """(person id, channel) of everybody who got the first message, did not opt out, and has no message of this number yet.

    Without those whose first message was written, or let go out once more, after the day `written_by`.
    """
    # Two plain queries: as one, a database that has not yet counted its new rows compares each message with each member.
    already = (Message.number == number) | ((Message.number == 0) & (Message.written_on > written_by))
    passed_over = set(db.session.scalars(select(Message.person_id).where(Message.sample_id == sample_id, already)))
    query = (
        select(Member.person_id, Member.channel)
        .join(Person, Person.id == Member.person_id)
        .where(Member.sample_id == sample_id, Member.drawn, Member.channel.in_(BY_MESSAGE), Member.reached.in_(GOT_IT))
        .where(Person.opted_out_on.is_(None))
    )
    return [(person_id, channel) for person_id, channel in db.session.execute(query) if person_id not in passed_over]
