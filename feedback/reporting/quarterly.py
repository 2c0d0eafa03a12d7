"""Quarter by quarter: every question's figure in each quarter of a trend, and what stands out in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from feedback.figures.change import Change, change
from feedback.figures.measures import figure
from feedback.figures.released import ReleasedRow, ReleasedTable
from feedback.figures.words import always_lowest, furthest_sentence, lowest_quarter
from feedback.reporting.kept import Kept
from feedback.reporting.questions import Rated
from feedback.reporting.windows import Window


@dataclass(frozen=True)
class Moved:
    """A question whose newest quarter lies clearly apart from the one that differs most from it."""

    label: str
    sentence: str


@dataclass(frozen=True)
class Quarterly:
    """`trends` has a released table for each question of `rated`, in the same order, with a row for each of `quarters`."""

    rated: Sequence[Rated]
    trends: Sequence[ReleasedTable]
    quarters: Sequence[Window]
    kept: Mapping[Window, Kept]

    def trend(self, question: Rated) -> ReleasedTable:
        """The figure of one question by quarter."""
        return self.trends[self.rated.index(question)]

    def furthest(self, question: Rated) -> str:
        """How the newest quarter of a question lies beside the one that differs most from it; empty where there are no two."""
        found = self._furthest(question)
        return furthest_sentence(found[1], found[0].share_text, found[0].label) if found else ""

    @cached_property
    def moved(self) -> Sequence[Moved]:
        """The questions with a clear change since the quarter that differs most."""
        found = ((question, self._furthest(question)) for question in self.rated)
        return [
            Moved(question.text, furthest_sentence(pair[1], pair[0].share_text, pair[0].label))
            for question, pair in found
            if pair and pair[1].word != "no clear change"
        ]

    @cached_property
    def standing_out(self) -> Sequence[str]:
        """The question that is always the lowest, and the quarter in which most questions were at theirs."""
        return [*self._always_lowest(), *self._lowest_quarter()]

    def _furthest(self, question: Rated) -> tuple[ReleasedRow, Change] | None:
        """Only of quarters whose shares are printed: their counts stand beside them, so a difference tells no more."""
        drawn = [position for position, row in enumerate(self.trend(question).rows) if row.share is not None]
        if len(drawn) < 2:
            return None
        rows, newest = self.trend(question).rows, drawn[-1]
        furthest = max(drawn[:-1], key=lambda position: (abs(_share(rows[position]) - _share(rows[newest])), position))
        there, now = (figure(self.kept[self.quarters[position]].whole, question) for position in (furthest, newest))
        found = change(there, now)
        return (rows[furthest], found) if found else None

    def _always_lowest(self) -> Iterator[str]:
        lowest = [set(self._lowest_in(position)) for position in range(len(self.quarters))]
        shown = [codes for codes in lowest if codes]
        always = set.intersection(*shown) if shown else set()
        if len(always) == 1 and len(shown) > 1 and len(self.rated) > 1:
            (code,) = always
            yield always_lowest(next(question.text for question in self.rated if question.code == code), len(shown))

    def _lowest_in(self, position: int) -> Iterator[str]:
        shares = {
            question.code: _share(table.rows[position])
            for question, table in zip(self.rated, self.trends, strict=True)
            if table.rows[position].share is not None
        }
        return (code for code, share in shares.items() if share == min(shares.values()))

    def _lowest_quarter(self) -> Iterator[str]:
        """Only where it is the one lowest quarter of more than half of the questions that can be compared."""
        drawn = [[row for row in table.rows if row.share is not None] for table in self.trends]
        compared = [rows for rows in drawn if len(rows) > 1]
        lowest = [[row.label for row in rows if _share(row) == min(map(_share, rows))] for rows in compared]
        counted = Counter(labels[0] for labels in lowest if len(labels) == 1)
        for label, count in counted.most_common(1):
            if 2 * count > len(compared) > 1:
                yield lowest_quarter(label, count, len(compared))


def _share(row: ReleasedRow) -> float:
    assert row.share is not None
    return row.share
