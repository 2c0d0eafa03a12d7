"""The labelled comments that the model learns from. Nothing is fetched: the files stand in data/."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).with_name("data")
KIND_OF_QUESTION = {"could_improve": "improve", "what_good": "praise", "why_general": "general"}
"""The three questions of the NHS set, as kinds of our own."""
CLASSES = ("negative", "neutral", "positive")
THREE = {"negative": 0, "neutral": 1, "mixed": 1, "unclear": 1, "positive": 2}
"""Place in CLASSES of each of the five sentiments: mixed and unclear count as neutral."""

NHS, SERVICE, YOUTH = "nhs", "service", "youth"


class Row(NamedTuple):
    """One labelled comment. Rows of one `group` repeat each other and never stand on both sides of a fold."""

    source: str
    text: str
    kind: str
    target: int
    group: str


def rows() -> list[Row]:
    """All labelled comments, always in the same order."""
    return [*_nhs(), *_service(), *_youth()]


def _nhs() -> Iterator[Row]:
    for line in _lines("nhs_fft_train.csv"):
        yield Row(NHS, line["text"], KIND_OF_QUESTION[line["question"]], THREE[line["label"]], f"nhs {line['group']}")


def _service() -> Iterator[Row]:
    for line in _lines("young_people.csv"):
        yield Row(SERVICE, line["text"], line["kind"], THREE[line["label"]], _same_words(line["text"]))


def _youth() -> Iterator[Row]:
    for line in _lines("youth_dev.csv"):
        yield Row(YOUTH, line["text"], "general", THREE[line["label"]], _same_words(line["text"]))


def _same_words(text: str) -> str:
    return "youth " + re.sub(r"\W+", " ", text.lower()).strip()


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as source:
        yield from csv.DictReader(source)
