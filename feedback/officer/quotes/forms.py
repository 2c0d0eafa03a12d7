"""The form on which an officer marks what must not be read by others. What it sends about the text are places in it, never words of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, cast

from flask import request
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField

from feedback.desk import quoting
from feedback.desk.quoting import KIND_WORDS, Opened, Piece
from feedback.language.redaction import KINDS, Kind, Span, redacted
from feedback.officer.forms import OfficerForm, choices

_PLACE = re.compile(r"([0-9]{1,6})-([0-9]{1,6})-([a-z]+)")
NOT_THERE = "These words are not in the comment. Type them exactly as they stand in it"
MOVED = "The words have changed. Read them again below, then approve"


class RedactionForm(OfficerForm):
    """What to take out. `offered`: every place that stood on the page with a box; `seen`: those taken out of the words that it showed."""

    out = SelectMultipleField("Take these out", description="Untick what tells nothing about anybody.", validate_choice=False)
    words = StringField("More words to take out", description="Exactly as they stand in the comment. Every place where they stand goes.")
    kind = SelectField("What these words are", choices=choices({kind: words.capitalize() for kind, words in KIND_WORDS.items()}))
    offered = HiddenField()
    seen = HiddenField()
    compliment = BooleanField(
        "This is a compliment",
        description="It goes to the page of compliments that staff read, without saying who wrote it..",
    )
    checked = BooleanField("I have checked that this says nothing about who wrote it or who is named")


class Marking:
    """A comment with the places that are offered to be taken out and those that are chosen: at first what the machine proposes."""

    def __init__(self, opened: Opened, form: RedactionForm) -> None:
        self.opened, self.text = opened, opened.comment.text
        before = _places(form.offered.data, self.text)
        new = [span for span in opened.proposals if span not in before]
        chosen = set(_places(",".join(form.out.data or ()), self.text))
        self.offered = sorted({*before, *opened.proposals})
        self.out = [span for span in self.offered if span in new or span in chosen]

    def add(self, words: str, kind: str) -> bool:
        """Take out these words too, wherever they stand. False when they stand nowhere."""
        found = quoting.find(self.text, words, cast(Kind, kind))
        self.out = sorted({*self.out, *found})
        self.offered = sorted({*self.offered, *found})
        return bool(found)

    @property
    def left(self) -> str:
        """The words as they would stand."""
        return redacted(self.text, self.out)

    @property
    def left_in(self) -> Sequence[Span]:
        """The machine's proposals that stay in."""
        return quoting.left_in(self.opened.proposals, self.out)

    @property
    def pieces(self) -> Sequence[Piece]:
        """The comment, marked."""
        return quoting.pieces(self.text, self.offered, self.out)

    def fill(self, form: RedactionForm) -> None:
        """Let the form show what is offered and chosen, and remember the words that it shows."""
        form.out.choices = choices({_place(span): label for span, label in zip(self.offered, self._labels(), strict=True)})
        form.out.data = [_place(span) for span in self.out]
        form.offered.data = _places_of(self.offered)
        form.seen.data = _places_of(self.out)

    def as_seen(self, form: RedactionForm) -> bool:
        """Whether the words that are chosen now are those that the page showed."""
        return bool(form.seen.data == _places_of(self.out))

    def _labels(self) -> Iterable[str]:
        """What is taken out and as what; a number where the same stands in several places."""
        plain = [f"“{self.text[span.start : span.end]}” – {KIND_WORDS[span.kind]}" for span in self.offered]
        several, met = Counter(plain), Counter[str]()
        for label in plain:
            met[label] += 1
            yield f"{label} ({met[label]})" if several[label] > 1 else label


def sent_form() -> RedactionForm:
    """The form as it was sent, or empty."""
    form = RedactionForm()
    if request.method != "POST":
        form.out.data = []
    return form


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}-{span.kind}"


def _places_of(spans: Iterable[Span]) -> str:
    return ",".join(_place(span) for span in spans)


def _places(sent: Any, text: str) -> list[Span]:
    """The places in a text that a form names. What is no place in it is left out: nobody can take out what is not there."""
    named = (_PLACE.fullmatch(one) for one in (sent or "").split(","))
    spans = [Span(int(found[1]), int(found[2]), cast(Kind, found[3])) for found in named if found and found[3] in KINDS]
    return [span for span in spans if span.start < span.end <= len(text)]
