"""One row of an import: a response as its web form would have taken it, or every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from feedback.csv_files import Row, plain
from feedback.intake.asked import Asked, asked
from feedback.intake.columns import Columns, Known
from feedback.intake.import_facts import Facts, facts
from feedback.intake.typed import Typing
from feedback.questionnaire.answers import Collected, collect
from feedback.questionnaire.definition import NOT_ASKED, Choice, Choices, Goals, Questionnaire, Scale
from feedback.questionnaire.fields import AnswerForm
from feedback.store.surveys import Door

MOST_SHOWN = 60
"""Characters of a wrong cell that are shown again."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A row that can be taken. `dropped`: how many answers were to questions that were not asked in the end; the web drops them too."""

    facts: Facts
    language: str
    collected: Collected
    dropped: int


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that cannot be taken, and why: a sentence for each thing to mend."""

    row: Row
    reasons: tuple[str, ...]


class RowReader:
    """Reads the rows of one file for one survey."""

    def __init__(self, door: Door, known: Known, columns: Columns, today: date) -> None:
        self._door, self._known, self._columns, self._today = door, known, columns, today
        self._variants: dict[str, tuple[Asked, Typing] | None] = {}

    def read(self, row: Row) -> Ready | RefusedRow:
        """The row as a response, or why not."""
        cells = [plain(cell).strip() for cell in row.cells]
        if any(cells[self._columns.width :]) or len(cells) < self._columns.width:
            return RefusedRow(row, (f"The row has {len(cells)} cells, the header {self._columns.width}. Check its quotation marks.",))
        reasons: list[str] = []
        found = facts(self._of(self._columns.about, cells), self._of(self._columns.bands, cells), self._today, reasons)
        answers = self._of(self._columns.questions, cells)
        ready = self._ready(found, answers, reasons)
        return RefusedRow(row, tuple(reasons)) if reasons or ready is None else ready

    def _of(self, places: Mapping[int, str], cells: list[str]) -> dict[str, str]:
        return {name: cells[place] for place, name in places.items()}

    def _ready(self, found: Facts, answers: Mapping[str, str], reasons: list[str]) -> Ready | None:
        variant = self._variant(found.variant)
        if variant is None:
            reasons.append(f"variant: there is no “{found.variant}”. Leave it empty for the questionnaire itself.")
            return None
        what, typing = variant
        given = {name: cell for name, cell in answers.items() if not typing.says(name, cell, NOT_ASKED)}
        form = what.form_class(typing.fields(given))
        reasons += _not_asked(what, form, given)
        if not form.validate():
            reasons += _wrong(what, form, given)
        if reasons:
            return None
        data = {name: value for name, value in form.data.items() if name in given or name.rpartition(".")[0] in given}
        collected = collect(what.worded, what.whole, data)
        dropped = sum(collected.coded.get(name) == NOT_ASKED for name, cell in given.items() if cell)
        return Ready(found, found.language or what.language, collected, dropped)

    def _variant(self, code: str) -> tuple[Asked, Typing] | None:
        if code not in self._variants:
            try:
                what = asked(self._door.version_id, code, open_mode=self._door.privacy == "open")
                self._variants[code] = what, Typing(self._known.questions, what.worded)
            except LookupError:
                self._variants[code] = None
        return self._variants[code]


def _not_asked(what: Asked, form: AnswerForm, given: Mapping[str, str]) -> Iterator[str]:
    """An answer to a question that the variant does not put: the web would drop it, a file is mended."""
    for name, cell in given.items():
        if cell and name not in form:
            yield f"{name}: this is not asked in “{what.variant}”. Leave it empty, or leave the variant empty."


def _wrong(what: Asked, form: AnswerForm, given: Mapping[str, str]) -> Iterator[str]:
    """What the form says, in the words of a file: by column, with the cell and the codes there are."""
    for problem in form.problems():
        column = problem.field if problem.field in given else problem.field.partition(".")[0]
        cell = given.get(column, "")
        shown = cell if len(cell) <= MOST_SHOWN else f"{cell[:MOST_SHOWN]}…"
        yield f"{column}: “{shown}” cannot be taken. {_cure(what.worded, column) or problem.message}"


def _cure(worded: Questionnaire, code: str) -> str:
    question = next((question for question in worded.questions() if question.code == code), None)
    match question:
        case Scale() | Choice():
            return f"Use one of {', '.join(option.code for option in question.options)}, or the labels."
        case Choices():
            return f"Put semicolons between codes: {', '.join(option.code for option in question.options)}."
        case Goals():
            return f"Write up to three goals like school:7;work:3, from {', '.join(option.code for option in question.options)}."
    return ""
