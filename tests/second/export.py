"""What the second implementation is given: the rows as they lie in the database, by plain SQL, and nothing that the service computed.

The quarter that the service wrote into a row is left behind: it is worked out again from the day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

COLUMNS = "id, sent_on, version_id, link_number, set_aside, shown, answers"
BY = ("age_band", "sex", "ethnicity", "order_type", "care_experience", "way", "variant")


@dataclass(frozen=True)
class Row:
    """One response. `aside` is why it does not count, None when it does; `shown` says whether figures have it by now."""

    id: str
    day: date
    version: int
    link: int | None
    aside: str | None
    shown: bool
    groups: Mapping[str, str | None]
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class Exported:
    """One survey. `versions` is {id: questionnaire as JSON}, oldest first.

    By quarter: `invited` is how many were to be asked, `due` the people who were, `links` the link numbers that were sent out.
    """

    slug: str
    versions: Mapping[int, Mapping[str, Any]]
    rows: tuple[Row, ...]
    invited: Mapping[str, int]
    due: Mapping[str, frozenset[int]]
    links: Mapping[str, frozenset[int]]


def exported(path: Path, slug: str) -> Exported:
    """The rows of one survey in a SQLite file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        (survey,) = connection.execute("SELECT id FROM survey WHERE slug = ?", (slug,)).fetchone()

        def ask(query: str) -> list[tuple[Any, ...]]:
            return connection.execute(query, (survey,)).fetchall()

        asked = "SELECT sample.quarter, member.person_id FROM sample JOIN member ON member.sample_id = sample.id"
        return Exported(
            slug,
            {number: json.loads(text) for number, text in ask("SELECT id, definition FROM version WHERE survey_id = ? ORDER BY number")},
            tuple(map(_row, ask(f"SELECT {COLUMNS}, {', '.join(BY)} FROM response WHERE survey_id = ?"))),
            dict(ask("SELECT quarter, sum(drawn) FROM sample WHERE survey_id = ? GROUP BY quarter")),
            _by_quarter(ask(f"{asked} WHERE sample.survey_id = ? AND member.drawn")),
            _by_quarter(ask("SELECT quarter, link_number FROM invitation WHERE survey_id = ? AND sample_id IS NOT NULL")),
        )


def _by_quarter(found: Iterable[tuple[Any, ...]]) -> dict[str, frozenset[int]]:
    gathered: dict[str, set[int]] = {}
    for quarter, number in found:
        gathered.setdefault(quarter, set()).add(number)
    return {quarter: frozenset(numbers) for quarter, numbers in gathered.items()}


def _row(found: tuple[Any, ...]) -> Row:
    response_id, day, version, link, aside, shown, answers, *groups = found
    of = dict(zip(BY, groups, strict=True))
    return Row(response_id, date.fromisoformat(day), version, link, aside, bool(shown), of, json.loads(answers))
