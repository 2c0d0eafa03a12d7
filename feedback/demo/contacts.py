"""How the demo's people can be reached: invented numbers and addresses that belong to nobody.

Numbers are of the range that Ofcom keeps for drama, addresses of a domain that is kept for examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from feedback.demo.cohort import Somebody, parents, young_people
from feedback.demo.seeds import TODAY, generator
from feedback.store import people, tokens
from feedback.store.encryption import seal

WITH_A_PHONE: Mapping[str, float] = {"young_people": 0.22, "parents_and_carers": 0.68}
WITH_AN_EMAIL: Mapping[str, float] = {"young_people": 0.03, "parents_and_carers": 0.6}
"""Shares of each audience. Most young people are asked with a tablet in hand or a card."""
FIRST_NUMBER, NUMBERS = 447700900000, 1000
KEPT_FOR = timedelta(days=120)
"""How long a contact outlives its person's time with the service."""


@dataclass(frozen=True)
class Reach:
    """A number and an address, each None where there is none."""

    phone: str | None = None
    email: str | None = None

    @property
    def channel(self) -> str:
        """How this person is asked: texts before e-mails, otherwise from the list."""
        return "sms" if self.phone else "email" if self.email else "list"


@cache
def reach() -> Mapping[str, Reach]:
    """Everybody's contact by reference, also of those who left: it tells how they were asked."""
    rng = generator("contacts")
    everybody = [*young_people(), *parents()]
    numbers = rng.sample(range(NUMBERS), len(everybody))
    return {person.reference: _reach(person, number, rng.random(), rng.random()) for person, number in zip(everybody, numbers, strict=True)}


def _reach(person: Somebody, number: int, phone: float, email: float) -> Reach:
    return Reach(
        f"+{FIRST_NUMBER + number}" if phone < WITH_A_PHONE[person.audience] else None,
        f"{person.reference.lower()}@example.org" if email < WITH_AN_EMAIL[person.audience] else None,
    )


def load(everybody: Sequence[tuple[int, Somebody]]) -> None:
    """Keep the contacts of those who are there and of those who left lately: pairs of a person's id and the person."""
    people.put_contacts([_row(person_id, person) for person_id, person in everybody if _kept(person)])


def _kept(person: Somebody) -> bool:
    left_lately = person.ended_on is None or person.ended_on > TODAY - KEPT_FOR
    return left_lately and reach()[person.reference] != Reach()


def _row(person_id: int, person: Somebody) -> Mapping[str, object]:
    found = reach()[person.reference]
    return {
        "person_id": person_id,
        "phone": seal(found.phone, TODAY) if found.phone else None,
        "email": seal(found.email, TODAY) if found.email else None,
        "stop_hash": tokens.stop_hash(tokens.stop_token(person_id)),
    }
