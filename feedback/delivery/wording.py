"""What a message says: neutral words that tell nobody who looks over a shoulder what kind of service writes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask_babel import force_locale
from flask_babel import lazy_gettext as _

from feedback import languages

Kind = Literal["invitation", "reminder", "test"]


@dataclass(frozen=True)
class Words:
    """A message in words; a text has no subject."""

    subject: str
    body: str


@dataclass(frozen=True)
class Ask:
    """What a message is about: who asks, the link to the questions, the link that stops messages.

    `personal`: the link is one person's own, so a reminder goes only to those who have not answered.
    """

    public_name: str
    link: str
    stop: str
    personal: bool
    language: str = languages.ENGLISH


SUBJECTS = {"invitation": _("What do you think?"), "reminder": _("You can still tell us what you think"), "test": _("What do you think?")}


def words(kind: Kind, ask: Ask) -> Words:
    """The message in the language of `ask`, which must be one whose words somebody has checked."""
    with force_locale(ask.language):
        lines = [
            _("%(who)s: we would like to know what you think.", who=ask.public_name),
            _("Tell us here: %(link)s", link=ask.link),
            _("You can say no. It changes nothing."),
            _("No more messages: %(link)s", link=ask.stop),
        ]
        if kind == "reminder":
            lines[0] = _("%(who)s: you can still tell us what you think.", who=ask.public_name)
        if kind == "reminder" and not ask.personal:
            lines.insert(1, _("If you have answered, thank you."))
        if kind == "test":
            lines.insert(0, "This is a test to yourself.")
        return Words(str(SUBJECTS[kind]), "\n".join(str(line) for line in lines))
