"""What a provider tells afterwards: delivered, or not. Told by its callbacks, asked for where none came, or read from a bounced e-mail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import current_app

from feedback import clock, store
from feedback.delivery import ends
from feedback.delivery.bounces import Bounce
from feedback.delivery.carriers import carriers
from feedback.delivery.draining import facts_of, keep_ends
from feedback.delivery.ends import End
from feedback.delivery.outcomes import Provider
from feedback.store import messages
from feedback.store.messages import Message

AT_ONCE = 50
MOST = 200
"""Messages that a provider is asked about in one look: it has other customers."""


def take(reference: str, provider_id: str, status: str) -> bool:
    """Keep a receipt. False when it is of no message of ours, or changes nothing."""
    with store.transaction():
        message = messages.of_provider(reference, provider_id)
        end = ends.after_status(facts_of(message), provider_id, status, clock.now()) if message else None
        if message is None or end is None:
            return False
        keep_ends([(message, end)])
    return True


def ask_for_missing(now: Callable[[], datetime] = clock.now, providers: Mapping[str, Provider] | None = None, most: int = MOST) -> int:
    """Ask about messages that were accepted long enough ago and of which nothing was told since; about how many."""
    found = carriers(current_app.config["FEEDBACK_SETTINGS"].messages) if providers is None else providers
    return sum(_ask(channel, provider, now, most) for channel, provider in found.items())


def bounced(bounce: Bounce) -> bool:
    """Keep that an e-mail came back. False when it is none of ours, or its end is known."""
    with store.transaction():
        message = messages.of_provider(bounce.message_id, "")
        if message is None or message.channel != "email" or message.state not in ("accepted", "trying"):
            return False
        keep_ends([(message, End("failed", bounce.why, message.tries, provider_id=message.provider_id))])
    return True


def _ask(channel: str, provider: Provider, now: Callable[[], datetime], most: int) -> int:
    asked = 0
    while asked < most:
        with store.transaction():
            found = messages.due(now(), min(AT_ONCE, most - asked), ("accepted",), (channel,))
            ids = {one.id: one.provider_id for one in found if one.provider_id is not None}
        if not ids:
            break
        _keep(ids, provider.status(list(ids.values())), now())
        asked += len(ids)
    return asked


def _keep(ids: Mapping[str, str], said: Mapping[str, str], now: datetime) -> None:
    with store.transaction():
        found = [messages.of_provider(message_id, provider_id) for message_id, provider_id in ids.items()]
        keep_ends([(one, _end(one, ids[one.id], said, now)) for one in found if one is not None and one.state == "accepted"])


def _end(message: Message, provider_id: str, said: Mapping[str, str], now: datetime) -> End:
    facts = facts_of(message)
    return ends.after_status(facts, provider_id, said.get(provider_id, ""), now) or ends.without_receipt(facts, now)
