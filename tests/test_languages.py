"""The catalogues of our own words: complete, with everything in each sentence that the English one has, and compiled."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask

from feedback import languages
from feedback.languages import LANGUAGES, TRANSLATIONS
from feedback.settings import TOP

PLACES = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}|<[^>]*>|&\w+;")
"""What a sentence is filled with, and its markup: a translation may put them elsewhere, and leaves none out."""
SEND = {"cy": "Anfon", "ur": "“بھیجیں”"}


@cache
def catalogue(language: str) -> Catalog:
    """The catalogue as a person writes it."""
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Everything that is said in the code and the templates, found as `make words` finds it."""
    path = tmp_path_factory.mktemp("words") / "messages.pot"
    finding = ["pybabel", "--quiet", "extract", "--mapping=pyproject.toml", "--keywords=Message", f"--output={path}", "."]
    subprocess.run([Path(sys.executable).parent / finding[0], *finding[1:]], cwd=TOP, check=True)
    with path.open("rb") as file:
        return read_po(file)


def said(found: Catalog) -> Iterator[Message]:
    """The messages, without the one that holds what the catalogue says of itself."""
    return (message for message in found if message.id)


def both(message: Message) -> Iterator[tuple[str, str]]:
    """Each translation beside the English that it stands for."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from ((message.id[-1], one) for one in message.string)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_none_that_is_no_longer_said(template: Catalog, language: str) -> None:
    wanted = {message.id for message in said(template)}
    assert len(wanted) > 100
    assert {message.id for message in said(catalogue(language))} == wanted, "run: make words"
    assert [message.id for message in said(catalogue(language)) if message.fuzzy] == []
    empty = [message.id for message in said(catalogue(language)) if not all(one.strip() for _, one in both(message))]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_everything_in_it_that_the_english_has(language: str) -> None:
    pairs = [pair for message in said(catalogue(language)) for pair in both(message)]
    assert [pair for pair in pairs if Counter(PLACES.findall(pair[0])) != Counter(PLACES.findall(pair[1]))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_translation_for_each_plural_of_the_language(language: str) -> None:
    found = catalogue(language)
    plurals = [message for message in said(found) if not isinstance(message.id, str)]
    assert plurals
    assert {len(message.string) for message in plurals} == {found.num_plurals}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_press_send_names_the_button_as_it_reads(language: str) -> None:
    telling = [(english, one) for message in said(catalogue(language)) for english, one in both(message) if "ress Send" in english]
    assert telling
    assert [pair for pair in telling if SEND[language] not in pair[1]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_that_nobody_has_checked_it(language: str) -> None:
    assert "needs a human check" in catalogue(language).header_comment
    assert not catalogue(language).fuzzy, "a fuzzy header would keep it from being compiled"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_the_catalogue_says(language: str) -> None:
    compiled = Translations.load(TRANSLATIONS, [language])
    single = [message for message in said(catalogue(language)) if isinstance(message.id, str)]
    assert [message.id for message in single if compiled.gettext(message.id) != message.string] == [], "run: make setup"


def test_welsh_counts_in_welsh() -> None:
    compiled = Translations.load(TRANSLATIONS, ["cy"])
    one, many = "About %(num)d minute.", "About %(num)d minutes."
    assert [compiled.ngettext(one, many, number) for number in (1, 2, 3, 5)] == [
        "Tua %(num)d munud.",
        "Tua %(num)d funud.",
        "Tua %(num)d munud.",
        "Tua %(num)d munud.",
    ]


def test_the_service_does_not_start_without_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "TRANSLATIONS", tmp_path)
    with pytest.raises(languages.WordsMissing, match="cy, ur .* Run: make setup"):
        languages.register(Flask("feedback"))


@pytest.mark.parametrize(
    ("asked", "checked", "own"),
    [("ur", ["ur"], "ur"), ("ur-PK", ["cy", "ur"], "ur"), ("ur", [], "en"), ("cy", ["ur"], "en"), ("pl", ["pl"], "en"), ("", ["cy"], "en")],
)
def test_our_words_are_in_a_language_only_where_it_is_checked(asked: str, checked: list[str], own: str) -> None:
    assert languages.own(asked, checked) == own


def test_languages_are_called_as_they_call_themselves() -> None:
    assert [languages.name(code) for code in ("en", "cy", "ur", "cy-GB", "xx")] == ["English", "Cymraeg", "اردو", "Cymraeg", "xx"]
