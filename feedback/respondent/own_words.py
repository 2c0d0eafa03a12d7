"""Our own words on a page: in which language, and how a template marks them beside words in another.

The language is that of the questions somebody came by, never what a browser or a cookie says.
"""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext
from markupsafe import Markup

from feedback.languages import ENGLISH, base, direction
from feedback.questionnaire.messages import Message

IN_ADDRESS = "language"


def asked_for() -> str:
    """The language that the address of a page without questions names, or ""."""
    return request.args.get(IN_ADDRESS, "")


def translated(said: object) -> str:
    """A sentence of ours in the language of the page being made; anything else as it is."""
    return gettext(said.pattern).format(**said.values) if isinstance(said, Message) else str(said)


def marks(ours: str, around: str) -> dict[str, Any]:
    """For a template: what marks our words inside words in `around`, the council's inside ours, and what links to our other pages carry."""
    return {
        "own": _marked(ours, around),
        "english": _marked(ENGLISH, ours),
        "in_language": {} if ours == ENGLISH else {IN_ADDRESS: ours},
    }


def _marked(language: str, around: str) -> Markup:
    """The attributes of an element in `language` inside one in `around`: none where they are the same."""
    if base(language) == base(around):
        return Markup("")
    turned = Markup(' dir="{}"').format(direction(language)) if direction(language) != direction(around) else ""
    return Markup(' lang="{}"{}').format(language, turned)
