"""What is never kept is taken out of a table before anything is stored. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from feedback.asking.cohort import dates, headings, personal, values, words
from feedback.asking.cohort.files import Row, Table
from feedback.asking.cohort.headings import AGE_BAND_OF_BIRTH, BORN, CONTACTS, DATES, FIELDS
from feedback.asking.cohort.refused import CohortRefused
from feedback.asking.cohort.values import Read, Unfit

MARK = "\ufffc"
"""Begins a cell whose content was dropped: behind it stands what is to be told about the row, never what stood there."""
NOT_A_DATE = f"{MARK}the birth date cannot be read. Write 31/05/2010 or 2010-05-31."
NO_SUCH_AGE = f"{MARK}the birth date gives no age from {dates.YOUNGEST} to {dates.OLDEST}. Check it."
FEWEST_SERIALS = 3
MOST_REMEMBERED = 1_000
STRICT = ("reference", *DATES, *CONTACTS)
"""Fields whose values have a form."""


@dataclass(frozen=True)
class NotTaken:
    """A column that was dropped, and why: "is a birth date", "holds free text"."""

    heading: str
    reason: str


@dataclass(frozen=True)
class Sifted:
    """What is left of a table, and what was dropped from it."""

    headings: Sequence[str]
    rows: Sequence[Row]
    not_taken: Sequence[NotTaken]


def sift(table: Table, audience: str, teams: Sequence[str], before: Mapping[str, str], today: date) -> Sifted:
    """The columns that may be kept. `before`: the mapping of the last snapshot, {heading: field}. Raises CohortRefused."""
    named = {heading: headings.field(heading, audience) for heading in table.headings}
    _refuse_strangers(table.headings, named, audience, before)
    dropped_columns = [
        NotTaken(heading, reason)
        for place, heading in enumerate(table.headings)
        if (reason := _why_not(table, place, named[heading], audience, teams, before, today))
    ]
    gone = {one.heading for one in dropped_columns}
    kept = [place for place, heading in enumerate(table.headings) if heading not in gone]
    _refuse_formulas(table, kept)
    banded = _age_bands(table, named, audience, today)
    names = [table.headings[place] for place in kept] + ([AGE_BAND_OF_BIRTH] if banded else [])
    drop = [_dropping(named[table.headings[place]] or before.get(table.headings[place], ""), teams, today) for place in kept]
    more = banded or [[]] * len(table.rows)
    rows = [
        Row(row.number, [dropped(row.cells[place]) for place, dropped in zip(kept, drop, strict=True)] + also)
        for row, also in zip(table.rows, more, strict=True)
    ]
    return Sifted(names, rows, dropped_columns)


def _dropping(field: str, teams: Sequence[str], today: date) -> Callable[[str], str]:
    """What is left of a cell of a column that is kept: what cannot be a value of its field may be anything, so it is dropped."""
    if field in STRICT:
        return _remembering(partial(_unless_unfit, values.readers(today, {}, {})[field]))
    known = {team.lower() for team in teams}
    return _remembering(lambda cell: cell if cell.lower() in known or words.known_somewhere(cell) else _unless_personal(cell))


def _unless_unfit(read: Read, cell: str) -> str:
    try:
        read(cell)
    except Unfit as unfit:
        return f"{MARK}{unfit}"
    return cell


def _unless_personal(cell: str) -> str:
    kind = personal.kind_of(cell) or ("free text" if personal.is_text(cell) else "a name" if personal.is_name(cell) else None)
    if kind is None or kind == "a date":
        return cell
    return f"{MARK}it looks like {kind}, which is never kept. If it is a team, add it under Council; if it is a word of yours, shorten it."


def _remembering(drop: Callable[[str], str]) -> Callable[[str], str]:
    return lru_cache(maxsize=MOST_REMEMBERED)(drop)


def _refuse_strangers(names: Sequence[str], named: Mapping[str, str | None], audience: str, before: Mapping[str, str]) -> None:
    """A first row of which nothing is known may be a person and no headings."""
    if not any(named[name] or name in before or headings.never_kept(name, audience) for name in names):
        raise CohortRefused(
            "None of the headings says what its column holds. The first row must be the headings, and one of them “Reference”: "
            "the number that your case system gives each person."
        )


def _why_not(
    table: Table, place: int, field: str | None, audience: str, teams: Sequence[str], before: Mapping[str, str], today: date
) -> str | None:
    heading = table.headings[place]
    if field == BORN:
        used = audience == "young_people" and not any(headings.field(one, audience) == "age_band" for one in table.headings)
        return "is a birth date. It was used once, for the age band" if used else "is a birth date"
    if field in FIELDS:
        return None
    if reason := headings.never_kept(heading, audience):
        return f"is {reason}"
    if heading in before:
        return None
    cells = {row.cells[place] for row in table.rows if row.cells[place]}
    if not cells:
        return "is empty"
    return _what_cells_say(table, place, cells, teams, today)


def _what_cells_say(table: Table, place: int, cells: set[str], teams: Sequence[str], today: date) -> str | None:
    days = {value: dates.read(value) for value in cells}
    real = {value for value, day in days.items() if day and not value.isdigit()}
    if any(day and dates.is_of_birth(day, today) for value, day in days.items() if value in real) or _serials_of_birth(days, today):
        return "holds what looks like birth dates"
    known = {team.lower() for team in teams}
    strange = {value for value in cells - real if value.lower() not in known and not words.known_somewhere(value)}
    filled = sum(bool(row.cells[place]) and row.cells[place] in strange for row in table.rows)
    return personal.of_column(strange, filled)


def _serials_of_birth(days: Mapping[str, date | None], today: date) -> bool:
    """Whether every value is a day number of Excel that lies where birth dates do."""
    if len(days) < FEWEST_SERIALS or not all(value.isdigit() for value in days):
        return False
    first = dates.years_before(today, dates.OLDEST + 1)
    return all(day and first <= day and dates.is_of_birth(day, today) for day in days.values())


def _refuse_formulas(table: Table, kept: Sequence[int]) -> None:
    for row in table.rows:
        for place in kept:
            if row.cells[place].startswith("="):
                raise CohortRefused(
                    f"Row {row.number} of the column “{table.headings[place]}” holds a formula. Copy the column and paste it as values."
                )


def _age_bands(table: Table, named: Mapping[str, str | None], audience: str, today: date) -> list[list[str]]:
    """A cell with the age band for each row, when there is a birth date of young people and no age band beside it; else nothing."""
    fields = list(named.values())
    if audience != "young_people" or BORN not in fields or "age_band" in fields:
        return []
    place = fields.index(BORN)
    return [[_age_band(row.cells[place], today)] for row in table.rows]


def _age_band(cell: str, today: date) -> str:
    if not cell:
        return ""
    born = dates.read(cell)
    return NOT_A_DATE if born is None else dates.age_band(dates.age(born, today)) or NO_SUCH_AGE
