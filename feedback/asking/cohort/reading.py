"""The rows of a draft as people, by the mapping that an officer gave, or every reason why not. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from feedback.asking.cohort import personal, words
from feedback.asking.cohort.files import Row
from feedback.asking.cohort.headings import FIELDS, WORDED
from feedback.asking.cohort.sifting import MARK, Sifted
from feedback.asking.cohort.values import Read, Unfit, Value

MOST_WORDS = personal.MOST_DIFFERENT
MOST_REMEMBERED = 1_000


@dataclass(frozen=True)
class Mapped:
    """What each column is, {heading: field}, and what words mean that we do not know, {field: {plain word: code or ""}}."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the file fills."""
        return frozenset(self.columns.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one cell cannot be taken. `row` is its number in the file."""

    row: int
    heading: str
    message: str


@dataclass(frozen=True)
class People:
    """What the rows say: a mapping of field to value for each person, and what is wrong. With faults nothing may be taken."""

    rows: Sequence[Mapping[str, Any]]
    faults: Sequence[Fault]


def read(sifted: Sifted, mapped: Mapped, how: Mapping[str, Read]) -> People:
    """Read every row. `how`: values.readers."""
    places = [(sifted.headings.index(heading), heading, name) for heading, name in mapped.columns.items()]
    readers = {name: how[name] if name in ("reference", "phone", "email") else _remembering(how[name]) for _, _, name in places}
    faults: list[Fault] = []
    rows = [_row(row, places, readers, faults) for row in sifted.rows]
    faults += _twice(sifted, mapped)
    return People(rows, sorted(faults, key=lambda fault: fault.row))


def unknown_words(sifted: Sifted, mapped: Mapped) -> Mapping[str, Sequence[str]]:
    """By field: the words that we do not know and that may be asked about, those used most often first; MOST_WORDS at most.

    What looks personal is never asked about: the answer would be kept. A column with more such words is no column of bands.
    """
    found = {
        name: _unknown(sifted, sifted.headings.index(heading), name, mapped.words.get(name, {}))
        for heading, name in mapped.columns.items()
        if name in WORDED
    }
    return {name: listed for name, listed in found.items() if 0 < len(listed) <= MOST_WORDS}


def _unknown(sifted: Sifted, place: int, name: str, said: Mapping[str, str]) -> Sequence[str]:
    """The words of a column in the way in which each is written most often; those that somebody has said the meaning of are left out."""
    counted = Counter(row.cells[place] for row in sifted.rows)
    listed: dict[str, str] = {}
    for cell, _ in counted.most_common():
        if words.plain(cell) not in said and _to_ask_about(name, cell):
            listed.setdefault(words.plain(cell), cell)
    return list(listed.values())


def _to_ask_about(name: str, cell: str) -> bool:
    if not cell or cell.startswith(MARK) or words.code(name, cell)[0] or not words.plain(cell):
        return False
    return not (personal.kind_of(cell) or personal.is_text(cell) or personal.is_name(cell))


def _row(row: Row, places: Sequence[tuple[int, str, str]], readers: Mapping[str, Read], faults: list[Fault]) -> Mapping[str, Any]:
    found: dict[str, Value] = {}
    for place, heading, name in places:
        cell = row.cells[place]
        try:
            if cell.startswith(MARK):
                raise Unfit(cell.removeprefix(MARK))
            found[name] = readers[name](cell)
        except Unfit as unfit:
            faults.append(Fault(row.number, heading, f"{FIELDS[name]}: {unfit}"))
    return found


def _remembering(read_cell: Read) -> Read:
    """The same reader, which reads each of the few values of its column once."""
    known: dict[str, Value] = {}

    def remembered(cell: str) -> Value:
        if cell not in known:
            value = read_cell(cell)
            if len(known) >= MOST_REMEMBERED:
                return value
            known[cell] = value
        return known[cell]

    return remembered


def _twice(sifted: Sifted, mapped: Mapped) -> Iterator[Fault]:
    heading = next((heading for heading, name in mapped.columns.items() if name == "reference"), None)
    if heading is None:
        return
    place, first = sifted.headings.index(heading), dict[str, int]()
    for row in sifted.rows:
        reference = row.cells[place].casefold()
        before = row.number if not reference or reference.startswith(MARK) else first.setdefault(reference, row.number)
        if before != row.number:
            yield Fault(row.number, heading, f"Reference: row {before} has the same one. Each person has one row.")
