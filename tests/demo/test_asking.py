"""The demo's officer can see whom the service asked, and can ask again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from feedback.store import people, snapshots, tokens
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.encryption import unseal
from feedback.store.messages import Message
from feedback.store.people import Contact, Person
from feedback.store.samples import Member, Sample
from tests.databases import application

AUDIENCES = ("young_people", "parents_and_carers")
DRAMA = re.compile(r"\+447700900\d{3}")


@pytest.fixture
def demo(demo_url: str) -> Iterator[Flask]:
    """The demo, loaded."""
    with application(demo_url) as app, app.app_context():
        yield app


def test_the_cohort_is_those_who_are_there_and_came_by_a_snapshot(demo: Flask) -> None:
    assert people.sizes()["young_people"] == 180
    for audience in AUDIENCES:
        newest = snapshots.newest(audience)
        assert newest is not None
        assert newest.people == people.sizes()[audience]


def test_contacts_are_invented_encrypted_and_nobodys_own(demo: Flask) -> None:
    found = db.session.scalars(sa.select(Contact)).all()
    phones = [unseal(one.phone) for one in found if one.phone]
    assert len(set(phones)) == len(phones) > 100
    assert all(DRAMA.fullmatch(phone) for phone in phones)
    assert all(unseal(one.email).endswith("@example.org") for one in found if one.email)
    assert all(one.stop_hash == tokens.stop_hash(tokens.stop_token(one.person_id)) for one in found)


def test_most_young_people_are_asked_from_the_list_and_most_parents_by_message(demo: Flask) -> None:
    query = sa.select(Person.audience, Member.channel, sa.func.count()).join(Person).group_by(Person.audience, Member.channel)
    counted = {(audience, channel): total for audience, channel, total in db.session.execute(query)}
    assert counted["young_people", "list"] > 2 * counted["young_people", "sms"] > 0
    assert counted["parents_and_carers", "sms"] > counted["parents_and_carers", "email"] > counted["parents_and_carers", "list"] > 0


def test_every_sample_has_its_frame_and_every_link_comes_from_its_nonce(demo: Flask) -> None:
    members = Counter(db.session.scalars(sa.select(Member.sample_id).where(Member.drawn)))
    invited = Counter(db.session.scalars(sa.select(Invitation.sample_id)))
    for sample in db.session.scalars(sa.select(Sample)):
        assert members[sample.id] == invited[sample.id] == sample.drawn == sample.frame_size
    for one in db.session.scalars(sa.select(Invitation).limit(20)):
        assert (one.token_hash, one.code_hash) == tokens.hashes_of(one.nonce or "")


def test_messages_say_what_the_frame_says(demo: Flask) -> None:
    states = {(one.sample_id, one.person_id): (one.channel, one.state) for one in db.session.scalars(sa.select(Message))}
    for one in db.session.scalars(sa.select(Member)):
        assert states.get((one.sample_id, one.person_id), ("list", "")) == (one.channel, one.reached)
    assert {state for _, state in states.values()} == {"accepted", "delivered", "failed"}
