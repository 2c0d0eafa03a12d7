"""Work that several threads bring at the same moment, done in one go by whichever of them gets its turn first.

Each commit waits for the disk. Eight people who press Send together wait for it once.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class Interrupted(Exception):
    """The thread that took the work was ended before it was done. Nothing is known to be done."""


@dataclass(eq=False)
class _Ticket(Generic[Item, Outcome]):
    item: Item
    outcome: Outcome | None = None
    error: BaseException | None = None
    done: bool = False


class Together(Generic[Item, Outcome]):
    """`do` takes items and gives an outcome for each; it does all of them or raises and does none."""

    def __init__(self, do: Callable[[Sequence[Item]], Sequence[Outcome]]) -> None:
        self._do = do
        self._waiting: deque[_Ticket[Item, Outcome]] = deque()
        self._turn = threading.Lock()

    def bring(self, item: Item) -> Outcome:
        """Have `item` done, alone or with others; its outcome, or what `do` raised for it. Returns when it is done."""
        ticket: _Ticket[Item, Outcome] = _Ticket(item)
        self._waiting.append(ticket)
        with self._turn:
            if not ticket.done:
                self._do_all()
        if ticket.error is not None:
            raise ticket.error
        if not ticket.done:
            raise Interrupted
        return ticket.outcome  # type: ignore[return-value]  # done without error means that there is one

    def _do_all(self) -> None:
        tickets = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            self._finish(tickets)
        except Exception:
            # One of them cannot be done: the others must not suffer for it.
            for ticket in tickets:
                self._do_alone(ticket)

    def _do_alone(self, ticket: _Ticket[Item, Outcome]) -> None:
        try:
            self._finish([ticket])
        except Exception as error:
            ticket.error, ticket.done = error, True

    def _finish(self, tickets: Sequence[_Ticket[Item, Outcome]]) -> None:
        outcomes = self._do([ticket.item for ticket in tickets])
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            ticket.outcome, ticket.done = outcome, True
