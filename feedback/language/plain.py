"""A comment in plain words, as the first screen for harm looks for them: what hides a word is taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from feedback.language.spelling import Speller

_TOKEN = re.compile(r"[^\W_]+(?:[@$*!|][^\W_]+)*|[.!?\n]")
_SPELT_OUT = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]){2,}[^\W\d_](?![^\W_])")
_SEPARATORS = re.compile(r"[ .\-_*]")
_HIDDEN = re.compile(r"[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_LOOK_ALIKES = str.maketrans("авеіјкмнорстухѕԁɡαβεικνορτυχ", "abeijkmhopctyxsdgabeiknoptux")
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39 calls them confusable)."""
_STAND_INS = str.maketrans("013457@$!|", "oieastasil", "*")
_STOPS = {"!": ".", "?": ".", "\n": "."}


class Plainer:
    """Puts comments into plain words: spelt as `words` are where they are near, and as `spellings` say."""

    def __init__(self, words: frozenset[str], spellings: dict[str, str], right: Iterable[str]) -> None:
        self._words = words
        self._known = {word: word for word in right} | {word: word for word in words} | spellings | _STOPS | {".": "."}
        self._speller = Speller((word for word in words if word not in spellings), self._known)

    def plain(self, text: str) -> str:
        """The words with one space around each, sentences ended by a full stop; in step with the length of the text."""
        seen = text.lower()
        if not seen.isascii():
            seen = _latin(seen)
        seen = _SPELT_OUT.sub(_joined, seen.replace("'", ""))
        known = self._known
        return f" {' '.join([known.get(form) or self._meant(form) for form in _TOKEN.findall(seen)])} "

    def _meant(self, form: str) -> str:
        if form.isdigit():
            return form
        if not form.isalpha():
            letters = form.translate(_STAND_INS)
            return self._known.get(letters) or (self._speller.corrected(letters) if letters.isalpha() else form)
        if form.endswith("in") and form + "g" in self._words:
            return form + "g"
        return self._speller.corrected(form)


def _latin(text: str) -> str:
    """Compatibility forms, accents, invisible characters and look-alike letters taken off."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return _HIDDEN.sub("", apart).translate(_LOOK_ALIKES).lower()


def _joined(found: re.Match[str]) -> str:
    return _SEPARATORS.sub("", found.group())
