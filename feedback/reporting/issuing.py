"""Issuing: the figures of a window for one audience, as a file, and written into the ledger as they go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from feedback import clock, csv_files, store
from feedback.figures.grouping import key, question_of
from feedback.figures.ledger import Issued, Ledger, Population
from feedback.figures.measures import figure
from feedback.figures.released import CONFIDENTIAL, MARKS, Audience, ReleasedTable
from feedback.figures.rows import held_back_row
from feedback.figures.tables import Groups, Members, Whole
from feedback.reporting import frames, tables
from feedback.reporting.about import About
from feedback.reporting.kept import Kept
from feedback.reporting.releasing import held, released
from feedback.reporting.results import Results
from feedback.reporting.windows import Window
from feedback.store import events, issued
from feedback.store.issued import Line

HEADER = ("table", "code", "label", "base", "value", "likely_from", "likely_to", "mark", "sentence")
Told = tuple[Whole | Members | Groups, ReleasedTable]


class NotClosedError(Exception):
    """The window still runs: its figures will move, and what was issued could be subtracted from them."""


@dataclass(frozen=True)
class KeptLedger:
    """What was issued about one survey, by audience, read once. The board reads what the public gets: each release is held against both."""

    survey: str
    lines: Mapping[Audience, Sequence[Line]]
    _by_population: dict[tuple[str, str, str], list[Issued]] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for audience, one in ((audience, one) for audience, lines in self.lines.items() for one in lines):
            found = self._by_population.setdefault((one.question, one.breakdown, one.group), [])
            found.append(Issued(Window.parse(one.period).quarters, one.base, audience.threshold))

    def __hash__(self) -> int:
        """By identity: each is asked for one release."""
        return id(self)

    def issued_before(self, audience: Audience, population: Population) -> Sequence[Issued]:  # noqa: ARG002 - each line knows its own
        """Everything about the same people and question, in any window."""
        if population.survey != self.survey:
            return ()
        return self._by_population.get((population.question, population.breakdown, population.group), ())


def preview(found: Results, audience: Audience) -> Sequence[ReleasedTable]:
    """The tables that an audience would get now. Looking issues nothing."""
    return [told for _, told in _tables(found, audience)]


def issue(found: Results, audience: Audience, actor: str) -> str:
    """The figures as a CSV file, and their lines in the ledger. Raises NotClosedError while the window runs."""
    if found.still_open:
        raise NotClosedError
    with store.transaction():
        made = _tables(found, audience)
        lines = [line for table, told in made for line in _lines(table, told, found.about.window)]
        issued.add(found.survey.id, audience, [*lines, *_of_its_quarters(lines, found)], clock.today())
        about = {"slug": found.survey.slug, "period": str(found.about.window), "audience": str(audience), "rows": len(lines)}
        events.record(clock.now(), actor, "figures.issued", found.survey.id, **about)
    return csv_files.text([HEADER, *(row for _, told in made for row in _rows(told)), *_notes([told for _, told in made])])


def _tables(found: Results, audience: Audience) -> Sequence[Told]:
    """What everybody said, without changes (they are about two windows), and what groups said where that is told."""
    ledger = KeptLedger(found.survey.slug, {read: issued.before(found.survey.id, read) for read in (Audience.PUBLIC, Audience.BOARD)})

    def items(about: About, kept: Kept) -> Sequence[Whole]:
        return [tables.items(about, found.asked.rated, kept, {}, "", frames.population(found.survey.id, about.window, kept))]

    (whole,) = items(found.about, found.kept[found.about.window])
    (told,) = released(items, found.about, found.kept, audience, ledger)
    (seen,) = released(items, found.about, found.kept)
    return [(whole, _of_what_is_seen(told, seen)), *(_of_groups(found, audience, ledger) if found.tells_groups else ())]


def _of_groups(found: Results, audience: Audience, ledger: Ledger) -> Iterator[Told]:
    both = zip(found.grouped(audience, ledger).pairs, found.grouped().pairs, strict=True)
    return ((table, _of_what_is_seen(told, seen)) for (table, told), (_, seen) in both)


def _of_what_is_seen(told: ReleasedTable, seen: ReleasedTable) -> ReleasedTable:
    """Without the rows that officers do not see: who reads both would have, of two that protect each other, one from each."""
    rows = (held_back_row(row.code, row.label) if row.code in held(seen) else row for row in told.rows)
    return replace(told, rows=tuple(rows))


def _lines(table: Whole | Members | Groups, told: ReleasedTable, window: Window) -> Iterator[Line]:
    """A line for each row that is not held back."""
    for line, shown in zip(_every_line(table, str(window)), told.rows, strict=True):
        if shown.mark != CONFIDENTIAL:
            yield line


def _of_its_quarters(lines: Sequence[Line], found: Results) -> Iterator[Line]:
    """A year tells its quarters to who has three of them: what everybody said there counts as issued with it."""
    if not found.about.window.rolling:
        return
    told = {line.question for line in lines if not line.breakdown}
    for quarter in map(Window, found.about.window.quarters):
        figures = (figure(found.kept[quarter].whole, question) for question in found.asked.rated)
        yield from (Line(str(quarter), key(one), "", "", one.n) for one in figures if key(one) in told)


def _every_line(table: Whole | Members | Groups, period: str) -> Iterator[Line]:
    match table:
        case Whole():
            yield from (Line(period, key(row.figure), "", "", row.figure.n) for row in table.rows)
        case Members():
            yield from (Line(period, "", table.breakdown, row.code, row.count) for row in table.rows)
        case Groups():
            yield from (Line(period, question_of(table), table.breakdown, row.code, row.figure.n) for row in table.rows)


def _rows(told: ReleasedTable) -> Iterator[Sequence[object]]:
    for row in told.rows:
        low, high = row.interval or ("", "")
        yield told.title, row.code, row.label, row.base, row.share_text, low, high, row.mark or "", row.sentence


def _notes(told: Sequence[ReleasedTable]) -> Iterator[Sequence[object]]:
    used = {row.mark for table in told for row in table.rows}
    notice = told[0].notice if told else ""
    texts = [*([notice] if notice else []), *(text for mark, text in MARKS.items() if mark in used)]
    yield from (("note", "", text, "", "", "", "", "", "") for text in texts)
