"""The catalogues of other languages are compiled at set-up, each where the service looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feedback.languages import LANGUAGES, TRANSLATIONS
from setup import words
from setup.steps import Stopped


def test_each_language_has_a_step() -> None:
    left = {step.leaves for step in words.STEPS}
    assert left == {TRANSLATIONS / language / "LC_MESSAGES" / "messages.mo" for language in LANGUAGES}


def test_a_catalogue_is_compiled_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "TOP", tmp_path)
    catalogue = tmp_path / "messages.po"
    catalogue.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Send"\nmsgstr "Anfon"\n')
    words.compile_catalogue(catalogue)
    assert b"Anfon" in (tmp_path / "messages.mo").read_bytes()


def test_a_catalogue_that_cannot_be_read_stops_set_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "TOP", tmp_path)
    with pytest.raises(Stopped, match="messages.po could not be compiled"):
        words.compile_catalogue(tmp_path / "messages.po")
