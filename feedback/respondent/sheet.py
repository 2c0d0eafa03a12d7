"""One questionnaire as it is put before one reader, and the other words that it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from feedback import languages
from feedback.intake.asked import Asked
from feedback.questionnaire.definition import Comment, Contact, Section
from feedback.store.surveys import Door

EASY_WORDS = _("Easy words")
USUAL_WORDS = _("Usual words")


@dataclass(frozen=True)
class Words:
    """A link to the same questions in other words. `ending` follows the address; `language` is set when it differs."""

    ending: str
    label: str
    language: str = ""


@dataclass(frozen=True)
class Sheet:
    """One questionnaire as it is put before one reader: `way` is "link" or "invitation"."""

    door: Door
    asked: Asked
    way: str

    @property
    def sections(self) -> Sequence[Section]:
        """The sections that are asked in this survey's privacy."""
        return [section for section in self.asked.worded.sections if self.door.privacy == "open" or not section.only_open]

    @property
    def boxes(self) -> frozenset[str]:
        """The names of the boxes to write in on the page, those of short numbers apart."""
        asked = [question for section in self.sections for question in section.questions]
        comments = {question.code for question in asked if isinstance(question, Comment)}
        contacts = {f"{question.code}.{part}" for question in asked if isinstance(question, Contact) for part in ("name", "how")}
        return frozenset(comments | contacts)

    @property
    def words(self) -> Sequence[Words]:
        """The other words that these questions come in."""
        return list(_words(self.asked))


def _words(asked: Asked) -> Iterator[Words]:
    if asked.variant:
        same = asked.language == asked.whole.language
        yield Words("", USUAL_WORDS, "") if same else Words("", languages.name(asked.whole.language), asked.whole.language)
    for variant in asked.whole.variants:
        if variant.code != asked.variant:
            same = asked.language == variant.language
            # Whoever looks for their language looks for it as they call it: a link into another one is in that one.
            label = EASY_WORDS if variant.kind == "easy_read" and same else variant.label
            yield Words(f"/{variant.code}", label, "" if same else variant.language)
