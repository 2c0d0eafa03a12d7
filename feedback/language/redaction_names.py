"""Who is named in a comment. Lists know most names; a name that is also a word, or that no list has, is known by what stands round it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import SHORTEST_SLIP, ends, is_name, listed, may_be_name, misspelt, misspelt_name, ordinary, words
from feedback.language.spelling import one_slip

SURE, LIKELY = 2, 1
"""How far the words around must point to a person: LIKELY for a name that is also a word, SURE for a word that no list has."""
_CALLED = frozenset(("called", "named", "nicknamed", "name", "names", "aka"))
_OUR_OWN = frozenset(["i", "u", "r", "n", "o", "a", "x", "y", "b", "c", "k", "v", "w", "d"])
"""Letters that are words of their own in a text message."""
_GREETING = frozenset(
    [
        *(
            "shout out",
            "shouts out",
            "big up",
            "thanks to",
            "thank you",
            "ty to",
            "props to",
            "love to",
            "out to",
            "bring back",
            "want back",
        ),
        *("spoke to", "talk to", "talking to", "talked to", "ring foster", "foster mum", "foster dad", "foster carer", "me n", "me and"),
    ]
)
"""Two words after which somebody must be meant."""
_SIZES = frozenset(("lil", "big", "old"))
_TELLING = frozenset(
    [
        *("told", "tells", "asked", "asks", "rang", "rings", "texts", "texted", "explained", "explains", "listens", "listened", "reckons"),
        *("laughed", "laughs", "picks", "picked", "drove", "drives", "remembered", "remembers", "sorted", "drew", "said", "says"),
    ]
)
"""What only a person does."""
_THOSE_TOLD = frozenset(("me", "us", "him", "her", "mum", "my", "them", "stuff"))
_MODAL = frozenset(("will", "may", "might"))
_WRITTEN_LARGE = frozenset(["said", "can", "love", "ever", "long", "hung", "non", "even", "em", "don", "hind", "nest"])
"""Names that nobody could tell from the word but by a capital or a title."""


def named(seen: Seen, staff: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where somebody is named, as (start, end) in the plain text: title, names and family name together."""
    listed_staff = _staff(staff)
    place = 0
    while place < len(seen.words):
        if _is_named(seen.words, place, listed_staff):
            last = _last(seen.words, place, listed_staff)
            yield seen.words[_first(seen.words, place)].start, seen.words[last].end
            place = last
        place += 1


def _is_named(found: Sequence[Word], place: int, staff: dict[str, tuple[str, ...]]) -> bool:
    word = found[place]
    form = word.form
    if len(form) == 1:
        return _is_initial(found, place)
    if staff and _is_staff(form, staff):
        return not _word_too(form) or _cue(found, place) >= LIKELY or _capital_inside(word)
    if is_name(form) or ("-" in form and _is_double(form)):
        return True
    if may_be_name(form):
        needed = SURE if form in words("seldom") else LIKELY
        return _cue(found, place) >= needed or (_capital_inside(word) and form not in words("not_names"))
    if ordinary(form) or form in words("not_names"):
        return form not in words("function") and (_after_title(found, place) or _is_nickname(found, place))
    return _is_unlisted(found, place)


def _is_unlisted(found: Sequence[Word], place: int) -> bool:
    """A word that no list has: a name when it looks like one, or when somebody must be meant."""
    word = found[place]
    form = word.form
    if (is_name(form.removesuffix("s")) and len(form) > 3) or misspelt_name(form):
        return True
    if not form.isalpha() or form.endswith(("ed", "ing")):
        return _capital_inside(word) and form.isalpha() and not _place_before(found, place)
    if _capital_inside(word) and not _place_before(found, place):
        return True
    return _cue(found, place) >= (SURE if misspelt(form) else LIKELY) or (_opens_clause(found, place) and _does(_next(found, place)))


def _opens_clause(found: Sequence[Word], place: int) -> bool:
    word = found[place]
    return word.opens or word.gap.startswith(",") or (place > 0 and found[place - 1].form in words("clause"))


def _does(form: str) -> bool:
    """A verb of the third person, as far as its form tells: "wears", "uses"."""
    return len(form) > 3 and form.endswith("s") and not form.endswith("ss") and ordinary(form[:-1]) and form not in words("function")


def _is_nickname(found: Sequence[Word], place: int) -> bool:
    """An ordinary word by which somebody goes: "biscuit told me", "only Fee rang us"."""
    word, after = found[place], _next(found, place)
    usual = ends("generic", "relations", "not_names", "never", "no_name_after")
    if word.form in usual or word.form.endswith(("s", "ing", "ly", "ed")):
        return False
    if _capital_inside(word):
        return after in words("speaking") and not _place_before(found, place)
    return _opens_clause(found, place) and after in _TELLING and _next(found, place + 1) in _THOSE_TOLD


def _is_initial(found: Sequence[Word], place: int) -> bool:
    """A single letter: "J told me", "miss p"."""
    word = found[place]
    if not word.form.isalpha() or word.form in {"a", "i", "u"}:
        return False
    if _after_title(found, place):
        return True
    cue = _cue(found, place)
    return cue >= LIKELY and (word.capital or word.form not in _OUR_OWN)


def _is_double(form: str) -> bool:
    return any(is_name(part) for part in form.split("-")) and not ordinary(form)


def _is_staff(form: str, staff: dict[str, tuple[str, ...]]) -> bool:
    near = staff.get(form[0], ())
    if form in near or (form.endswith("s") and form[:-1] in near and not ordinary(form)):
        return True
    return len(form) >= SHORTEST_SLIP and not ordinary(form) and any(len(name) >= SHORTEST_SLIP and one_slip(form, name) for name in near)


def _word_too(form: str) -> bool:
    return may_be_name(form) or (ordinary(form) and not is_name(form))


def _capital_inside(word: Word) -> bool:
    """A capital where no sentence begins: in English writing, a name of something."""
    return word.capital and not word.opens


def _place_before(found: Sequence[Word], place: int) -> bool:
    return place > 0 and found[place - 1].form in {"in", "near", "at"} and not found[place].opens


def _cue(found: Sequence[Word], place: int) -> int:
    """How far the words around point to a person here, from 0."""
    word = found[place]
    if _after_title(found, place):
        return SURE
    before = found[place - 1].form if place and not word.opens else ""
    after = _next(found, place)
    if before in words("no_name_after") and before not in _SIZES:
        return 0
    said = (after in words("speaking") or _past(after)) and not _plain_form(word.form, after)
    if word.form in _WRITTEN_LARGE:
        return 0
    if word.form in _MODAL and not (said or (before in words("prepositions") and after not in words("function"))):
        return 0
    if (
        word.form in words("verbs")
        and after in words("objects")
        and found[place + 1].gap == " "
        and before not in ends("prepositions", "relations")
    ):
        return 0
    opening = _opens_clause(found, place)
    return _before(before, found, place) + _after(found, place, said=said, opening=opening) + word.owned


def _before(before: str, found: Sequence[Word], place: int) -> int:
    if before in _CALLED:
        return SURE
    if place > 1 and f"{found[place - 2].form} {before}" in _GREETING:
        return SURE
    if before in words("relations"):
        return SURE if _whose(found, place - 1) else LIKELY
    if before == "is" and place > 1 and found[place - 2].form in words("relations") | {"name"}:
        return SURE
    if (
        before == "to"
        and place > 1
        and not found[place - 2].form.startswith(("spoke", "speak", "talk", "listen", "chat", "went", "said", "thanks", "shout"))
    ):
        return 0
    return LIKELY if before in words("before") or before in _SIZES else 0


def _after(found: Sequence[Word], place: int, *, said: bool, opening: bool) -> int:
    after = _next(found, place)
    if said:
        return SURE if opening else LIKELY
    if after in {"and", "n", "&"} and _next(found, place + 1) in {"me", "i"}:
        return SURE if opening else LIKELY
    if after in {"is", "was", "has", "had", "s"} and opening:
        return SURE if _next(found, place + 1) in words("praise") else LIKELY
    return LIKELY if after in words("doing") and opening else 0


def _past(form: str) -> bool:
    return len(form) > 4 and form.endswith("ed") and ordinary(form)


def _plain_form(form: str, after: str) -> bool:
    """Whether the two read as one verb, "will read", "may let": then nobody is named."""
    return form in _MODAL and after in {"read", "let", "never", "always", "actually", "come", "put"}


def _whose(found: Sequence[Word], place: int) -> bool:
    """ "my worker", "the yot worker", "his older brother": somebody is spoken of, and may be named next."""
    return any(
        word.form in {"my", "our", "his", "her", "their", "ur", "your", "the", "a", "mi", "new", "old", "me"}
        for word in found[max(0, place - 3) : place]
    )


def _after_title(found: Sequence[Word], place: int) -> bool:
    """Whether a title stands directly before: "mr okafor", "aunty bev"; not "i miss kel", nor "little help"."""
    title, word = found[place - 1], found[place]
    if not place or title.form not in words("titles") or word.gap not in {" ", ". "} or word.form in words("function"):
        return False
    unknown = not ordinary(word.form) and word.form not in words("not_names")
    if title.form in {"mr", "mrs", "ms"}:
        return True
    if title.form in words("capital_titles"):
        return is_name(word.form) or (title.capital and word.capital and unknown)
    if title.form == "miss":
        return (title.capital and word.capital) or is_name(word.form) or len(word.form) == 1 or unknown
    return is_name(word.form) or may_be_name(word.form) or unknown


def _first(found: Sequence[Word], place: int) -> int:
    """The title before a name, if it has one."""
    return (
        place - 1
        if _after_title(found, place) and not (found[place - 1].form == "miss" and place > 1 and found[place - 2].form == "i")
        else place
    )


def _last(found: Sequence[Word], place: int, staff: dict[str, tuple[str, ...]]) -> int:
    """The last word of a name: further names, and a family name."""
    while place + 1 < len(found) and found[place + 1].gap == " " and not found[place].owned and _goes_on(found, place + 1, staff):
        place += 1
    return place


def _goes_on(found: Sequence[Word], place: int, staff: dict[str, tuple[str, ...]]) -> bool:
    word = found[place]
    form = word.form
    if form in words("not_names") or form in words("function"):
        return False
    if is_name(form) or form in _family_names() or (len(form) > 1 and form in staff.get(form[0], ())):
        return not _word_too(form) or word.capital
    if word.capital and found[place - 1].capital:
        return not ordinary(form) or form in listed("surnames.txt")
    return len(form) == 1 and form.isalpha() and (word.capital or form not in _OUR_OWN)


@cache
def _family_names() -> frozenset[str]:
    """Family names that are no other word."""
    return frozenset(name for name in listed("surnames.txt") if not ordinary(name))


@cache
def _staff(staff: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The parts of the staff's names by their first letter."""
    parts: dict[str, tuple[str, ...]] = {}
    for name in staff:
        for word in Seen(name).words:
            for form in {word.form, *word.form.split("-")}:
                if len(form) > 1 and form not in words("titles"):
                    parts[form[0]] = (*parts.get(form[0], ()), form)
    return parts


def _next(found: Sequence[Word], place: int) -> str:
    """The word after, of the same sentence; empty when there is none."""
    following = found[place + 1] if place + 1 < len(found) else None
    return "" if following is None or following.opens else following.form
