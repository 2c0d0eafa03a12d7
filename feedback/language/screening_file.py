"""Screens a CSV file of comments: the same rows come out with the level of each, for whoever keeps comments elsewhere."""

from __future__ import annotations

from pathlib import Path

from feedback.language.csv_comments import Added, Comment, write_with
from feedback.language.screening import screen

ADDED = ("level", "category", "seen")


def screen_file(source: Path, target: Path) -> int:
    """Write the rows of `source` to `target` with level (none, blue, amber, red), category and seen. Returns how many were screened.

    Category is that of the severest sign; seen has the words of all, as they were understood.
    See `write_with` for the file, and for the UnreadableComments that it raises.
    """
    return write_with(source, target, Added(ADDED, _cells))


def _cells(comment: Comment) -> list[str | float]:
    signs = screen(comment.text)
    if not signs:
        return ["none", "", ""]
    return [signs[0].level, signs[0].category, "; ".join(f"{sign.level} {sign.category}: {sign.seen}" for sign in signs)]
