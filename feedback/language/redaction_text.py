"""A comment as redaction sees it: plain small letters, each of which knows where in the comment it stands, and the words they make."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_LOOK_ALIKES = str.maketrans("авеіјкмнорстухѕԁɡαβεικνορτυχ’‘ʼ＇`´‐‑", "abeijkmhopctyxsdgabeiknoptux''''''--")
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39 calls them confusable), and marks of one meaning."""
_ENDS = frozenset('.!?\n;:()[]{}…|/\\"“”*•→>')
_LOUD = 0.6
"""Share of capital letters above which they say nothing."""


class Word(NamedTuple):
    """A word: `form` in small letters without a possessive ending, its place in the plain text, and how it was written.

    `gap` is what stands between it and the word before; `owned` says that "'s" follows; `capital` that it alone begins with a capital.
    """

    form: str
    start: int
    end: int
    gap: str
    capital: bool
    owned: bool

    @property
    def whole_end(self) -> int:
        """Where the word ends with its possessive ending: "Nando's"."""
        return self.end + 2 * self.owned

    @property
    def opens(self) -> bool:
        """Whether a sentence or a part of one begins here."""
        gap = self.gap
        return gap != " " and (not gap or any(mark in _ENDS or ord(mark) > 0x2000 for mark in gap))


class Seen:
    """The plain form of a text: what hides a letter taken off, and `span` to come back to the text as it was written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ascii = text.isascii()
        self._origins: Sequence[int] = range(len(text))
        self.plain = text.lower()
        if not self._ascii:
            letters = [(small, place) for place, letter in enumerate(text) for small in _plain(letter)]
            self.plain = "".join(small for small, _ in letters)
            self._origins = [place for _, place in letters]
        self.words = tuple(self._words())
        self.forms = frozenset(word.form for word in self.words)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of plain[start:end], what is hidden inside or hangs on its last letter included."""
        first, last = self._origins[start], self._origins[end - 1] + 1
        if not self._ascii:
            while last < len(self.text) and not _plain(self.text[last]):
                last += 1
        return first, last

    def at(self, place: int) -> int:
        """The number of the last word that begins at or before `place`; -1 when there is none."""
        return bisect_right(self._starts, place) - 1

    def _words(self) -> Iterator[Word]:
        capitals = self._capitals()
        self._starts: list[int] = []
        before = 0
        for match in _WORD.finditer(self.plain):
            form, start, end = match.group(), match.start(), match.end()
            owned = form.endswith("'s") and len(form) > 3
            if owned:
                form, end = form[:-2], end - 2
            self._starts.append(start)
            capital = capitals and self._is_capital(start, end)
            yield Word(form.replace("'", ""), start, end, self.plain[before:start], capital, owned)
            before = match.end()

    def _is_capital(self, start: int, end: int) -> bool:
        """A capital that begins a word of small letters, or stands alone; abbreviations are none."""
        first, last = self._origins[start], self._origins[end - 1]
        return self.text[first].isupper() and (first == last or not self.text[first : last + 1].isupper())

    def _capitals(self) -> bool:
        """Whether capitals say something here: there are some, and not nearly all letters are."""
        if self.text.islower():
            return False
        loud = sum(map(str.isupper, self.text))
        return loud <= _LOUD * sum(map(str.isalpha, self.text)) or loud <= 3


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    digit = unicodedata.decimal(letter, None)
    if digit is not None:
        return str(digit)
    apart = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return _HIDDEN.sub("", apart.lower().translate(_LOOK_ALIKES))
