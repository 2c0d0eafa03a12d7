"""CSV files of comments that people have labelled: what the readings are measured against, and learnt from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast, get_args

from feedback import csv_files
from feedback.language.csv_comments import UnreadableComments
from feedback.language.judging import Sentiment
from feedback.language.model import KINDS
from feedback.language.reading import Kind

KIND_OF_QUESTION: Mapping[str, Kind] = {"could_improve": "improve", "what_good": "praise", "why_general": "general"}
"""The three questions of the NHS Friends and Family Test, as kinds of our own."""
LABELS: tuple[str, ...] = get_args(Sentiment)

_NEEDED = ("text", "label")
_KIND = ("question_kind", "kind", "question")
_REGISTER = ("category", "register")
_WORDS = re.compile(r"\W+")


class Labelled(NamedTuple):
    """A comment and what a person takes it to mean. Comments of one `group` repeat one another.

    `respondent` and `register` are "" where the file does not say.
    """

    text: str
    kind: Kind
    label: Sentiment
    respondent: str
    register: str
    group: str


def read_labelled(source: Path) -> list[Labelled]:
    """The comments of a file with the columns text and label. Raises UnreadableComments with what to do.

    Used where they are there: question_kind or kind (praise, improve, general; else general), respondent, category or register, group.
    """
    try:
        table = csv_files.table(csv_files.decode(source.read_bytes()).text, {*_NEEDED, *_KIND}.__contains__)
        names = [name.lower() for name in table.header]
        for wanted in _NEEDED:
            if wanted not in names:
                raise UnreadableComments(f"There is no column called {wanted}. Name it in the first row.")
        found = [_labelled(row.line, dict(zip(names, row.cells, strict=False))) for row in table.rows]
    except OSError as error:
        raise UnreadableComments(f"{error.filename}: {error.strerror}. Check the name and the folder.") from None
    except csv_files.Unreadable as error:
        raise UnreadableComments(str(error)) from None
    if not found:
        raise UnreadableComments(f"{source.name} has no comments under its first row. Add some and try again.")
    return found


def _labelled(line: int, cells: Mapping[str, str]) -> Labelled:
    text = csv_files.plain(cells["text"])
    return Labelled(
        text=text,
        kind=_kind(line, cells),
        label=_label(line, cells.get("label", "")),
        respondent=cells.get("respondent", ""),
        register=next(_there(_REGISTER, cells), ""),
        group=cells.get("group") or _WORDS.sub(" ", text.lower()).strip(),
    )


def _label(line: int, cell: str) -> Sentiment:
    label = cell.strip().lower()
    if label not in LABELS:
        raise UnreadableComments(f"Line {line}: label is “{cell}”. Use {', '.join(LABELS)}.")
    return cast(Sentiment, label)


def _kind(line: int, cells: Mapping[str, str]) -> Kind:
    written = next(_there(_KIND, cells), "general").strip().lower()
    kind = KIND_OF_QUESTION.get(written, written)
    if kind not in KINDS:
        raise UnreadableComments(f"Line {line}: the kind of question is “{written}”. Use {', '.join(KINDS)}, or leave it empty.")
    return cast(Kind, kind)


def _there(names: tuple[str, ...], cells: Mapping[str, str]) -> Iterator[str]:
    return (cells[name] for name in names if cells.get(name))
