"""Answers collected elsewhere come in: looked at row by row first, then taken, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from pathlib import Path

from feedback import clock, csv_files, store
from feedback.csv_files import Row
from feedback.figures.quarter import Quarter
from feedback.intake.asked import asked
from feedback.intake.columns import REASON, ImportRefused, Known, known, recognise
from feedback.intake.import_rows import Ready, RefusedRow, RowReader
from feedback.intake.keeping import keep_all
from feedback.intake.recording import Rows, Sent, rows_of
from feedback.store import events, quarters, responses
from feedback.store.surveys import Door

__all__ = ["ImportRefused", "Preview", "preview", "take", "write_refused"]

WAY = "import"
LOOKED_UP = 500
"""Rows read, and their ids looked for, at once."""


@dataclass(frozen=True)
class Preview:
    """What an import would do. `not_in_file`: questions without a column, kept as "not asked"."""

    door: Door
    encoding: str
    separator: str
    header: Sequence[str]
    not_in_file: Sequence[str]
    taken: Sequence[Ready]
    refused: Sequence[RefusedRow]

    @property
    def dropped(self) -> int:
        """Answers left out because their question was not asked in the end, as on the web."""
        return sum(row.dropped for row in self.taken)

    def without_refused(self) -> Preview:
        """The same import, of the rows alone that can be taken."""
        return replace(self, refused=())


def preview(door: Door, data: bytes) -> Preview:
    """What importing a CSV file into a survey would do; nothing is kept. Raises ImportRefused."""
    if door.state == "draft":
        raise ImportRefused(f"/s/{door.slug} was never open. Open it first, which settles its privacy: `flask survey open {door.slug}`.")
    open_mode = door.privacy == "open"
    names = known(asked(door.version_id, "", open_mode=open_mode).whole, open_mode=open_mode)
    try:
        return _preview(door, names, csv_files.decode(data))
    except csv_files.Unreadable as unreadable:
        raise ImportRefused(str(unreadable)) from None


def _preview(door: Door, names: Known, decoded: csv_files.Decoded) -> Preview:
    table = csv_files.table(decoded.text, lambda name: name.strip().lower() in names)
    columns = recognise(table.header, names)
    filled = (row for row in table.rows if any(map(str.strip, row.cells)))
    rows = list(_checked(RowReader(door, names, columns, clock.today()), filled, door.survey_id))
    if not rows:
        raise ImportRefused("There is no row under the header.")
    return Preview(
        door=door,
        encoding=decoded.encoding,
        separator=csv_files.SEPARATORS[table.separator],
        header=table.header,
        not_in_file=[name for name in names.questions if name not in columns.questions.values()],
        taken=[row for row in rows if isinstance(row, Ready)],
        refused=[row for row in rows if isinstance(row, RefusedRow)],
    )


def _checked(reader: RowReader, rows: Iterable[Row], survey_id: int) -> Iterator[Ready | RefusedRow]:
    """The rows as they are read, and as they stand beside one another and beside what is kept."""
    waiting, others = iter(rows), _Others(survey_id)
    while batch := list(islice(waiting, LOOKED_UP)):
        read = [reader.read(row) for row in batch]
        kept = responses.known([each.facts.response_id for each in read if isinstance(each, Ready)])
        for row, each in zip(batch, read, strict=True):
            reasons = tuple(others.against(row, each, kept)) if isinstance(each, Ready) else ()
            yield RefusedRow(row, reasons) if reasons else each


class _Others:
    """What stands against a row that is right in itself."""

    def __init__(self, survey_id: int) -> None:
        self._first_lines: dict[str, int] = {}
        self._frozen = cache(lambda quarter: quarters.is_frozen(survey_id, quarter))

    def against(self, row: Row, ready: Ready, kept: Collection[str]) -> Iterator[str]:
        """The reasons, if any."""
        response_id, quarter = ready.facts.response_id, str(Quarter.of(ready.facts.day))
        line = self._first_lines.setdefault(response_id, row.line)
        if line != row.line:
            yield f"response_id: line {line} has the same one."
        if response_id in kept:
            yield "response_id: a response with it is kept already."
        if self._frozen(quarter):
            yield f"sent_on: {quarter} is frozen: what was issued about it never changes."


def take(looked_at: Preview, actor: str) -> int:
    """Keep every row of a preview, and say how many. Raises ImportRefused, and keeps nothing, when there are refused rows in it."""
    if looked_at.refused:
        raise ImportRefused(f"{len(looked_at.refused)} rows are refused, so nothing was imported.")
    door = looked_at.door
    # Screening, reading and sealing come first: while the transaction lasts nobody else's answers can be kept.
    rows = list(_rows(door, looked_at.taken))
    with store.transaction():
        _refuse_known(looked_at.taken)
        total = keep_all(rows)
        events.record(clock.now(), actor, "response.imported", door.survey_id, slug=door.slug, rows=total)
    return total


def _refuse_known(rows: Sequence[Ready]) -> None:
    """Somebody else may have imported the same file since it was looked at."""
    for start in range(0, len(rows), LOOKED_UP):
        if responses.known([row.facts.response_id for row in rows[start : start + LOOKED_UP]]):
            raise ImportRefused("Some of these responses were kept meanwhile. Look at the file again.")


def _rows(door: Door, rows: Iterable[Ready]) -> Iterator[Rows]:
    whole = asked(door.version_id, "", open_mode=door.privacy == "open").whole
    now = clock.minute()
    for row in rows:
        sent = Sent(
            response_id=row.facts.response_id,
            survey_id=door.survey_id,
            privacy=door.privacy,
            version_id=door.version_id,
            variant=row.facts.variant,
            language=row.language,
            questionnaire=whole,
            collected=row.collected,
            way=WAY,
            day=row.facts.day,
            at=now,
            touchpoint=row.facts.touchpoint,
            helper=row.facts.helper,
            bands=row.facts.bands,
            demo=door.demo,
        )
        yield rows_of(sent)


def write_refused(looked_at: Preview, path: Path) -> None:
    """Write the refused rows as a CSV file, with the reasons in a last column: mend them and import that file."""
    width = max(len(looked_at.header), *(len(row.row.cells) for row in looked_at.refused))
    cells = (
        [*map(csv_files.plain, row.row.cells), *[""] * (width - len(row.row.cells)), " ".join(row.reasons)] for row in looked_at.refused
    )
    csv_files.write(path, [[*looked_at.header, *[""] * (width - len(looked_at.header)), REASON], *cells])
