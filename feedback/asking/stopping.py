"""No more messages: whoever has the link in one of their messages says so, and may take it back. Nothing else is kept of it."""

from __future__ import annotations

from feedback import clock, store
from feedback.store import messages, people, reached, samples, tokens


def stop(token: str) -> None:
    """Write no more messages to the person with this token, and stop those that wait. An unknown token changes nothing."""
    with store.transaction():
        person = people.by_stop_hash(tokens.stop_hash(token))
        if person and person.opted_out_on is None:
            people.opt_out(person.id, clock.today())
            for sample_id in reached.waiting_for(person.id):
                samples.reach(sample_id, [person.id], "stopped")
            messages.stop_waiting(person.id, "opted_out")


def take_back(token: str) -> None:
    """Messages may be written to them again. Those that were stopped stay so: nobody knows whether their time has passed."""
    with store.transaction():
        person = people.by_stop_hash(tokens.stop_hash(token))
        if person:
            people.opt_out(person.id, None)
