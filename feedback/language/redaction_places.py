"""Places that a comment names: by lists, by postcodes, by how such names end, and by the words that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedback.language.redaction_heads import Found, headed, is_unknown, last_of_name
from feedback.language.redaction_listed import by_first, given_phrases, on_list
from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import ends, misspelt, ordinary, places, words

_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b")
_OUTWARD = re.compile(r"(?<![\w])([a-z]{1,2})(\d{1,2})(?![\w])")


def placed(seen: Seen, given: tuple[str, ...]) -> Iterator[Found]:
    """Where a place is named, as (start, end) in the plain text; `given` are the council's own places."""
    yield from (match.span() for match in _POSTCODE.finditer(seen.plain))
    yield from _outward(seen)
    yield from on_list(seen, given_phrases(given), sure=True)
    yield from on_list(seen, by_first(places()), sure=False)
    last_words = ends("streets", "buildings")
    for place, word in enumerate(seen.words):
        found = headed(seen, place, last_words) if word.form in last_words else None
        found = found or (None if ordinary(word.form) else _unknown_place(seen.words, place))
        if found:
            yield found


def _outward(seen: Seen) -> Iterator[Found]:
    """The first half of a postcode: "LS9" anywhere, "m14" after a word that leads to a place."""
    for match in _OUTWARD.finditer(seen.plain):
        if match[1] in words("postcode_areas"):
            place = seen.at(match.start())
            before = seen.words[place - 1].form if place else ""
            if before in {"in", "from", "round", "near"} or (len(match[1]) == 2 and match[1] not in {"st", "ec", "co"}):
                yield match.span()


def _unknown_place(found: Sequence[Word], place: int) -> Found | None:
    """A word that no list has, after words that lead to a place: "i live in burngreave", "at the elms"."""
    word = found[place]
    if word.opens or place < 1 or len(word.form) < 3 or not is_unknown(word):
        return None
    start = place - 1 if found[place - 1].form == "the" and place > 1 else place
    before = found[start - 1].form
    pair = f"{found[start - 2].form} {before}" if start > 1 else before
    if pair in words("moving") or (before in words("in_places") and (word.capital or not misspelt(word.form))):
        return found[start].start, found[last_of_name(found, place)].whole_end
    return None
