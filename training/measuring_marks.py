"""Prints how well redaction and themes do on comments that were marked by hand, as the tables of docs/reading.md.

    python -m training.measuring_marks

A mark counts as found when spans cover every letter and digit of it, of whatever kind they are: what matters is that nobody reads it.
A span counts as right when it touches a mark. Intervals are Wilson's, at 95 %.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from feedback.figures.intervals import wilson
from feedback.language.redaction import KINDS, Names, Span, propose
from feedback.language.themes import codebook
from training.marked import COMMENTS, Marked, marked

SETS = {
    "marked_six.csv": "Held back: neither its comments nor its mistakes were looked at",
    "marked_held_back.csv": "Held back in the first round, tuned on in the second: a second writer",
    "marked_five.csv": "Tuned on: a third writer",
    "marked_three.csv": "Tuned on: another writer",
    "marked_own.csv": "Tuned on: the writer of the rules, before the first rule",
}
CONTACTS_AND_NAMES = ("name", "phone", "email")


class Counts(NamedTuple):
    """For each kind or code: `wanted` by a person, `found` of them, `proposed` by the machine, `right` of those."""

    wanted: Counter[str]
    found: Counter[str]
    proposed: Counter[str]
    right: Counter[str]


def redaction_counts(comments: Iterable[Marked]) -> Counts:
    """Marks and spans by kind. No names of staff or sites are given: these comments come from nowhere."""
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    for comment in comments:
        spans = propose(comment.text, Names())
        hidden, marks = _places(spans), _places(comment.spans)
        counts.wanted.update(mark.kind for mark in comment.spans)
        counts.found.update(mark.kind for mark in comment.spans if _letters(comment.text, mark) <= hidden)
        counts.proposed.update(span.kind for span in spans)
        counts.right.update(span.kind for span in spans if not marks.isdisjoint(range(span.start, span.end)))
    return counts


def theme_counts(comments: Iterable[Marked]) -> Counts:
    """Themes by code, as a person and as the shipped codebook gives them."""
    counts = Counts(Counter(), Counter(), Counter(), Counter())
    for comment in comments:
        proposed = {proposal.theme for proposal in codebook("").proposals(comment.text)}
        counts.wanted.update(comment.themes)
        counts.proposed.update(proposed)
        counts.found.update(comment.themes & proposed)
        counts.right.update(comment.themes & proposed)
    return counts


def table(first: str, counts: Counts, rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """A Markdown table with one line for each label and the kinds or codes that it takes together."""
    yield f"| {first} | marked | found | recall (95 %) | proposed | right | precision (95 %) |"
    yield "|---|---|---|---|---|---|---|"
    for label, keys in rows:
        wanted, found, proposed, right = (sum(counter[key] for key in keys) for counter in counts)
        yield f"| {label} | {wanted} | {found} | {_share(found, wanted)} | {proposed} | {right} | {_share(right, proposed)} |"


def report() -> Iterator[str]:
    """The lines of the two sections' tables, set by set."""
    kinds = [*((kind, (kind,)) for kind in KINDS), ("names and contacts", CONTACTS_AND_NAMES), ("all", KINDS)]
    codes = [theme.code for theme in codebook("").themes]
    themes = [*((code, (code,)) for code in codes), ("all", codes)]
    for heading, first, counted, rows in (("Redaction", "kind", redaction_counts, kinds), ("Themes", "theme", theme_counts, themes)):
        yield f"## {heading}"
        for name, about in SETS.items():
            comments = list(marked(COMMENTS / name))
            yield from ("", f"{about} (`{name}`, {len(comments)} comments)", "", *table(first, counted(comments), rows))
        yield ""


def main() -> None:
    """Prints the tables."""
    print("\n".join(report()))


def _share(part: int, whole: int) -> str:
    if not whole:
        return "–"
    interval = wilson(part, whole)
    return f"{part / whole:.2f} ({interval.low:.2f}–{interval.high:.2f})"


def _places(spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end)}


def _letters(text: str, span: Span) -> set[int]:
    return {place for place in range(span.start, span.end) if text[place].isalnum()}


if __name__ == "__main__":
    main()
