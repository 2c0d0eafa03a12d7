"""What a page of results looks at: one quarter, or the rolling year of four quarters that ends with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from feedback.figures.quarter import Quarter

YEAR = "year to "


@dataclass(frozen=True)
class Window:
    """One quarter ("2026/27 Q2") or the rolling year that ends with it ("year to 2026/27 Q2")."""

    last: Quarter
    rolling: bool = False

    @classmethod
    def parse(cls, text: str) -> Window:
        """The window written like `str` writes it. Raises ValueError that says how to write one."""
        rolling = text.startswith(YEAR)
        return cls(Quarter.parse(text.removeprefix(YEAR)), rolling)

    def __str__(self) -> str:
        return f"{YEAR}{self.last}" if self.rolling else str(self.last)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its one quarter, or its four, oldest first."""
        return self.last.rolling() if self.rolling else (self.last,)

    @property
    def before(self) -> Window:
        """What it may be compared with, as they share no response: the quarter before, or the year that ended four quarters earlier."""
        return Window(self.last.year_before(), rolling=True) if self.rolling else Window(self.last.previous())


def containing(quarter: Quarter) -> tuple[Window, ...]:
    """Every window that a quarter is part of: itself, and the four rolling years."""
    ends = (quarter, quarter.next(), quarter.next().next(), quarter.next().next().next())
    return (Window(quarter), *(Window(end, rolling=True) for end in ends))


def written(quarters: Sequence[Quarter]) -> list[str]:
    """Quarters as the tables hold them."""
    return [str(quarter) for quarter in quarters]
