"""People who are asked, and the messages to them, as the outbox holds them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from feedback import store
from feedback.store import asks, council, links, messages, people, samples, surveys, tokens
from feedback.store.encryption import seal
from feedback.store.messages import Message
from feedback.store.samples import Sample
from feedback.store.surveys import Survey
from tests.databases import TODAY
from tests.store.rows import QUARTER, a_survey

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved; waiting moves it."""

    at: datetime = NOON
    waited: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.move(seconds=seconds)


@dataclass
class Asked:
    """A survey, a sample of it, and its people."""

    survey: Survey
    sample: Sample
    person_ids: Sequence[int]
    nonces: Sequence[str]


def never_quiet() -> None:
    with store.transaction():
        council.change({"quiet_from": 0, "quiet_to": 0, "public_name": "Harrowdale feedback"})


def ask(number: int, privacy: str = "confidential", slug: str = "views", language: str = "en") -> Asked:
    """A sample of so many people with a phone and an e-mail address each; nothing is written to them yet."""
    survey = surveys.by_slug(slug) or a_survey(slug, privacy)
    never_quiet()
    with store.transaction():
        sample = samples.add(
            Sample(
                survey_id=survey.id,
                method="census",
                seed=1,
                quarter=QUARTER,
                due_on=TODAY,
                frame_size=number,
                drawn=number,
                drawn_on=TODAY,
                written_on=TODAY,
            )
        )
        before = len(people.ids("young_people"))
        names = [f"YP-{before + place:05}" for place in range(number)]
        people.add_rows([{"audience": "young_people", "reference": name, "language": language} for name in names])
        known = people.ids("young_people")
        ids = [known[name] for name in names]
        people.put_contacts([_contact(person_id, before + place) for place, person_id in enumerate(ids)])
        rows = [{"sample_id": sample.id, "person_id": one, "stratum": "", "drawn": True, "team": None} for one in ids]
        samples.add_members([{**row, "channel": "sms", "reached": "waiting"} for row in rows])
        nonces = [tokens.new_nonce() for _ in ids]
        if privacy == "confidential":
            numbers = links.numbers_of(ids)
            asks.invite_all([_invitation(survey, sample, numbers[one], nonce) for one, nonce in zip(ids, nonces, strict=True)])
    return Asked(survey, sample, ids, nonces)


def write(asked: Asked, channel: str = "sms", kind: str = "invitation", number: int = 0, at: datetime = NOON) -> list[str]:
    """One message to each; their ids in the order of the people."""
    rows = [
        {
            "id": str(uuid.uuid4()),
            "sample_id": asked.sample.id,
            "person_id": person_id,
            "kind": kind,
            "number": number,
            "channel": channel,
            "next_try_at": at,
            "address": None,
            "written_on": TODAY,
        }
        for person_id in asked.person_ids
    ]
    with store.transaction():
        messages.write_all(rows)
    return [str(row["id"]) for row in rows]


def write_test(asked: Asked, address: str, channel: str = "sms") -> str:
    row = {
        "id": str(uuid.uuid4()),
        "sample_id": asked.sample.id,
        "person_id": None,
        "kind": "test",
        "number": 0,
        "channel": channel,
        "next_try_at": NOON,
        "address": seal(address, TODAY),
        "written_on": TODAY,
    }
    with store.transaction():
        messages.write_all([row])
    return str(row["id"])


def found(message_id: str) -> Message:
    """A message as it stands now."""
    store.recover()
    message = messages.by_id(message_id)
    assert message is not None
    return message


def state(message_id: str) -> tuple[str, str]:
    message = found(message_id)
    return message.state, message.why


def phone(place: int) -> str:
    return f"07{place:09}"


def _contact(person_id: int, place: int) -> dict[str, object]:
    return {
        "person_id": person_id,
        "phone": seal(phone(place), TODAY),
        "email": seal(f"someone{place}@example.org", TODAY),
        "stop_hash": tokens.stop_hash(tokens.stop_token(person_id)),
    }


def _invitation(
    survey: Survey, sample: Sample, number: int, nonce: str, expires_on: date = TODAY + timedelta(days=30)
) -> dict[str, object]:
    token_hash, code_hash = tokens.hashes_of(nonce)
    return {
        "survey_id": survey.id,
        "sample_id": sample.id,
        "link_number": number,
        "token_hash": token_hash,
        "code_hash": code_hash,
        "nonce": nonce,
        "quarter": QUARTER,
        "expires_on": expires_on,
        "channel": "sms",
    }
