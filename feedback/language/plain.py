"""A comment in plain words, as the first screen for harm looks for them: what hides a word is taken off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from feedback.language.spelling import Speller

COMMON_WORDS = Path(__file__).with_name("screening_words.txt")
"""Ordinary words, one a line; training/screening_words.py writes it."""

_TOKEN = re.compile(r"[^\W_]+(?:[@$*!|][^\W_]+)*|[.!?\n]")
_SPELT_OUT = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]){2,}[^\W\d_](?![^\W_])")
_SEPARATORS = re.compile(r"[ .\-_*]")
_HIDDEN = re.compile(r"[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_LOOK_ALIKES = str.maketrans("авеіјкмнорстухѕԁɡαβεικνορτυχ", "abeijkmhopctyxsdgabeiknoptux")
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39 calls them confusable)."""
_STAND_INS = str.maketrans("013457@$!|", "oieastasil", "*")
_STOPS = {"!": ".", "?": ".", "\n": "."}
_SOUNDS = (
    (re.compile("ff?"), "th"),
    (re.compile("vv?"), "th"),
    (re.compile("^d"), "th"),
    (re.compile("f"), "ph"),
    (re.compile("k"), "ck"),
    (re.compile("k"), "c"),
    (re.compile("z"), "s"),
    (re.compile("a$"), "er"),
    (re.compile("ur|ir"), "er"),
    (re.compile("or"), "al"),
    (re.compile("a$"), "y"),
    (re.compile("ey$"), "y"),
    (re.compile("(?<=[^e])d$"), "ed"),
    (re.compile("t$"), "ed"),
    (re.compile("^(?=[aeiou])"), "h"),
    (re.compile("^n"), "kn"),
    (re.compile("^r"), "wr"),
    (re.compile("u"), "oo"),
    (re.compile("ay"), "ai"),
    (re.compile("shun$"), "tion"),
    (re.compile("yt"), "ight"),
    (re.compile("ite"), "ight"),
)
"""How a word is spelt as it is said, and how it is spelt: "wivout", "finkin", "bruvva", "torking", "kickt"."""
_LONGEST_HEARD = 20


class Plainer:
    """Puts comments into plain words: spelt as `words` are where they are near, and as `spellings` say."""

    def __init__(self, words: frozenset[str], spellings: Mapping[str, str], right: Iterable[str]) -> None:
        common = _common_words()
        ordinary = {word: word for word in common}
        self._known = ordinary | {word: word for word in right} | {word: word for word in words} | dict(spellings) | _STOPS | {".": "."}
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
        return self._heard(form) or self._speller.corrected(form)

    def _heard(self, form: str) -> str | None:
        """The known word that sounds like the form, or None."""
        if len(form) > _LONGEST_HEARD:
            return None
        return next((word for sound in _respelt(form) if (word := self._known.get(sound))), None)


def _respelt(form: str) -> Iterator[str]:
    """Ways to spell what is heard: "-ing" for "-in", and one change more."""
    whole = f"{form}g" if form.endswith("in") else form
    if whole != form:
        yield whole
    for heard, spelt in _SOUNDS:
        if heard.search(whole):
            yield heard.sub(spelt, whole)


@cache
def _common_words() -> tuple[str, ...]:
    return tuple(COMMON_WORDS.read_text(encoding="utf-8").split())


def _latin(text: str) -> str:
    """Compatibility forms, accents, invisible characters and look-alike letters taken off."""
    apart = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'"))
    return _HIDDEN.sub("", apart).translate(_LOOK_ALIKES).lower()


def _joined(found: re.Match[str]) -> str:
    return _SEPARATORS.sub("", found.group())
