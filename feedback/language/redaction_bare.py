"""Schools, clubs, employers and places called by ordinary words, which only the words around them give away: "at new leaf", "the hive".

No list can hold them all. Where a name must stand, whatever is no usual place, time or state (the list `generic`) is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedback.language.redaction_heads import Found, all_ends
from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import ends, is_name, may_be_name, ordinary, words

_MOST_WORDS = 3
_GOING = frozenset(("go", "goes", "goin", "going", "went", "gone", "attend", "attends", "attended"))
_OUT_OF = frozenset(("from", "into", "outside", "near", "behind"))
_WITH_THE = frozenset(("at", "from", "to", "near", "outside", "down", "behind", "into", "past", "round", "called", *_GOING))
_KINDS = frozenset(
    ("school", "college", "place", "group", "project", "gym", "club", "centre", "course", "unit", "pru", "charity", "programme")
)
_FEELING = frozenset(("im", "am", "is", "hes", "shes", "are", "really", "so", "was", "got", "getting", "get"))
"""Before "into" these say what somebody likes, or that there is trouble."""
_AND_CO = re.compile(
    r"(?<![\w'])(?:the )?([\w']{2,20}(?: [\w']{2,20})?) (?:and|n|&) (?:co|sons?|daughters?|bros|brothers"
    r"|partners)\b(?! (?:is|are|was|were|i)\b)"
)
_TWO_PARTNERS = re.compile(r"(?<![\w'])([a-z][\w'-]{1,20}) & ([a-z][\w'-]{1,20})")
_THEM = r"(?:me|him|her|us|my (?:son|lad|brother|mate|daughter))"
_TURNED_AWAY = "|".join(
    (
        rf"(?:chucked|kicked|booted|threw|turfed|sent|dropped|binned|sacked|excluded|expelled|suspended|hired|fired|employed) {_THEM}\b",
        rf"w(?:ont|ouldnt|on't|ouldn't) (?:have|take) {_THEM}\b",
        rf"took {_THEM} (?:back|on)\b",
        rf"wants? {_THEM} (?:in|back|out)\b",
        rf"(?:let|having|have) {_THEM} (?:back|start)\b",
        rf"said (?:they|they'd|theyd) (?:would |will )?(?:have|take) {_THEM}\b",
        rf"(?:gave|offered) {_THEM} (?:a (?:job|trial|place|start|chance|shift)|shifts|saturdays|work)\b",
        r"takes? (?:ppl|people|kids)\b",
    )
)
"""What schools and employers do to somebody."""
_WHO_TURNED_AWAY = re.compile(
    rf"(?<![\w'])(?P<name>[a-z][\w']{{1,20}}(?: [a-z][\w']{{1,20}}){{0,2}}) (?:has |have |just |also |then )?(?:{_TURNED_AWAY})"
)


def bare(seen: Seen) -> Iterator[Found]:
    """Where a school, a club, an employer or a place is named by ordinary words, as (start, end) in the plain text."""
    found = seen.words
    for place, word in enumerate(found):
        first = _first_word(found, place) if word.form in _WITH_THE or word.form in _OUT_OF else None
        count = _length(found, first) if first is not None else 0
        if first is not None and count:
            start = first - 1 if found[first - 1].form == "the" else first
            yield found[start].start, found[first + count - 1].whole_end
    yield from (match.span() for match in _AND_CO.finditer(seen.plain) if not _all_small(match[1]))
    yield from (match.span() for match in _TWO_PARTNERS.finditer(seen.plain) if _written_large(seen, match.start(1), match.start(2)))
    for match in _WHO_TURNED_AWAY.finditer(seen.plain):
        name = _name_of_school(match["name"])
        if name:
            yield match.end("name") - len(name), match.end("name")


def _first_word(found: Sequence[Word], place: int) -> int | None:
    """Where a name may begin after the word here, which leads to one."""
    word, after = found[place], place + 1
    if after >= len(found) or found[after].opens or found[after].gap != " ":
        return None
    if found[after].form == "to" and word.form in _GOING:
        after += 1
    before = found[place - 1].form if place else ""
    the = after < len(found) and found[after].form == "the"
    if the:
        return after + 1 if word.form in _WITH_THE and after + 1 < len(found) else None
    if word.form == "called":
        return after if before in _KINDS else None
    if word.form == "to" or (word.form == "into" and before in _FEELING):
        return None
    leads = word.form == "at" or word.form in _OUT_OF or (word.form in _GOING and not _goes_on(found, after))
    return after if leads and after < len(found) else None


def _goes_on(found: Sequence[Word], place: int) -> bool:
    """Whether "go" is only a part of another verb here: "go get", "going through"."""
    form = found[place].form if place < len(found) else ""
    return not form or form in words("verbs") or form.endswith(("ly", "ed")) or (form.endswith(("ing", "in")) and _is_doing(form))


def _is_doing(form: str) -> bool:
    stem = form.removesuffix("g").removesuffix("in")
    return any(ordinary(verb) for verb in (stem, f"{stem}e", stem[:-1]) if len(verb) > 2)


def _length(found: Sequence[Word], first: int) -> int:
    """How many words a name has that begins at `first`; 0 when none does."""
    count = 0
    while count < _MOST_WORDS and first + count < len(found) and _may_belong(found, first + count, begins=count == 0):
        count += 1
    while count and found[first + count - 1].form in words("may_begin"):
        count -= 1
    following = found[first + count] if first + count < len(found) else None
    if (
        count
        and following is not None
        and following.form in {"and", "n", "&"}
        and following.gap == " "
        and _may_belong_at(found, first + count + 1)
    ):
        return count + 2
    if (
        not count
        or following is None
        or following.gap != " "
        or following.form in words("function")
        or following.form not in words("generic")
    ):
        return count
    return count + 1 if following.form in all_ends() and found[first + count - 1].form not in words("may_begin") else 0


def _may_belong_at(found: Sequence[Word], place: int) -> bool:
    return place < len(found) and _may_belong(found, place, begins=False)


def _may_belong(found: Sequence[Word], place: int, *, begins: bool) -> bool:
    word = found[place]
    form = word.form
    if (not begins and word.gap != " ") or word.opens or not form.isalpha() or len(form) < 3:
        return False
    if form in words("may_begin"):
        return begins
    usual = (
        form in words("generic") or form.removesuffix("s") in words("generic") or form in words("function") or form in words("not_names")
    )
    return not (usual or form in words("relations") or form in words("never") or form in words("speaking"))


def _written_large(seen: Seen, *starts: int) -> bool:
    return all(seen.words[seen.at(start)].capital for start in starts)


def _all_small(name: str) -> bool:
    return all(word in words("function") or word in words("relations") for word in name.split())


def _name_of_school(said: str) -> str:
    """The last words of what is said that are no usual ones and nobody's name: "then the wheel" is "wheel"."""
    usual = ends("generic", "function", "relations", "never")
    parts: list[str] = []
    for part in reversed(said.split()):
        if part in usual or is_name(part) or may_be_name(part):
            break
        parts.append(part)
    return " ".join(reversed(parts))
