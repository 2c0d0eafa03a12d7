"""Reads a CSV file of comments: the same rows come out with what each comment says."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from feedback.language.csv_comments import Added, Comment, UnreadableComments, write_with
from feedback.language.model import KINDS
from feedback.language.reading import Kind, Reading, read

KIND = "question_kind"
ADDED = ("sentiment", "polarity", "confidence", "reasons")


def read_file(source: Path, target: Path) -> int:
    """Write the rows of `source` to `target` with sentiment, polarity, confidence and reasons. Returns how many comments were read.

    The column question_kind (praise, improve or general; empty is general) is looked at where there is one.
    See `write_with` for the file, and for the UnreadableComments that it raises.
    """
    return write_with(source, target, Added(ADDED, _cells, (KIND,)))


def _cells(comment: Comment) -> list[str | float]:
    said = read(comment.text, _kind(comment))
    return [said.sentiment, said.polarity, said.confidence, reasons_in_words(said)]


def reasons_in_words(said: Reading) -> str:
    """The reasons as one text, strongest first: "listens (+2.4); too far (-1.1)"."""
    return "; ".join(f"{reason.word} ({reason.weight:+.1f})" for reason in said.reasons)


def _kind(comment: Comment) -> Kind:
    given = comment.known.get(KIND, "")
    kind = given.strip().lower() or "general"
    if kind not in KINDS:
        raise UnreadableComments(f"Row {comment.number}: {KIND} is “{given}”. Use {', '.join(KINDS)}, or leave it empty.")
    return cast(Kind, kind)
