"""The translations of our own words: which of them a person has checked, and all of them side by side for that person to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.messages.pofile import read_po

from feedback import clock
from feedback.languages import LANGUAGES, TRANSLATIONS
from feedback.store import events
from feedback.store.council import Council


@dataclass(frozen=True)
class Words:
    """One sentence of ours, in English and in another language."""

    english: str
    translated: str


def summary(found: Council) -> str:
    """The languages that may be shown."""
    checked = [name for code, name in LANGUAGES.items() if code in found.languages_checked]
    return f"English, {', '.join(checked)}" if checked else "English alone"


def marked(code: str) -> str:
    """Who last said of a language that it is checked, or not, and when."""
    for event in events.latest(["language.checked"], code, most=1):
        at = event.at.astimezone(clock.LONDON)
        said = "Marked as checked" if event.detail["checked"] else "Taken back"
        return f"{said} by {event.actor} on {at.day} {at:%B %Y}."
    return "Not checked by a person yet. Nobody is shown it."


def every_word(code: str) -> Sequence[Words]:
    """Every sentence of a translation, in the order of its file. Plural forms stand as sentences of their own."""
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    return [words for message in catalogue if message.id for words in _forms(message.id, message.string or "")]


def _forms(english: str | Sequence[str], translated: str | Sequence[str]) -> list[Words]:
    if isinstance(english, str):
        return [Words(english, str(translated))]
    one, several = english[0], english[-1]
    return [Words(several if place else one, form) for place, form in enumerate(translated)]
