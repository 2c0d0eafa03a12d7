"""Responses row by row, for an officer whose role allows it and who says why. Quarters instead of days, bands, no comments, no ids."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from feedback import clock, csv_files, store
from feedback.permissions import may
from feedback.questionnaire import loading
from feedback.questionnaire.answers import UNCODED
from feedback.questionnaire.definition import NOT_ASKED, Answer, Choice, Question
from feedback.reporting.row_columns import ABOUT, Cell, codebook, columns
from feedback.store import accounts, council, events, responses, surveys
from feedback.store.codes import BANDS
from feedback.store.responses import Response

__all__ = ["ExportRefused", "Exported", "codebook_path", "export", "write"]

SHORTEST_REASON = 10


class ExportRefused(Exception):
    """An export is not allowed, or there is nothing to export. The message says why and what to do."""


@dataclass(frozen=True)
class Exported:
    """A table of responses in random order, and what its columns mean."""

    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    codebook: str


def export(slug: str, email: str, reason: str) -> Exported:
    """The responses of a survey that count. Who took them, how many and why goes on record. Raises ExportRefused."""
    officer = accounts.by_email(email)
    if officer is None or not officer.active or not may(officer.role_codes, "export_responses"):
        raise ExportRefused(f"{email} may not export responses: it takes a role that may, like the Performance and Quality Officer's.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise ExportRefused(f"Say why, in {SHORTEST_REASON} characters or more: it goes on record.")
    survey = surveys.by_slug(slug)
    if survey is None:
        raise ExportRefused(f"There is no survey at /s/{slug}. `flask survey list` shows them all.")
    with store.transaction():
        found = _table(survey)
        events.record(clock.now(), officer.email, "response.exported", survey.id, slug=slug, rows=len(found.rows), reason=reason.strip())
    return found


def write(exported: Exported, path: Path) -> None:
    """Write the table as CSV, and what its columns mean beside it, both for their owner's eyes alone."""
    csv_files.write(path, [exported.header, *exported.rows])
    csv_files.write_text(codebook_path(path), exported.codebook)


def codebook_path(path: Path) -> Path:
    """Where the meaning of the columns of a file is written."""
    return path.with_name(f"{path.name}.txt")


def _table(survey: surveys.Survey) -> Exported:
    questions = _questions(survey.id)
    of_questions = columns(questions)
    about = _About(survey.id, questions)
    rows: list[list[Cell]] = []
    for row in responses.export_rows(survey.id):
        said: Mapping[str, Answer] = json.loads(row.answers)
        rows.append([*about.cells(row, said), *(column.cell(said.get(column.question.code, NOT_ASKED)) for column in of_questions)])
    random.SystemRandom().shuffle(rows)
    return Exported([*ABOUT, *(column.name for column in of_questions)], rows, codebook(survey.title, of_questions))


def _questions(survey_id: int) -> list[Question]:
    """The coded questions of all versions: in the order of the newest, then those that only older ones had."""
    found: dict[str, Question] = {}
    for version in reversed(surveys.versions(survey_id)):
        for question in loading.load(version.definition).questions():
            if not isinstance(question, UNCODED):
                found.setdefault(question.code, question)
    return list(found.values())


class _About:
    """What is said of a response before its answers, in the order of ABOUT."""

    def __init__(self, survey_id: int, questions: Sequence[Question]) -> None:
        self._versions = {version.id: version.number for version in surveys.versions(survey_id)}
        self._teams, self._sites = council.place_names("team"), council.place_names("site")
        self._asked: dict[str, str] = {
            question.band: question.code for question in questions if isinstance(question, Choice) and question.band
        }

    def cells(self, row: Response, said: Mapping[str, Answer]) -> Iterator[Cell]:
        """A band that nobody knows has the code of absence of the question that would have filled it."""
        yield self._versions[row.version_id]
        yield from (row.quarter, row.variant, row.language, row.touchpoint, row.way, row.helper)
        yield self._teams.get(row.team_id or 0, "")
        yield self._sites.get(row.site_id or 0, "")
        for band in BANDS:
            question = self._asked.get(band)
            yield getattr(row, band) or (str(said.get(question, NOT_ASKED)) if question else "")
