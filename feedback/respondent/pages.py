"""The pages of one survey, from what it asks and the council's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flask import render_template
from werkzeug.datastructures import MultiDict

from feedback.intake.asked import Asked
from feedback.questionnaire.definition import Comment, Contact, Section
from feedback.questionnaire.fields import Problem
from feedback.respondent.host import Host
from feedback.store.surveys import Door

NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_ILLEGIBLE = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{NO_CHARACTERS}]")
EXIT = "https://www.bbc.co.uk/weather"
READERS = {"young_people": "young"}
"""How a page is set for an audience: large and with much room for young people, as for any adult else."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})
EASY_WORDS = "Easy words"
USUAL_WORDS = "Usual words"
LOOK_AGAIN = "Please look at this again"


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


@dataclass(frozen=True)
class Typed:
    """What somebody sent that could not be kept, and what to tell them. `beside`: what they wrote that no box on the page can hold."""

    form: MultiDict[str, str] = field(default_factory=MultiDict)
    title: str = LOOK_AGAIN
    problems: Sequence[Problem] = ()
    beside: Sequence[str] = ()


NOTHING_TYPED = Typed()


def legible(text: str) -> str:
    """What can stand in HTML: without control characters and the code points that Unicode keeps from being characters."""
    return _ILLEGIBLE.sub("", text)


def questions(host: Host, sheet: Sheet, address: str, response_id: str, typed: Typed = NOTHING_TYPED) -> str:
    """The whole questionnaire as one page. `address` is where it is sent to."""
    asking, door = sheet.asked.worded, sheet.door
    return render_template(
        "respondent/questions.html",
        host=host,
        exit_address=EXIT,
        reader=READERS.get(door.audience, "adult"),
        language=asking.language,
        direction="rtl" if asking.language.partition("-")[0] in RIGHT_TO_LEFT else "ltr",
        asking=asking,
        sections=sheet.sections,
        words=sheet.words,
        way=sheet.way,
        privacy=door.privacy,
        version=door.version,
        variant=sheet.asked.variant,
        address=address,
        response_id=response_id,
        typed=MultiDict((name, legible(text)) for name, texts in typed.form.lists() for text in texts),
        beside=[text for one in typed.beside if (text := legible(one.strip()))],
        problems=typed.problems,
        errors={problem.field: problem.message for problem in typed.problems},
        problem_title=typed.title,
    )


def simple(template: str, host: Host, reader: str = "adult", **more: object) -> str:
    """One of the pages without questions."""
    return render_template(f"respondent/{template}", host=host, exit_address=EXIT, reader=reader, **more)


def _words(asked: Asked) -> Iterator[Words]:
    if asked.variant:
        yield Words("", USUAL_WORDS, "" if asked.language == asked.whole.language else asked.whole.language)
    for variant in asked.whole.variants:
        if variant.code != asked.variant:
            label = EASY_WORDS if variant.kind == "easy_read" else variant.label
            yield Words(f"/{variant.code}", label, "" if asked.language == variant.language else variant.language)
