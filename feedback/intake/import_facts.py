"""What a row of an import says about a response besides its answers: its id, its day, how it was given, its bands."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from feedback.questionnaire.definition import BANDS, RATHER_NOT_SAY
from feedback.store.codes import HELPERS, TOUCHPOINTS

EARLIEST = date(2000, 1, 1)
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y")
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
ALLOWED: Mapping[str, tuple[str, ...]] = {"touchpoint": TOUCHPOINTS, "helper": HELPERS} | {
    band: (*codes, RATHER_NOT_SAY) for band, codes in BANDS.items()
}
"""Columns that take one of a few codes, or nothing."""


@dataclass(frozen=True, slots=True)
class Facts:
    """`language` is "" where the row does not say: then it is that of the variant."""

    response_id: str
    day: date
    variant: str
    language: str
    touchpoint: str
    helper: str
    bands: Mapping[str, str]


def facts(about: Mapping[str, str], bands: Mapping[str, str], today: date, reasons: list[str]) -> Facts:
    """The facts in these cells, by column. What is wrong is added to `reasons`; the facts are then of no use."""
    coded = {name: cell.lower() for name, cell in (*about.items(), *bands.items()) if name in ALLOWED}
    reasons += _not_allowed(coded)
    language = about.get("language", "")
    if language and not LANGUAGE.fullmatch(language):
        reasons.append(f"language: “{language}” is not a language. Write two letters, like en or pl.")
    return Facts(
        response_id=_response_id(about.get("response_id", ""), reasons),
        day=_day(about.get("sent_on", ""), today, reasons),
        variant=about.get("variant", "").lower(),
        language=language,
        touchpoint=coded.get("touchpoint", ""),
        helper=coded.get("helper", ""),
        bands={name: coded[name] for name in bands if coded[name]},
    )


def _not_allowed(coded: Mapping[str, str]) -> Iterator[str]:
    for name, cell in coded.items():
        if cell and cell not in ALLOWED[name]:
            yield f"{name}: “{cell}” is not known. Use one of {', '.join(filter(None, ALLOWED[name]))}, or nothing."


def _response_id(cell: str, reasons: list[str]) -> str:
    if not cell:
        return str(uuid.uuid4())
    try:
        found = uuid.UUID(cell)
    except ValueError:
        found = None
    if found is None or found.version != 4:
        reasons.append(f"response_id: “{cell}” is not a UUID of version 4. Leave it empty to have one made.")
        return ""
    return str(found)


def _day(cell: str, today: date, reasons: list[str]) -> date:
    if not cell:
        return today
    day = next(filter(None, (_parsed(cell, written) for written in WRITTEN)), None)
    if day is None:
        reasons.append(f"sent_on: “{cell}” is not a day. Write 2026-05-31 or 31/05/2026.")
    elif day > today:
        reasons.append(f"sent_on: {cell} is in the future.")
    elif day < EARLIEST:
        reasons.append(f"sent_on: {cell} is before {EARLIEST.year}. Check the year.")
    return day or today


def _parsed(cell: str, written: str) -> date | None:
    try:
        return datetime.strptime(cell, written).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None
