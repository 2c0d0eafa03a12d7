"""Comments marked by hand: what must be redacted stands in the text as "[name:kel] explained it", and themes in a column of their own."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from feedback.language.redaction import KINDS, Kind, Span
from training.rows import DATA

COMMENTS = DATA / "comments"
_MARK = re.compile(rf"\[({'|'.join(KINDS)}):([^\]]*)\]")


class Marked(NamedTuple):
    """A comment as it was written, what of it must be redacted, and the codes of its themes."""

    id: str
    respondent: str
    text: str
    spans: tuple[Span, ...]
    themes: frozenset[str]


def marked(path: Path) -> Iterator[Marked]:
    """The comments of a file with the columns id, respondent, text and themes."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            text, spans = unmarked(row["text"])
            themes = frozenset(code.strip() for code in row["themes"].split(";") if code.strip())
            yield Marked(row["id"], row.get("respondent") or "", text, spans, themes)


def unmarked(written: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and what they marked."""
    text, spans, end = "", [], 0
    for match in _MARK.finditer(written):
        text += written[end : match.start()]
        kind: Kind = match[1]  # type: ignore[assignment]
        spans.append(Span(len(text), len(text) + len(match[2]), kind))
        text += match[2]
        end = match.end()
    return text + written[end:], tuple(spans)
