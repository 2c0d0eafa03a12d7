"""The counts of one window, as they are kept: small however many answered, and all that a page of results reads."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from feedback.figures.tally import Tally

Tallies = Mapping[str, Tally]
Tables = Mapping[str, Tallies]


@dataclass(frozen=True)
class Kept:
    """What the shown responses of one window say.

    `responses` counts forms; `whole` and `groups` count a linked person's latest response once, and every unlinked one.
    `groups` is keyed by breakdown, then by group. `link_days` is {day in ISO form: responses by the open link}. `needs` is
    {needs: people}: no answer is counted by them.
    """

    responses: int = 0
    linked: int = 0
    versions: tuple[int, ...] = ()
    whole: Tally = field(default_factory=Tally)
    groups: Tables = field(default_factory=dict)
    link_days: Mapping[str, int] = field(default_factory=dict)
    needs: Mapping[str, int] = field(default_factory=dict)

    def __hash__(self) -> int:
        """So that what was worked out from counts can be remembered; equal counts have equal numbers."""
        return hash((self.responses, self.linked, self.versions))

    def __add__(self, other: Kept) -> Kept:
        """Two counts of different responses as one."""
        return Kept(
            self.responses + other.responses,
            self.linked + other.linked,
            tuple(sorted({*self.versions, *other.versions})),
            self.whole + other.whole,
            {name: _joined(self.of(name), other.of(name)) for name in sorted({*self.groups, *other.groups})},
            dict(Counter(self.link_days) + Counter(other.link_days)),
            dict(Counter(self.needs) + Counter(other.needs)),
        )

    def of(self, breakdown: str) -> Tallies:
        """The tallies of one breakdown by group; empty when there is none."""
        return self.groups.get(breakdown, {})

    def to_json(self) -> str:
        """As text for the table of kept counts."""
        plain = vars(self) | {
            "whole": self.whole.to_json(),
            "groups": {name: {group: tally.to_json() for group, tally in tallies.items()} for name, tallies in self.groups.items()},
        }
        return json.dumps(plain, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Kept:
        """What `to_json` wrote. Raises ValueError when it is no such thing."""
        plain: dict[str, Any] = json.loads(text)
        plain["versions"] = tuple(plain["versions"])
        plain["whole"] = Tally.from_json(plain["whole"])
        plain["groups"] = {
            name: {group: Tally.from_json(tally) for group, tally in tallies.items()} for name, tallies in plain["groups"].items()
        }
        return cls(**plain)


def _joined(one: Tallies, other: Tallies) -> Tallies:
    return {group: one.get(group, Tally()) + other.get(group, Tally()) for group in sorted({*one, *other})}
