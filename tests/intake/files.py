"""CSV files for the tests of imports, and a survey that asks one question of each type."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from feedback.asking import surveys as life
from feedback.intake.importing import Preview, preview
from feedback.questionnaire.definition import Answer
from feedback.store import surveys as kept
from tests.intake.arrivals import ACTOR, door
from tests.questionnaire import tiny

EACH_TYPE = (
    tiny.scale(),
    tiny.choice(),
    tiny.choices(),
    tiny.rating(),
    tiny.number(),
    tiny.goals(),
    tiny.statement(),
    tiny.comment(),
    tiny.contact(),
)


def each_type(privacy: str = "confidential", slug: str = "views") -> kept.Survey:
    """An open survey with one question of each type, bands asked in open mode, and an Easy Read variant with one question."""
    bands = tiny.section(tiny.band(), code="about", only_open=True)
    easy = tiny.variant({"good": tiny.worded_scale()})
    questionnaire = tiny.loaded(*EACH_TYPE, sections=(bands,), variants=[easy])
    life.create(questionnaire, slug, "Views", privacy, ACTOR)
    return life.open_survey(slug, ACTOR)


def file_of(header: Sequence[str], *rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file."""
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows([header, *rows])
    return made.getvalue().encode(encoding)


def look(data: bytes, slug: str = "views") -> Preview:
    """What importing it would do."""
    return preview(door(slug), data)


def reasons(data: bytes, slug: str = "views") -> list[str]:
    """Why rows are refused, one text a row."""
    return [" ".join(row.reasons) for row in look(data, slug).refused]


def one(**cells: str) -> dict[str, Answer]:
    """The coded answers of a file with one row."""
    found = look(file_of(list(cells), list(cells.values())))
    assert [row.reasons for row in found.refused] == []
    coded: dict[str, Answer] = json.loads(json.dumps(found.taken[0].collected.coded))
    return coded
