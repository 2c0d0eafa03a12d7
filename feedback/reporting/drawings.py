"""The charts of a page of results: which there are, and what each is called. They are drawn only when somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from feedback.figures.released import ReleasedTable
from feedback.reporting import charts, titles
from feedback.reporting.results import Results


@dataclass(frozen=True)
class Drawing:
    """One chart: its active title, the released table that it shows, and how it is drawn."""

    title: str
    table: ReleasedTable
    draw: Callable[[ReleasedTable, str], str]

    @property
    def described(self) -> str:
        """What it shows, in words."""
        return charts.described(self.table)

    def svg(self) -> str:
        """The drawing, with title and description."""
        return self.draw(self.table, self.title)


def of(results: Results) -> dict[str, Drawing]:
    """The charts of a page by the name in their address: questions, trend, themes, spread-1, spread-2…"""
    found = {"questions": Drawing(titles.of_dots(results.items), results.items, charts.dots)} if results.items.rows else {}
    if results.trend:
        found["trend"] = Drawing(titles.of_trend(results.trend), results.trend, charts.trend)
    if results.themes.rows:
        found["themes"] = Drawing(titles.of_bars(results.themes), results.themes, charts.bars)
    for position, table in enumerate(charts.alike(results.items), 1):
        found[f"spread-{position}"] = Drawing(titles.of_stack(table), table, charts.stacks)
    return found
