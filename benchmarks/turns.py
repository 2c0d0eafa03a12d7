"""Two servers measured in turns, so that whatever else the machine does strikes both."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load import Load, send
from benchmarks.serving import Server

AT_ONCE = 8


@dataclass(frozen=True)
class Turns:
    """The loads of both, round by round."""

    service: Sequence[Load]
    floor: Sequence[Load]

    @property
    def ratio(self) -> float:
        """The middle one of the rounds' ratios of rates."""
        return statistics.median(ours.rate / floor.rate for ours, floor in zip(self.service, self.floor, strict=True))

    @property
    def detail(self) -> str:
        """Rates and slowest answers of both."""
        return f"service {_said(self.service)}; floor {_said(self.floor)}; {len(self.service)} rounds in turns, {AT_ONCE} at once"


def in_turns(service: Server, floor: Server, rounds: Sequence[tuple[Sequence[bytes], Sequence[bytes]]]) -> Turns:
    """Send each round's requests to the service and then to the floor. The first round warms both up and is left out."""
    done = [(send(service.port, ours, AT_ONCE), send(floor.port, theirs, AT_ONCE)) for ours, theirs in rounds]
    for load in (load for pair in done for load in pair):
        if set(load.statuses) != {200}:
            raise RuntimeError(f"not every answer was 200: {dict(load.statuses)}")
    return Turns([ours for ours, _ in done[1:]], [theirs for _, theirs in done[1:]])


def _said(loads: Sequence[Load]) -> str:
    rate = statistics.median(load.rate for load in loads)
    slowest = statistics.median(load.slowest(0.99) for load in loads)
    return f"{rate:.0f} a second, 99 % within {1000 * slowest:.0f} ms"
