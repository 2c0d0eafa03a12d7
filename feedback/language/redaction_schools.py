"""Schools, clubs and employers that a comment names: by lists, by how such names end, and by the words that lead to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedback.language.redaction_heads import Found, all_ends, headed, is_part, last_of_name, no_names, to_end
from feedback.language.redaction_listed import by_first, given_phrases, on_list, phrase_at
from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import ends, is_name, ordinary, words

_AT = frozenset(("at", "for", "in", "with", "wiv", "down", "up"))
_MOST_WORDS = 4
_LEFT_SCHOOL = frozenset(
    (
        *("excluded from", "expelled from", "suspended from", "place at", "year at", "school called"),
        *("my school", "old school", "new school", "his school", "her school", "college called", "back at"),
    )
)
_WELSH = frozenset(("ty", "ysgol", "coleg", "canolfan", "plas", "bryn", "maes", "heol"))
"""House, school, college, centre, hall, hill, field and road, which in Welsh stand first."""
_HOLY = _WELSH | {"st", "saint", "saints"}


def schooled(seen: Seen, given: tuple[str, ...]) -> Iterator[Found]:
    """Where a school, a club or an employer is named, as (start, end) in the plain text; `given` are schools of the area."""
    yield from on_list(seen, given_phrases(given), sure=True)
    yield from on_list(seen, by_first(words("patrons")), sure=True)
    last_words = ends("schools", "businesses")
    for place, word in enumerate(seen.words):
        found = headed(seen, place, last_words) if word.form in last_words else _saint(seen.words, place)
        found = found or _brand(seen.words, place) or _left_school(seen.words, place)
        if found:
            yield found
        if word.form in words("working"):
            yield from _employer(seen.words, place)


def _saint(found: Sequence[Word], place: int) -> Found | None:
    """ "st bedes", "st thomas more high school"."""
    word = found[place]
    if word.form not in _HOLY or place + 1 >= len(found) or found[place + 1].gap not in {" ", ". "}:
        return None
    following = found[place + 1]
    if word.form in _WELSH and not (place and found[place - 1].form in words("leading")):
        return None
    if following.form in words("function") or not following.form.isalpha():
        return None
    last = place + 1
    while last + 1 < len(found) and found[last + 1].gap == " " and last - place < _MOST_WORDS and _of_school(found[last + 1]):
        last += 1
    return word.start, found[last].whole_end


def _of_school(word: Word) -> bool:
    return (
        word.form in words("schools") | {"rc", "ce", "catholic", "form", "church", "hall", "more", "fisher"}
        or is_name(word.form)
        and word.capital
    )


def _brand(found: Sequence[Word], place: int) -> Found | None:
    """A named employer, anywhere but after "like"; one that is also a word only with a capital, after "at" and its like."""
    length = phrase_at(found, place, by_first(words("employers"))) if found[place].form in by_first(words("employers")) else 0
    before = found[place - 1].form if place else ""
    known = length > 1 or found[place].form not in words("employers_too")
    led = before in _AT | {"to", "from", "outside", "by", "off"} and found[place].capital and not found[place].opens
    if not length or before == "like" or not (known or led):
        return None
    return found[place].start, found[place + length - 1].whole_end


def _left_school(found: Sequence[Word], place: int) -> Found | None:
    """What can only be a school: "excluded from oasis", "my new school woodside"."""
    if place < 2 or found[place].opens or f"{found[place - 2].form} {found[place - 1].form}" not in _LEFT_SCHOOL:
        return None
    word = found[place]
    known = ordinary(word.form) and not (word.capital or found[place - 1].form in {"from", "at"})
    if known or word.form in no_names() | words("function") | words("never") | words("no_name_after") or not word.form.isalpha():
        return None
    return word.start, found[last_of_name(found, place)].whole_end


def _employer(found: Sequence[Word], place: int) -> Iterator[Found]:
    """ "work at greggs", "a job in Halfords": the name after, if it is one."""
    start = next((step for step in range(place + 1, min(place + 5, len(found))) if found[step].form in _AT), None)
    if start is None or start + 1 >= len(found):
        return
    first = start + (2 if found[start + 1].form == "the" else 1)
    if first >= len(found) or found[first].opens:
        return
    length = phrase_at(found, first, by_first(words("employers")))
    if length:
        yield found[first].start, found[first + length - 1].whole_end
    elif is_part(found[first]):
        yield found[first].start, to_end(found, last_of_name(found, first), all_ends() | words("clubs")).whole_end
