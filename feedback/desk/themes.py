"""What comments are about: the codebook as it stands, what the machine proposes, and what a person decides. Only that counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from feedback import clock, store
from feedback.figures.quarter import Quarter
from feedback.language.themes import Codebook, Proposal
from feedback.language.themes import codebook as read_codebook
from feedback.store import comment_themes, counts, events, lists, passages
from feedback.store.accounts import Officer
from feedback.store.passages import Passage
from feedback.store.surveys import Survey

SIZE = 25
"""Comments on a page of one theme."""
PROPOSED = 10
"""Proposals of one theme shown at a time."""
LOOKED_THROUGH = 5_000
"""Comments looked through for proposals and for words without a theme: those of the last two quarters."""
SHARED_BY = 3
"""Comments that must share a word before it is offered: one word of one comment would quote it."""


@dataclass(frozen=True)
class Proposed:
    """A comment that may have a theme, with the words that speak for it."""

    passage: Passage
    words: tuple[str, ...]

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The comment in pieces, each with whether it is one of these words. A word that stands there in another form is not marked."""
        sought = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True))
        pieces = re.split(rf"\b({sought})", self.passage.text, flags=re.IGNORECASE)
        return [(piece, position % 2 == 1) for position, piece in enumerate(pieces) if piece]


class NotOnTheDesk(LookupError):
    """There is no such comment, or the safeguarding lead alone reads it: nothing was kept."""


def codebook() -> Codebook:
    """The codebook that counts now."""
    return read_codebook(lists.current("themes").content)


def proposals(texts: Iterable[str]) -> list[tuple[Proposal, ...]]:
    """What the machine proposes for each of these comments, strongest first. Retired themes are not proposed."""
    book = codebook()
    return [book.proposals(text) for text in texts]


def decide(comment_id: str, codes: Collection[str], officer: Officer) -> None:
    """Keep the themes that an officer found in a comment, in place of what was kept; what was proposed beside them is refused.

    Raises NotOnTheDesk, and ValueError for a code that the codebook does not have.
    """
    with store.transaction():
        passage = _passage(comment_id)
        _check(codes)
        proposed = [proposal.theme for proposal in codebook().proposals(passage.text)]
        comment_themes.put(comment_id, codes, proposed, officer.id)
        counts.outdate_comments(passage.survey_id, passage.quarter)


def find(comment_id: str, theme: str, officer: Officer) -> None:
    """Keep that a comment has a theme, beside others that it has. Raises as `decide`."""
    _change(comment_id, theme, lambda: comment_themes.find(comment_id, theme, officer.id))


def refuse(comment_id: str, theme: str) -> None:
    """Keep that a comment does not have a theme. Raises as `decide`."""
    _change(comment_id, theme, lambda: comment_themes.refuse(comment_id, theme))


def undecide(comment_id: str, theme: str) -> None:
    """Undo what was decided about one theme of a comment. Raises as `decide`."""
    _change(comment_id, theme, lambda: comment_themes.undecide(comment_id, theme))


def with_theme(survey: Survey, theme: str, page: int, actor: str) -> tuple[Sequence[Passage], int]:
    """Page `page` (from 1) of a survey's comments in which somebody found a theme, and how many there are. Looking is on record."""
    found, total = comment_themes.page(survey.id, theme, page, SIZE)
    if found:
        _record("theme.listed", survey, actor, theme=theme, page=page, count=len(found))
    return found, total


def undecided(survey: Survey, theme: str, actor: str) -> tuple[Sequence[Proposed], int]:
    """The first comments of the last two quarters for which the machine proposes a theme and nobody has decided, and how many there are."""
    book = codebook()
    left = comment_themes.undecided(survey.id, _last_two_quarters(), theme, LOOKED_THROUGH)
    found = [Proposed(passage, words) for passage in left if (words := _words_for(book, theme, passage.text))]
    if found:
        _record("theme.proposed", survey, actor, theme=theme, count=len(found[:PROPOSED]))
    return found[:PROPOSED], len(found)


def emerging() -> list[tuple[str, int]]:
    """Words and pairs of words that several comments of the last two quarters share and no theme has, with how many; most first."""
    texts = (passage.text for passage in passages.recent(_last_two_quarters(), LOOKED_THROUGH))
    return codebook().emerging(texts, SHARED_BY)


def take_back(comment_id: str) -> None:
    """Undo a decision: nobody has looked for themes in the comment. Raises NotOnTheDesk."""
    with store.transaction():
        passage = _passage(comment_id)
        comment_themes.forget(comment_id)
        counts.outdate_comments(passage.survey_id, passage.quarter)


def _change(comment_id: str, theme: str, keep: Callable[[], None]) -> None:
    with store.transaction():
        passage = _passage(comment_id)
        _check([theme])
        keep()
        counts.outdate_comments(passage.survey_id, passage.quarter)


def _words_for(book: Codebook, theme: str, text: str) -> tuple[str, ...]:
    return next((proposal.words for proposal in book.proposals(text) if proposal.theme == theme), ())


def _last_two_quarters() -> list[str]:
    quarter = Quarter.of(clock.today())
    return [str(quarter), str(quarter.previous())]


def _record(kind: str, survey: Survey, actor: str, **looked_at: object) -> None:
    with store.transaction():
        events.record(clock.now(), actor, kind, survey.id, slug=survey.slug, **looked_at)


def _passage(comment_id: str) -> Passage:
    passage = passages.by_id(comment_id)
    if passage is None:
        raise NotOnTheDesk(comment_id)
    return passage


def _check(codes: Collection[str]) -> None:
    unknown = set(codes) - {theme.code for theme in codebook().themes}
    if unknown:
        raise ValueError(f"themes {sorted(unknown)} are not in the codebook: use the codes of desk.themes.codebook()")
