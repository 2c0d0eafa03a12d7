"""What comes out of a release, for one audience: text, rounded shares and marks, and no count that was held back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from feedback.figures.change import Word
from feedback.figures.intervals import Interval

Kind = Literal["whole", "groups", "people", "themes", "rates", "values", "changes", "crossed"]
Mark = Literal["[c]", "[u]", "[x]", "[z]"]

CONFIDENTIAL: Mark = "[c]"
UNRELIABLE: Mark = "[u]"
UNAVAILABLE: Mark = "[x]"
NOT_APPLICABLE: Mark = "[z]"

MARKS: dict[Mark, str] = {
    CONFIDENTIAL: "[c] Held back so that nobody can be recognised.",
    UNRELIABLE: "[u] Few people answered, so treat this with care.",
    UNAVAILABLE: "[x] Not available: nobody answered.",
    NOT_APPLICABLE: "[z] Does not apply: this was not asked.",
}
"""What each mark means, as it is explained where it stands."""


class Audience(StrEnum):
    """Who a table is released to."""

    OFFICERS = "officers"
    BOARD = "board"
    PUBLIC = "public"

    @property
    def threshold(self) -> int:
        """The fewest people a figure or a count may be about."""
        return 10 if self is Audience.PUBLIC else 5

    @property
    def notice(self) -> str:
        """What must stand on every page that this audience gets; empty when nothing must."""
        return "Not for publication." if self is Audience.BOARD else ""


@dataclass(frozen=True)
class Part:
    """One answer in a released distribution."""

    code: str
    label: str
    count: int
    share: float
    share_text: str


@dataclass(frozen=True)
class ReleasedChange:
    """A change that may be told; `word` is None where there are too few answers for one."""

    word: Word | None
    sentence: str


@dataclass(frozen=True)
class ReleasedRow:
    """One row as it may be shown. `share` is a fraction at the precision printed; None where words or a mark stand.

    `base` and `share_text` are text, ready to print; `interval` is no finer than the base it is printed with;
    `left_out` says who is outside the base; `distribution` is empty where the split is held back.
    """

    code: str
    label: str
    base: str
    share_text: str
    share: float | None
    sentence: str
    interval: Interval | None = None
    mark: Mark | None = None
    distribution: tuple[Part, ...] = ()
    left_out: str = ""
    change: ReleasedChange | None = None
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReleasedTable:
    """A table that may be shown to `audience`. `marks` explains the marks in it; `notice` must stand on its page.

    `columns` names the cells of its rows, where they have any.
    """

    kind: Kind
    title: str
    audience: Audience
    rows: tuple[ReleasedRow, ...]
    sentence: str = ""
    columns: tuple[str, ...] = ()
    marks: tuple[str, ...] = field(init=False)
    notice: str = field(init=False)

    def __post_init__(self) -> None:
        used = {row.mark for row in self.rows}
        object.__setattr__(self, "marks", tuple(told for mark, told in MARKS.items() if mark in used))
        object.__setattr__(self, "notice", self.audience.notice)
