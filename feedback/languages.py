"""The languages of the service's own words: English, and those that feedback/translations holds."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from flask import Flask
from flask_babel import Babel

ENGLISH = "en"
LANGUAGES = {"cy": "Cymraeg (Welsh)", "ur": "اردو (Urdu)"}
"""What our words are translated into, by code: each by its own name, then in English. None is offered before a person has checked it."""
TRANSLATIONS = Path(__file__).resolve().parent / "translations"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


class WordsMissing(Exception):
    """A catalogue is not compiled."""


def register(app: Flask) -> None:
    """Say our words in the language that a page is made in (officers' are English). Raises WordsMissing before anything is served."""
    missing = [language for language in LANGUAGES if not (TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo").is_file()]
    if missing:
        raise WordsMissing(f"The words in {', '.join(missing)} are not compiled in {TRANSLATIONS}. Run: make setup")
    Babel(app, default_locale="en_GB", default_timezone="Europe/London", default_translation_directories=str(TRANSLATIONS))


def base(language: str) -> str:
    """The language without its region: "cy" of "cy-GB"."""
    return language.partition("-")[0]


def name(language: str) -> str:
    """What a language calls itself, as "Cymraeg"; its code where that is not known."""
    try:
        return Locale.parse(base(language)).get_language_name() or language
    except UnknownLocaleError:
        return language


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written."""
    return "rtl" if base(language) in RIGHT_TO_LEFT else "ltr"


def own(language: str, checked: Collection[str]) -> str:
    """The language of our own words beside questions in `language`: the same one where a person has checked them in it, else English."""
    wanted = base(language)
    return wanted if wanted in LANGUAGES and wanted in checked else ENGLISH
