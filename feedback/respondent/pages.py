"""The pages of one survey, from what it asks and the council's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flask import render_template
from flask_babel import force_locale
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from feedback import languages
from feedback.questionnaire.fields import Problem
from feedback.respondent import data_block, own_words
from feedback.respondent.host import Host
from feedback.respondent.sheet import Sheet

NO_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_ILLEGIBLE = re.compile(f"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef{NO_CHARACTERS}]")
EXIT = "https://www.bbc.co.uk/weather"
READERS = {"young_people": "young"}
"""How a page is set for an audience: large and with much room for young people, as for any adult else."""

LOOK_AGAIN = _("Please look at this again")


@dataclass(frozen=True)
class Typed:
    """What somebody sent that could not be kept, and what to tell them; or, `resumed`, what they chose when they were here before.

    `beside`: what they wrote that no box on the page can hold.
    """

    form: MultiDict[str, str] = field(default_factory=MultiDict)
    title: str = LOOK_AGAIN
    problems: Sequence[Problem] = ()
    beside: Sequence[str] = ()
    resumed: bool = False


NOTHING_TYPED = Typed()


def legible(text: str) -> str:
    """What can stand in HTML: without control characters and the code points that Unicode keeps from being characters."""
    return _ILLEGIBLE.sub("", text)


def questions(host: Host, sheet: Sheet, address: str, response_id: str, typed: Typed = NOTHING_TYPED) -> str:
    """The whole questionnaire as one page. `address` is where it is sent to."""
    asking = sheet.asked.worded
    ours = languages.own(asking.language, host.languages_checked)
    with force_locale(ours):
        problems = [replace(problem, message=own_words.translated(problem.message)) for problem in typed.problems]
        return render_template(
            "respondent/questions.html",
            host=host,
            exit_address=EXIT,
            reader=READERS.get(sheet.door.audience, "adult"),
            audience=sheet.door.audience,
            language=asking.language,
            direction=languages.direction(asking.language),
            asking=asking,
            sections=sheet.sections,
            words=sheet.words,
            way=sheet.way,
            privacy=sheet.door.privacy,
            slug=sheet.door.slug,
            version=sheet.door.version,
            variant=sheet.asked.variant,
            address=address,
            response_id=response_id,
            typed=MultiDict((name, legible(text)) for name, texts in typed.form.lists() for text in texts),
            beside=[text for one in typed.beside if (text := legible(one.strip()))],
            problems=problems,
            errors={problem.field: problem.message for problem in problems},
            problem_title=typed.title,
            resumed=typed.resumed,
            settings=data_block.of_questions(host, sheet),
            **own_words.marks(ours, asking.language),
        )


def simple(template: str, host: Host, audience: str = "", language: str = languages.ENGLISH, **more: object) -> str:
    """One of the pages without questions, for one audience or for anybody; in `language` where a person has checked our words in it."""
    ours = languages.own(language, host.languages_checked)
    with force_locale(ours):
        return render_template(
            f"respondent/{template}",
            host=host,
            exit_address=EXIT,
            reader=READERS.get(audience, "adult"),
            audience=audience,
            language=ours,
            direction=languages.direction(ours),
            **own_words.marks(ours, ours),
            **more,
        )
