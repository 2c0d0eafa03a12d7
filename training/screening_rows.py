"""The labelled comments that the first screen's scorer learns from. Nothing is fetched."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import NamedTuple

from training.rows import DATA

WRITERS = ("one", "two", "three", "own")
"""Whose comments stand in data/comments/screen_*.csv. The last also wrote the list of signs."""
MOODS = ("one", "two", "three")
ORDINARY = ("nhs_fft_train.csv", "young_people.csv", "youth_dev.csv")
"""Comments that were written for another purpose; hardly any is a disclosure, so all count as innocent, at less weight."""


class Comment(NamedTuple):
    """An invented comment with the level at which it should be raised (red, amber, blue, none; "ordinary" is not labelled)."""

    writer: str
    respondent: str
    text: str
    level: str
    category: str


def comments() -> list[Comment]:
    """All comments, always in the same order."""
    return [*labelled(), *_ordinary()]


def labelled() -> Iterator[Comment]:
    """The comments that their writers labelled."""
    for writer in WRITERS:
        for row in _lines(f"comments/screen_{writer}.csv"):
            yield Comment(writer, row["respondent"], row["text"], row["level"], row["category"])


def _ordinary() -> Iterator[Comment]:
    for writer in MOODS:
        for row in _lines(f"comments/mood_{writer}.csv"):
            yield Comment(writer, row["respondent"], row["text"], "ordinary", "")
    for name in ORDINARY:
        for row in _lines(name):
            yield Comment(name, row.get("respondent", ""), row["text"], "ordinary", "")


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as source:
        yield from csv.DictReader(source)
