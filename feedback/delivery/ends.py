"""What becomes of a message after an attempt, an answer or a receipt. Pure: facts in, columns out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from feedback.delivery.outcomes import Accepted, Held, Later, Missing, Outcome, Refused, Unknown
from feedback.store.messages import State

FOUR_HOURS = timedelta(hours=4)
BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), *(FOUR_HOURS,) * 18)
"""How long after each attempt the next one may be made: three days in all, then we give up."""
GIVE_UP_AFTER = timedelta(days=3)
AT_ONCE = timedelta(minutes=1)
URGENT_BACK_OFF = (*(AT_ONCE,) * 60, *(timedelta(minutes=5),) * 2016)
"""An alert is tried each minute for an hour, then every five minutes: seven days in all."""
URGENT_GIVE_UP_AFTER = timedelta(days=7)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""How long a whole channel waits, longer each time in a row."""
RECEIPT_AFTER = timedelta(hours=1)
"""A provider that has not told us by then how it ended is asked."""
MOST_TEMPORARY = 3
"""Attempts in all at a phone that is off or a mailbox that is full: the provider itself tries each for days."""

DELIVERED = "delivered"
NO_SUCH_ADDRESS = "permanent-failure"
NOT_NOW = ("temporary-failure", "technical-failure")


@dataclass(frozen=True)
class Facts:
    """What is known of a message before. `urgent`: an alert, which is tried sooner and longer than what asks for an answer."""

    state: str
    tries: int
    tried_at: datetime | None = None
    provider_id: str | None = None
    urgent: bool = False


@dataclass(frozen=True)
class End:
    """The columns of a message afterwards. A message that is over keeps no instants."""

    state: State
    why: str = ""
    tries: int = 0
    next_try_at: datetime | None = None
    tried_at: datetime | None = None
    provider_id: str | None = None


def after_attempt(facts: Facts, outcome: Outcome, now: datetime) -> End:
    """The end of an attempt."""
    match outcome:
        case Accepted(provider_id, status):
            return _accepted(facts, provider_id, status, now)
        case Refused(why):
            return End("failed", why, facts.tries, provider_id=facts.provider_id)
        case Later():
            return _again(facts, now, back_off(facts))
        case Missing():
            return _again(facts, now, timedelta())
        case Unknown():
            return _still_unknown(facts, now)
        case Held():
            # What was not even tried does not count as a try.
            return End("waiting", "", max(0, facts.tries - 1), _after_pause(facts, now), None, facts.provider_id)
    assert_never(outcome)


def after_question(facts: Facts, outcome: Outcome, now: datetime) -> End:
    """The end of asking about an attempt. Where even that could not be done, it is asked about again."""
    if isinstance(outcome, Held):
        return End("trying", "", facts.tries, _after_pause(facts, now), facts.tried_at, facts.provider_id)
    return after_attempt(facts, outcome, now)


def after_status(facts: Facts, provider_id: str, status: str, now: datetime) -> End | None:
    """What a receipt changes; None when nothing. Delivered wins over whatever comes late, twice or out of order."""
    if status == DELIVERED:
        return None if facts.state == "delivered" else End("delivered", "", facts.tries, provider_id=provider_id)
    if facts.state != "accepted" or facts.provider_id != provider_id:
        return None
    if status == NO_SUCH_ADDRESS:
        return End("failed", "unknown_there", facts.tries, provider_id=provider_id)
    if status in NOT_NOW:
        if facts.tries >= MOST_TEMPORARY:
            return End("failed", "full_or_off", facts.tries, provider_id=provider_id)
        wait = back_off(facts) if facts.urgent else FOUR_HOURS
        return End("waiting", "", facts.tries, now + wait, facts.tried_at, provider_id)
    return None


def without_receipt(facts: Facts, now: datetime) -> End:
    """An accepted message of which the provider still says nothing final: asked again later, and after three days left at that."""
    since = now - facts.tried_at if facts.tried_at else GIVE_UP_AFTER
    if since >= GIVE_UP_AFTER:
        return End("accepted", "", facts.tries, provider_id=facts.provider_id)
    return End("accepted", "", facts.tries, now + max(RECEIPT_AFTER, since), facts.tried_at, facts.provider_id)


def back_off(facts: Facts) -> timedelta:
    """How long to wait after so many attempts."""
    steps = _steps(facts)
    return steps[min(max(facts.tries, 1), len(steps)) - 1]


def pause(pauses: int) -> timedelta:
    """How long a channel waits that was paused so many times in a row before."""
    return PAUSES[min(pauses, len(PAUSES) - 1)]


def _accepted(facts: Facts, provider_id: str | None, status: str, now: datetime) -> End:
    if provider_id is None:
        return End("accepted", "", facts.tries)
    taken = replace(facts, state="accepted", provider_id=provider_id)
    later = End("accepted", "", facts.tries, now + RECEIPT_AFTER, facts.tried_at, provider_id)
    return after_status(taken, provider_id, status, now) or later


def _steps(facts: Facts) -> Sequence[timedelta]:
    return URGENT_BACK_OFF if facts.urgent else BACK_OFF


def _after_pause(facts: Facts, now: datetime) -> datetime:
    """A pause keeps other messages back; an alert asks again by itself, and not in a rush."""
    return now + AT_ONCE if facts.urgent else now


def _again(facts: Facts, now: datetime, wait: timedelta) -> End:
    if facts.tries > len(_steps(facts)):
        return End("failed", "gave_up", facts.tries, provider_id=facts.provider_id)
    return End("waiting", "", facts.tries, now + wait, facts.tried_at, facts.provider_id)


def _still_unknown(facts: Facts, now: datetime) -> End:
    """Ask later: the longer nobody knows, the longer we wait."""
    since = now - facts.tried_at if facts.tried_at else timedelta()
    if since >= (URGENT_GIVE_UP_AFTER if facts.urgent else GIVE_UP_AFTER):
        return End("failed", "gave_up", facts.tries, provider_id=facts.provider_id)
    wait = back_off(facts) if facts.urgent else min(max(back_off(facts), since), FOUR_HOURS)
    return End("trying", "", facts.tries, now + wait, facts.tried_at, facts.provider_id)
