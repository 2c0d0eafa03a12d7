"""From a text to words spelt as the list spells them.

A form that nobody knows, one slip away from a word that matters, is taken for that word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

TOKEN = re.compile(r"[^\W_]+|:-?[()]|[:;]\)|<3|=\(|[^\w\s]")
"""A word, an emoticon, or one other visible character (an emoji, a punctuation mark)."""

_APART = re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|could|would|should|ca)n? not\b")
"""What is written together here: "do not" and "dont" are one word, as are "cannot" and "can not"."""
LOOK_ALIKES = str.maketrans("авеіјкмнорстухѕԁɡαβεικνορτυχ", "abeijkmhopctyxsdgabeiknoptux")
"""Cyrillic and Greek letters that look like Latin ones (Unicode Technical Standard 39 calls them confusable)."""
_UNSEEN = LOOK_ALIKES | dict.fromkeys(
    [
        *map(ord, "’‘`´\u00ad\ufeff"),
        *range(0x300, 0x370),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0xFE00, 0xFE10),
    ]
)
"""What is taken off before reading: apostrophes, accents on their own, and what cannot be seen. Look-alikes become Latin letters."""
_RUN = re.compile(r"(.)\1{2,}")
SHORTEST, LONGEST = 5, 20
"""Letters of a form that is worth correcting: shorter ones have too many honest neighbours."""


def forms(text: str) -> list[str]:
    """Lower-case words as they were written, without apostrophes, a negation in one word, and every other mark."""
    cut = text.lower()
    if not cut.isascii():
        cut = unicodedata.normalize("NFKC", cut.translate(_UNSEEN))
    cut = cut.replace("'", "").replace("\n", " . ").replace("no one", "noone")
    return TOKEN.findall(_APART.sub(r"\1nt", cut) if " not" in cut else cut)


class Speller:
    """Corrects one slip: a letter missing, added, changed, or two swapped (Damerau, 1964), the first letter being right."""

    def __init__(self, strong: Iterable[str], known: dict[str, str]) -> None:
        self._known = known
        self._near: dict[str, str] = {}
        for word in sorted(strong):
            for form in (word, *_without_one(word)):
                self._near.setdefault(form, word)

    def corrected(self, form: str) -> str:
        """The word that is meant, or the form itself. Letter runs are shortened first: "sooooo" is "so"; "goin" is "going"."""
        if not form.isalpha():
            return form
        if len(form) > 2 and (shorter := self._without_runs(form)):
            return shorter
        if form.endswith("in") and form + "g" in self._known:
            return self._known[form + "g"]
        if SHORTEST <= len(form) <= LONGEST:
            return self._one_slip_away(form) or form
        return form

    def _without_runs(self, form: str) -> str | None:
        for kept in (r"\1\1", r"\1"):
            shorter = _RUN.sub(kept, form)
            if shorter != form and shorter in self._known:
                return self._known[shorter]
        return None

    def _one_slip_away(self, form: str) -> str | None:
        for candidate in (form, *_without_one(form)):
            word = self._near.get(candidate)
            if word is not None and word[0] == form[0] and one_slip(form, word):
                return word
        return None


def _without_one(word: str) -> Iterator[str]:
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


def one_slip(form: str, word: str) -> bool:
    """True when one letter added, missing or changed, or two neighbours swapped, turns one into the other."""
    short, long = sorted((form, word), key=len)
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) != len(long):
        return len(long) - len(short) == 1 and short[same:] == long[same + 1 :]
    changed = short[same + 1 :] == long[same + 1 :]
    swapped = short[same : same + 2] == long[same : same + 2][::-1] and short[same + 2 :] == long[same + 2 :]
    return changed or swapped
