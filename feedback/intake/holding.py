"""What cannot be kept is held as it came, and screened at once: a disclosure must not wait for an officer."""

from __future__ import annotations

from feedback import clock, store
from feedback.intake import raising
from feedback.intake.receiving import Arrival
from feedback.store import held
from feedback.store.held import Arrived

MOST_UNREADABLE = 500
"""In a day. Whoever sends rubbish must not fill the disk; a device keeps what is turned away and tries again."""


class TooMany(Exception):
    """So much came today that nothing could open that no more of it is held."""


def hold_unreadable(sealed: str) -> None:
    """Hold what no key of ours opens. Raises TooMany."""
    today = clock.today()
    with store.transaction():
        if held.received_since(today, "unreadable") >= MOST_UNREADABLE:
            raise TooMany
        held.hold(Arrived(sealed, "unreadable", today))


def hold(arrived: Arrived, arrival: Arrival | None) -> None:
    """Hold what could be opened. What it says raises its concerns, unless the same text is held already.

    `arrival` is None for an offer, and for a survey that nobody knows: a concern belongs to a survey.
    """
    with store.transaction():
        if held.hold(arrived) and arrival:
            raising.raise_at_once(arrival)
