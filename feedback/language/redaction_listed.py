"""Places, schools and employers that a list knows, where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from feedback.language.redaction_heads import Found, all_ends, to_end, with_the
from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import may_be_name, ordinary, places, words

_SURELY_BEFORE = frozenset(("in", "from", "near", "thru", "through", "round", "past", "outside"))
_BESIDE = frozenset(("not", "and", "to", "or", "n", "then", "instead"))
_OF_A_TOWN = frozenset(("office", "station", "town", "ends", "estate", "area", "way"))


def on_list(seen: Seen, phrases: dict[str, tuple[tuple[str, ...], ...]], *, sure: bool) -> Iterator[Found]:
    """Where one of the phrases stands; of those that are `sure`, none is left out for the sake of a football team."""
    found = seen.words
    if phrases.keys().isdisjoint(seen.forms):
        return
    for place, word in enumerate(found):
        phrase = word.form in phrases and phrase_at(found, place, phrases)
        if phrase and (phrase > 1 or not (ordinary(word.form) if sure else _word_too(word.form)) or _leads_here(found, place, sure=sure)):
            if not sure and _plays(found, place + phrase):
                continue
            last = to_end(found, place + phrase - 1, all_ends())
            yield with_the(found, place).start, last.whole_end


def _plays(found: Sequence[Word], place: int) -> bool:
    """Whether a team is spoken of, and no place: "leeds lost"."""
    return place < len(found) and found[place].gap == " " and found[place].form in words("of_a_team")


def phrase_at(found: Sequence[Word], place: int, phrases: dict[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words the longest phrase has that stands here; 0 when there is none."""
    for phrase in phrases.get(found[place].form, ()):
        if tuple(word.form for word in found[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _word_too(form: str) -> bool:
    return (ordinary(form) and form not in words("surely")) or may_be_name(form) or form in words("function")


def _leads_here(found: Sequence[Word], place: int, *, sure: bool) -> bool:
    """Whether what stands before makes an ordinary word a place: "from reading", "In Bath"."""
    word = found[place]
    if word.capital and not word.opens:
        return True
    before = [other.form for other in found[max(0, place - 2) : place]]
    if not word.opens and _with_another(found, place):
        return True
    if word.opens or not before or (word.form in {"reading", "sale"} and before[-1] != "from" and " ".join(before) not in words("moving")):
        return False
    if sure and before[-1] == "the":
        return len(before) > 1 and before[0] in words("in_places")
    return before[-1] in _SURELY_BEFORE or " ".join(before) in words("moving") or (before[-1] == "to" and before[0].isdigit())


def _with_another(found: Sequence[Word], place: int) -> bool:
    """Whether what follows, or a place told beside it, shows a place: "reading office", "in sale not bury"."""
    after = found[place + 1].form if place + 1 < len(found) else ""
    beside = {found[step].form for step in (place - 2, place + 2) if 0 <= step < len(found)}
    between = {after, found[place - 1].form if place else ""}
    return after in _OF_A_TOWN or (not between.isdisjoint(_BESIDE) and any(form in places() for form in beside))


@cache
def by_first(names: frozenset[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first."""
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        parts = tuple(word.form for word in Seen(name).words)
        if parts:
            phrases[parts[0]] = tuple(sorted((*phrases.get(parts[0], ()), parts), key=lambda phrase: (-len(phrase), phrase)))
    return phrases


@cache
def given_phrases(given: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The council's own names, by their first word."""
    return by_first(frozenset(name.lower().removeprefix("the ") for name in given))
