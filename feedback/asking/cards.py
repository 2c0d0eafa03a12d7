"""Printed cards with a person's link as a QR code and their code to type, eight to a sheet, and a poster of an open link."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import urlsplit

import segno
from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from feedback import languages
from feedback.asking import lists, sending, typesetting
from feedback.asking.lists import Line
from feedback.store import council
from feedback.store.samples import Filters, Sample
from feedback.store.surveys import Survey

ERRORS = "m"
"""The QR code is read with 15 % of it smudged or torn."""

WORDS = {
    "title": _("What do you think?"),
    "scan": _("Scan this with a phone."),
    "type_code": _("Or go to this page and type the code:"),
    "type_link": _("Or go to this page:"),
    "may_say_no": _("You can say no. It changes nothing."),
    "alt": _("A square code. A phone's camera opens the questions with it."),
    "everyone": _("Everyone can answer. You do not need to say who you are."),
}
"""What cards and posters say, neutral like the messages: nobody who finds one learns what kind of service asks."""


def cards(sample: Sample, filters: Filters, number: int, actor: str) -> bytes:
    """Batch `number` (from 1) of the cards of those on a list who are not done, as a PDF. It goes on record.

    In an open survey a card bears the open link and nothing of a person.
    """
    found = lists.batch(sample, filters, number)
    checked = council.current().languages_checked
    spoken = [languages.own(line.language, checked) for line in found]
    made = typesetting.pdf(
        "cards.typ",
        {
            "title": f"Cards of sample {sample.id}",
            "who": council.current().public_name,
            "words": {language: said(language) for language in {*spoken, languages.ENGLISH}},
            "cards": [_card(line, language) for line, language in zip(found, spoken, strict=True)],
        },
    )
    lists.record(sample, "cards", actor)
    return made


def poster(survey: Survey, language: str = languages.ENGLISH) -> bytes:
    """A poster with the open link of a survey, as a PDF, in a language that somebody has checked."""
    link = lists.open_link(survey)
    who = council.current().public_name
    return typesetting.pdf(
        "poster.typ", {"who": who, "language": language, "words": said(language), "qr": qr(link), "address": short(link)}
    )


def said(language: str) -> Mapping[str, str]:
    """The words in a language."""
    with force_locale(language):
        return {name: str(text) for name, text in WORDS.items()}


def qr(link: str) -> str:
    """A link as a QR code, drawn in SVG: one unit a module, without the white edge, which the paper gives."""
    drawn = io.BytesIO()
    segno.make(link, error=ERRORS, micro=False).save(drawn, kind="svg", xmldecl=False, omitsize=True, border=0)
    return drawn.getvalue().decode()


def short(link: str) -> str:
    """A link as people type it: without https://."""
    parts = urlsplit(link)
    return f"{parts.netloc}{parts.path}"


def _card(line: Line, language: str) -> Mapping[str, str]:
    """A personal card has a code, and a strip with the reference for whoever hands it over."""
    personal = bool(line.code)
    return {
        "language": language,
        "qr": qr(line.link),
        "address": short(f"{sending.link_base()}/i" if personal else line.link),
        "code": line.code,
        "strip": " · ".join(filter(None, (line.reference, line.team))) if personal else "",
    }
