"""Names of places and schools that end as such names do ("marsh lane", "kirklees college"), and where a name of several words ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import ends, is_name, may_be_name, misspelt, ordinary, places, words

Found = tuple[int, int]

_NUMBERED = re.compile(r"\b(?:flat |unit |no )?\d{1,4}[a-z]?,? $")
_MOST_WORDS = 4


def headed(seen: Seen, place: int, last_words: frozenset[str]) -> Found | None:
    """A name that ends as names of places or schools do: "marsh lane", "kirklees college"."""
    found = seen.words
    if not place or found[place].gap not in {" ", "-"}:
        return None
    inside = len(list(takewhile(lambda word: word.form in words("between"), reversed(found[max(0, place - 3) : place]))))
    named = _name_before(found, place - inside, sure=found[place].form in words("weak_ends"))
    count = inside + named if named else _ordinary_words_of_a_name(found, place)
    if not count:
        return None
    first = with_the(found, place - count)
    number = _NUMBERED.search(seen.plain[max(0, first.start - 12) : first.start])
    return first.start - (len(number.group()) if number else 0), to_end(found, place, last_words).whole_end


def _ordinary_words_of_a_name(found: Sequence[Word], place: int) -> int:
    """How many words before an end make a name though all of them are ordinary: "marsh lane", "at oak tree academy"."""
    head = found[place].form
    if head in words("streets") - {"drive", "close", "row", "gardens"}:
        return int(_names_street(found, place))
    count = 0
    while place - count > 0 and count < _MOST_WORDS and _may_belong(found, place - count):
        count += 1
    own = [word.form for word in found[place - count : place] if word.form not in no_names() and not word.form.endswith(("ing", "in"))]
    first = place - count
    if own and head not in words("weak_ends") and (found[first].opens or found[first - 1].form == "the"):
        return count
    if count > 1 and head in words("schools"):
        own = own or [head]
    led = place - count - 1 >= 0 and found[place - count - 1].form in words("leading") and not found[place - count].opens
    return count if own and led and head not in words("weak_ends") else 0


def _may_belong(found: Sequence[Word], place: int) -> bool:
    form = found[place - 1].form
    return found[place].gap == " " and form.isalpha() and form not in words("function") and form not in words("leading")


@cache
def no_names() -> frozenset[str]:
    """Words that are no part of a name before an end."""
    return words("no_end") | words("between") | words("relations") | words("no_name_after") | words("titles") | all_ends()


def all_ends() -> frozenset[str]:
    """The last words of names of streets, buildings, schools and businesses."""
    return ends("streets", "buildings", "schools", "businesses")


def _name_before(found: Sequence[Word], place: int, *, sure: bool) -> int:
    """How many words before `place` are parts of a name, at most three; `sure` leaves out what may be misspelt."""
    count = 0
    while (
        count < 3
        and place - count - 1 >= 0
        and is_part(found[place - count - 1], sure=sure)
        and (count == 0 or not found[place - count].opens)
    ):
        if found[place - count].gap not in {" ", "-"} and place - count < len(found):
            break
        count += 1
    return count


def is_part(word: Word, *, sure: bool = False) -> bool:
    """Whether a word may be a part of a name; `sure` leaves out what may be misspelt."""
    form = word.form
    if len(form) == 1:
        return word.capital
    if sure and not word.capital and (ordinary(form) or misspelt(form)):
        return False
    if form in words("function") or form in words("not_names") and form not in places():
        return False
    if form in {"st", "saint", "saints"} or form in places() or is_name(form):
        return True
    if word.capital and not word.opens:
        return True
    return form.isalpha() and not ordinary(form) and form not in words("no_end") and len(form) > 2


def _names_street(found: Sequence[Word], place: int) -> bool:
    """An ordinary word that a street may be called after: "marsh lane", "park road"; not "the main road"."""
    form = found[place - 1].form
    blocked = form in words("no_end") or form in words("function") or form in words("no_name_after")
    return not blocked and not found[place].opens and form.isalpha() and not form.endswith("ing")


def to_end(found: Sequence[Word], place: int, last_words: frozenset[str]) -> Word:
    """The last word of a name that may go on: "moss side leisure centre", "park high school"."""
    last = place
    for step in range(place + 1, min(place + 4, len(found))):
        form = found[step].form
        if (
            found[step].gap != " "
            or (form not in last_words and form not in words("between"))
            or form in words("weak_ends") | words("function")
        ):
            break
        if form in last_words or form in {"magistrates", "crown", "infirmary", "centre", "club", "form", "school"}:
            last = step
    return found[last]


def with_the(found: Sequence[Word], place: int) -> Word:
    """The word here, or the “the” before it."""
    before = place - 1
    return found[before] if before >= 0 and found[before].form == "the" and found[place].gap == " " else found[place]


def is_unknown(word: Word) -> bool:
    """Whether no list has this word, neither as an ordinary one nor as a name."""
    return word.form.isalpha() and not (ordinary(word.form) or may_be_name(word.form)) and word.form not in words("not_names")


def last_of_name(found: Sequence[Word], place: int) -> int:
    """The last of the words with a capital that go on from here, or of unknown ones in small letters."""
    while place + 1 < len(found) and found[place + 1].gap in {" ", "-"} and _with_it(found[place], found[place + 1]):
        place += 1
    return place


def _with_it(word: Word, following: Word) -> bool:
    if word.capital:
        return following.capital and following.form not in words("function")
    return is_unknown(following) and not misspelt(following.form)
