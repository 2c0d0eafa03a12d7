"""What stands on a printed form: the questions of one variant, and our own words around them. The template makes the paper of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from feedback import languages
from feedback.asking.paper_drawings import drawings
from feedback.questionnaire.definition import (
    MOST_GOALS,
    RATING_HIGH,
    RATING_LOW,
    Comment,
    Contact,
    Goals,
    Number,
    Option,
    Question,
    Questionnaire,
    Rating,
    Scale,
    Statement,
    options_of,
)

LINES = 5
"""To write on, under a question answered in words."""
LEFT_TO_RIGHT, END_OF_IT = "\u2066", "\u2069"
"""Unicode's isolates: what stands between them is laid out by itself."""
DATA = Mapping[str, Any]


@dataclass(frozen=True)
class About:
    """What a form says besides its questions: `public_name` is neutral; `name` tells officers which version to key it as.

    `codes`: one form is made for each, "" for one without. `address`: where our pages stand.
    """

    public_name: str
    name: str
    privacy: str
    address: str
    easy_read: bool
    checked: Sequence[str] = ()
    help_lines: Sequence[Mapping[str, str]] = ()
    codes: Sequence[str] = ("",)


def form(asked: Questionnaire, about: About) -> DATA:
    """The data of templates/documents/form.typ for a questionnaire as it is worded for one reader."""
    ours = languages.own(asked.language, about.checked)
    with force_locale(ours):
        return {
            "title": asked.welcome.title,
            "language": languages.base(asked.language),
            "direction": languages.direction(asked.language),
            "ours": {"language": ours, "direction": languages.direction(ours)},
            "large": about.easy_read,
            "public_name": about.public_name,
            "name": about.name,
            "welcome": list(asked.welcome.paragraphs),
            "sections": list(_sections(asked, about.privacy)),
            "help": [line for line in about.help_lines if _is_for(line, asked.audience)],
            "words": _words(asked, about),
            "drawings": drawings(),
            "coded": about.privacy == "confidential",
            "codes": list(about.codes),
        }


def name(slug: str, version: int, variant: str) -> str:
    """What stands at the foot of a form, and tells officers as what to type it in: "views 1 easy-read"."""
    return f"{slug} {version} {variant}".rstrip()


def numbered(asked: Questionnaire, privacy: str) -> Mapping[str, int]:
    """The number that each question has on paper, by its code, in the order asked; statements have none."""
    sections = (section for section in asked.sections if privacy == "open" or not section.only_open)
    questions = (question for section in sections for question in section.questions if not isinstance(question, Statement))
    return dict(zip((question.code for question in questions), count(1), strict=False))


def _sections(asked: Questionnaire, privacy: str) -> Iterator[DATA]:
    numbers = numbered(asked, privacy)
    for section in asked.sections:
        if privacy == "open" or not section.only_open:
            yield {"title": section.title, "questions": [_question(one, numbers.get(one.code)) for one in section.questions]}


def _question(question: Question, number: int | None) -> DATA:
    return {
        "type": question.type,
        "number": number,
        "text": question.text,
        "help": question.help or "",
        "conditional": question.visible_if is not None,
        "options": [_option(option, faces=isinstance(question, Scale) and question.faces) for option in options_of(question)],
        **_more(question),
    }


def _more(question: Question) -> DATA:
    """What this kind of question has and others have not."""
    match question:
        case Statement():
            return {"sentences": question.text.replace(". ", ".\n").splitlines()}
        case Rating() | Goals():
            return {"low": question.low, "high": question.high, "numbers": list(range(RATING_LOW, RATING_HIGH + 1))}
        case Comment():
            return {"lines": LINES}
        case Number() | Contact():
            return {"lines": 1}
    return {}


def _option(option: Option, *, faces: bool) -> DATA:
    drawing = f"face-{option.face or 0}" if faces else f"picture-{option.picture}" if option.picture else ""
    return {"label": option.label, "drawing": drawing}


def _is_for(line: Mapping[str, str], audience: str) -> bool:
    who = line.get("who", "")
    return who == audience or who not in ("young_people", "parents_and_carers", "people_harmed")


def _words(asked: Questionnaire, about: About) -> DATA:
    minutes = asked.welcome.minutes
    return {
        "minutes": ngettext("About %(num)d minute.", "About %(num)d minutes.", minutes),
        "how": [
            _("Put a cross in one box for each question."),
            _("A mistake? Fill the wrong box in. Then cross another one."),
            _("You can leave any question out."),
        ],
        "private": _private(about),
        "where": _("How we use your answers:") + f" {_address(about, '/privacy')}",
        "online": _("Rather on a phone? Open %(address)s and type your code.", address=_address(about, "/i/")) if any(about.codes) else "",
        "code": _("Code"),
        "several": _("You can cross more than one box."),
        "most": _("Choose {most} goals at most.").format(most=MOST_GOALS),
        "close": _("How close are you now?"),
        "conditional": _("Leave this one out if it does not fit you."),
        "yes": _("Yes, please"),
        "name": _("Your name"),
        "reach": _("How can we reach you?"),
        "then": _("What happens to this paper"),
        "after": [
            _("Fold it, or put it in an envelope. Then give it back."),
            _("A small team types your answers in. Then they destroy the paper."),
            _("Changed your mind? Just do not give it back."),
        ],
        "help": _("Want to talk to someone?"),
        "page": _("Page {number} of {count}"),
    }


def _address(about: About, path: str) -> str:
    """An address that keeps its own direction inside a sentence that runs the other way."""
    return f"{LEFT_TO_RIGHT}{about.address}{path}{END_OF_IT}"


def _private(about: About) -> str:
    """The truth about who can know whose answers these are."""
    if about.privacy == "open":
        said = _(
            "This is anonymous. We do not know who you are, unless you tell us. We keep your answers and the day. "
            "We do not keep who sent them."
        )
    elif any(about.codes):
        said = _(
            "The code on this paper is just for you. We use it to count you once. We add a few facts, like your age group. "
            "We keep a number with your answers, not your name. We only look up who you are to keep someone safe."
        )
    else:
        said = _(
            "Is a code written on this paper? Then we use it to count you once. We add a few facts, like your age group. "
            "We keep a number with your answers, not your name. We only look up who you are to keep someone safe. "
            "No code? Then nothing ties your answers to your name."
        )
    return str(said)
