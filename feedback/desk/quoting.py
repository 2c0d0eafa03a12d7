"""Quoting a comment: what a machine proposes to take out, what an officer takes out, and whether the words may leave the desk.

The rule on what may be quoted at all is `store.redactions.may_be_quoted`; here an officer's word is added to it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from feedback import clock, store
from feedback.language.redaction import KINDS, Kind, Names, Span, propose, redacted
from feedback.store import accounts, council, events, passages, redactions, surveys
from feedback.store.accounts import Officer
from feedback.store.passages import Passage
from feedback.store.redactions import Candidate, Chosen, Decision, Quote
from feedback.store.surveys import Survey

KIND_WORDS = {
    "name": "name",
    "place": "place",
    "school": "school, college, work or club",
    "phone": "phone number",
    "email": "email address or account",
    "date": "date",
    "offence": "what somebody did, or their sentence",
}
"""Kind of what is taken out → the words for it."""

BY = {"young_people": "Young person", "parents_and_carers": "Parent or carer", "people_harmed": "Person harmed"}
"""Audience → all that a quote says about who wrote it."""

SIZE = 25
Tab = Literal["undecided", "approved", "kept_back"]
TABS: tuple[Tab, ...] = get_args(Tab)
_LISTS: Mapping[Tab, Callable[[Chosen, int, int], tuple[Sequence[Candidate | Quote], int]]] = {
    "undecided": redactions.undecided,
    "approved": redactions.approved_page,
    "kept_back": redactions.kept_back_page,
}
_LABEL = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]")


class NotOnTheDesk(LookupError):
    """There is no such comment, or the safeguarding lead alone reads it."""


class QuotingRefused(ValueError):
    """The comment cannot be approved like this. The message says why and what to do."""


class NotQuotable(QuotingRefused):
    """The comment may not be quoted in any words."""


class Unchecked(QuotingRefused):
    """A proposal stays in, and the officer has not said that it tells nothing."""


class DecidedAlready(ValueError):
    """Somebody has decided about this comment; nothing was kept."""


@dataclass(frozen=True)
class Opened:
    """A comment in clear, as it lies before an officer who may approve it for quoting."""

    comment: Passage
    survey: Survey
    sentiment: str
    proposals: tuple[Span, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a comment's text. `kind`: what it was proposed or marked as; None for the rest. `out`: it is taken out."""

    text: str
    kind: Kind | None
    out: bool


@dataclass(frozen=True)
class Usable:
    """How many quotes may be used, and how many of them criticise."""

    quotes: int
    critical: int


def listed(tab: Tab, survey: Survey, chosen: Chosen, page: int, actor: str) -> tuple[Sequence[Candidate | Quote], int]:
    """Page `page` (from 1) of a tab, and how many match; records who looked at what. Raises LookupError for a page beyond the last."""
    found, total = _LISTS[tab](chosen, page, SIZE)
    if page > 1 and not found:
        raise LookupError(f"there is no page {page} of these comments: there are {total}, {SIZE} to a page")
    with store.transaction():
        events.record(clock.now(), actor, "quote.listed", survey.id, slug=survey.slug, shown=tab, page=page, count=len(found))
    return found, total


def counts(chosen: Chosen) -> Usable:
    """How many quotes may be used, of the comments chosen."""
    return Usable(*redactions.counts(chosen))


def about(comment_id: str) -> tuple[Survey, Decision | None]:
    """The survey of a comment on the desk, and what was decided about it. Nothing in clear but words that were decided on."""
    comment = passages.by_id(comment_id)
    if comment is None:
        raise NotOnTheDesk(comment_id)
    return surveys.by_id(comment.survey_id), redactions.of(comment_id)


def quotable(comment_id: str) -> bool:
    """Whether the comment may be quoted once its redacted words are approved: the one rule, on every way in and out."""
    return redactions.may_be_quoted(comment_id)


def open_comment(comment_id: str, actor: str) -> Opened:
    """A comment with what is proposed to be taken out; records that it was looked at.

    Raises NotOnTheDesk, and NotQuotable.
    """
    comment = _quotable(comment_id)
    survey = surveys.by_id(comment.survey_id)
    with store.transaction():
        events.record(clock.now(), actor, "quote.opened", comment_id, slug=survey.slug)
    return Opened(comment, survey, redactions.word_on(comment_id), propose(comment.text, known_names()))


def known_names() -> Names:
    """The names that the council gives: of its officers and other staff, its sites, teams and other places, and schools."""
    found = council.current()
    staff = (*found.known_staff, found.safeguarding_name, *(officer.full_name for officer in accounts.everyone()))
    sites = (*council.place_names("site").values(), *council.place_names("team").values())
    return Names(_said(staff), _said((*sites, *found.known_places)), _said(found.known_schools))


def find(text: str, words: str, kind: Kind) -> tuple[Span, ...]:
    """Every place where these exact words stand in a text, as spans: as whole words, else inside of words. Case does not matter."""
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    if not wanted:
        return ()
    whole = [match.span() for match in re.finditer(rf"(?<!\w){wanted}(?!\w)", text, re.IGNORECASE)]
    found = whole or [match.span() for match in re.finditer(wanted, text, re.IGNORECASE)]
    return tuple(Span(start, end, kind) for start, end in found)


def pieces(text: str, marked: Collection[Span], out: Collection[Span]) -> list[Piece]:
    """A text in pieces, as `marked` and `out` (those that are taken out) cut it; put together they are the text again."""
    edges = sorted({0, len(text), *(edge for span in (*marked, *out) for edge in (span.start, span.end))})
    return [_piece(text, start, end, marked, out) for start, end in pairwise(edges)]


def approve(comment_id: str, out: Sequence[Span], officer: Officer, *, checked: bool, compliment: bool) -> None:
    """Keep that the words left when these spans are taken out may be quoted.

    `checked`: the officer has said that a proposal left in tells nothing of anybody. `compliment` counts for praise alone.
    Raises NotOnTheDesk, NotQuotable, Unchecked, QuotingRefused when nothing is left, and DecidedAlready.
    """
    with store.transaction():
        comment = _quotable(comment_id)
        left = redacted(comment.text, out)
        _check(comment.text, out, left, checked=checked)
        praise = compliment and redactions.word_on(comment_id) == redactions.PRAISE
        _keep(comment, Decision("approved", praise, left, written(out), officer.id, clock.today()), officer)


def keep_back(comment_id: str, out: Sequence[Span], officer: Officer) -> None:
    """Keep that a comment must not be quoted. Raises NotOnTheDesk, NotQuotable and DecidedAlready."""
    with store.transaction():
        comment = _quotable(comment_id)
        left = redacted(comment.text, out)
        _keep(comment, Decision("kept_back", False, left, written(out), officer.id, clock.today()), officer)


def undo(comment_id: str, actor: str) -> bool:
    """Take back what was decided about a comment: from now on it is not quoted. False when nothing was decided. Raises NotOnTheDesk."""
    with store.transaction():
        survey, _ = about(comment_id)
        undone = redactions.undo(comment_id)
        if undone:
            events.record(clock.now(), actor, "quote.undone", comment_id, slug=survey.slug)
    return undone


def left_in(proposals: Iterable[Span], out: Collection[Span]) -> list[Span]:
    """The proposals that are not wholly taken out."""
    return [one for one in proposals if not any(span.start <= one.start and one.end <= span.end for span in out)]


def _quotable(comment_id: str) -> Passage:
    comment = passages.by_id(comment_id)
    if comment is None:
        raise NotOnTheDesk(comment_id)
    if not quotable(comment_id):
        raise NotQuotable(CANNOT)
    return comment


CANNOT = (
    "This comment cannot be quoted. Either nobody has read it on the desk yet, or a concern was raised about it, or its response does not "
    "count, or the person did not agree to be quoted."
)
"""One sentence for every reason: which of them it is would tell something about whoever wrote it."""


def _check(text: str, out: Sequence[Span], left: str, *, checked: bool) -> None:
    if not any(letter.isalnum() for letter in _LABEL.sub("", left)) and out:
        raise QuotingRefused("Nothing is left to quote. Keep this comment back, or take out less")
    if not checked and left_in(propose(text, known_names()), out):
        raise Unchecked("Words that may tell who this is about stay in. Take them out, or confirm that you have checked them")


def _keep(comment: Passage, decision: Decision, officer: Officer) -> None:
    if not redactions.decide(comment.id, decision):
        raise DecidedAlready(comment.id)
    survey = surveys.by_id(comment.survey_id)
    events.record(clock.now(), officer.email, f"quote.{decision.state}", comment.id, slug=survey.slug)


def written(spans: Iterable[Span]) -> str:
    """Spans as they are kept: JSON of [start, end, kind]."""
    return json.dumps(sorted(spans), separators=(",", ":"))


def _piece(text: str, start: int, end: int, marked: Collection[Span], out: Collection[Span]) -> Piece:
    def around(spans: Collection[Span]) -> Span | None:
        return next((span for span in spans if span.start <= start and end <= span.end), None)

    taken = around(out)
    found = taken or around(marked)
    return Piece(text[start:end], found.kind if found else None, taken is not None)


def _said(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name.strip()))
