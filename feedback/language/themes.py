"""What comments are about. The machine proposes themes by their words; a person decides.

A theme says what a comment is about and not how good it was: "nobody listens" and "she listens" are both about listening. The shipped
codebook is themes.json; officers edit it, and each version of theirs is whole.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from feedback.language.lexicon import lexicon
from feedback.language.redaction import Names, propose
from feedback.language.redaction_text import Seen, Word
from feedback.language.redaction_words import ordinary_words
from feedback.language.redaction_words import words as listed
from feedback.language.spelling import Speller

SOURCE = Path(__file__).with_name("themes.json")
MOST_THEMES, MOST_WORDS, LONGEST_WORDS = 60, 1_000, 60
"""Themes of a codebook, words or phrases of a theme, and characters of a phrase."""

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
_PASSED_OVER = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "this",
        "that",
        "these",
        "those",
        "really",
        "so",
        "very",
        "just",
        "proper",
        "bare",
        "even",
        "still",
        "some",
        "any",
        "too",
        "quite",
    ]
)
"""Words that a phrase is found across: "changed my worker" holds "changed worker"."""
_ENDINGS = (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""), ("e", ""))
_WHOLE = frozenset(("evening", "evenings", "cares", "timing", "timings"))
"""Words that would be another word without their ending: even, car, time."""
_SHORTEST_STEM = 3
_SHORTEST_CORRECTED = 6
_SHORTEST_CLIPPED = 5
"""Letters of a form that may be one in -ing with its end left off: "makin", and not "thin"."""
_LONG_PHRASE = 2.0
"""What a phrase counts beside a single word."""


class Theme(NamedTuple):
    """One theme of a codebook: a stable code, what officers read, and the words and phrases that propose it.

    A retired theme is proposed no more, and comments keep it.
    """

    code: str
    name: str
    meaning: str
    words: tuple[str, ...]
    retired: bool = False


class Proposal(NamedTuple):
    """A theme that a comment may be about, and the words of the comment that say so."""

    theme: str
    words: tuple[str, ...]


class _Found(NamedTuple):
    theme: str
    weight: float
    start: int
    end: int


class Codebook:
    """Themes, ready to be looked for."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self.themes = tuple(themes)
        self._phrases: defaultdict[str, dict[tuple[str, ...], list[str]]] = defaultdict(dict)
        used: set[str] = set()
        for theme in self.themes:
            for entry in theme.words:
                words = [word.form for word in Seen(entry).words]
                used.update(words)
                forms = tuple(map(_stem, words))
                if forms and not theme.retired:
                    self._phrases[forms[0]].setdefault(forms, []).append(theme.code)
        self._stems = frozenset(form for phrases in self._phrases.values() for phrase in phrases for form in phrase)
        self._known = {word: word for word in ordinary_words() | used}
        self._speller = Speller((word for word in used if len(word) >= _SHORTEST_CORRECTED), self._known)

    def proposals(self, text: str) -> tuple[Proposal, ...]:
        """The themes whose words a comment holds, the strongest first. Never raises for any text."""
        seen = Seen(text)
        weights: defaultdict[str, float] = defaultdict(float)
        said: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for found in self._found(seen):
            weights[found.theme] += found.weight
            said[found.theme][seen.plain[found.start : found.end]] = None
        order = {theme.code: place for place, theme in enumerate(self.themes)}
        strongest = sorted(weights, key=lambda code: (-weights[code], order[code]))
        return tuple(Proposal(code, tuple(said[code])) for code in strongest)

    def emerging(self, texts: Iterable[str], least: int) -> list[tuple[str, int]]:
        """Words and pairs of neighbouring words that stand in at least `least` comments and in no theme, with how many comments.

        The most frequent first; a word is left out where a pair says as much. Function words, and what redaction would take out, are none.
        """
        counted: Counter[str] = Counter()
        for text in texts:
            counted.update(self._new(text))
        often = {entry: count for entry, count in counted.items() if count >= max(least, 1)}
        inside = {word: max((often[pair] for pair in often if " " in pair and word in pair.split()), default=0) for word in often}
        kept = ((entry, count) for entry, count in often.items() if " " in entry or inside[entry] < count)
        return sorted(kept, key=lambda entry: (-entry[1], entry[0]))

    def _found(self, seen: Seen) -> Iterator[_Found]:
        stems = [self._stem_of(word) for word in seen.words]
        for place, stem in enumerate(stems):
            for phrase, themes in self._phrases.get(stem, {}).items():
                last = _end_of(phrase, stems, place, seen.words)
                if last is not None:
                    weight = _LONG_PHRASE if len(phrase) > 1 else 1.0
                    yield from (_Found(theme, weight, seen.words[place].start, seen.words[last].end) for theme in themes)

    def _stem_of(self, word: Word) -> str:
        if len(word.form) >= _SHORTEST_CLIPPED and word.form.endswith("in") and f"{word.form}g" in self._known:
            return _stem(f"{word.form}g")
        return _stem(lexicon().respelt.get(word.form) or self._known.get(word.form) or self._speller.corrected(word.form))

    def _new(self, text: str) -> set[str]:
        seen = Seen(text)
        hidden = propose(text, Names())
        kept = [word.form if self._is_new(seen, place, hidden) else "" for place, word in enumerate(seen.words)]
        pairs = {f"{first} {second}" for first, second in pairwise(kept) if first and second}
        return {word for word in kept if word} | pairs

    def _is_new(self, seen: Seen, place: int, hidden: Sequence[tuple[int, int, str]]) -> bool:
        word = seen.words[place]
        if len(word.form) < _SHORTEST_STEM or not word.form.isalpha() or _says_little(word.form) or _stem(word.form) in self._stems:
            return False
        start, end = seen.span(word.start, word.end)
        return not any(first < end and start < last for first, last, _ in hidden)


@lru_cache(maxsize=4)
def codebook(themes: str) -> Codebook:
    """The codebook of a JSON list of themes; "" is the shipped one."""
    return Codebook(read(themes or SOURCE.read_text(encoding="utf-8")))


def read(themes: str) -> tuple[Theme, ...]:
    """Themes from the JSON that they are kept in."""
    kept: list[Mapping[str, object]] = json.loads(themes)
    return tuple(_theme(entry) for entry in kept)


def written(themes: Iterable[Theme]) -> str:
    """Themes as the JSON that they are kept in."""
    return json.dumps([theme._asdict() for theme in themes], ensure_ascii=False)


def check_themes(themes: Sequence[Theme]) -> list[str]:
    """What an officer has to mend before these themes can be used; empty when nothing."""
    problems = [problem for theme in themes for problem in _problems(theme)]
    for label, values in (("code", [theme.code for theme in themes]), ("name", [theme.name.strip().lower() for theme in themes])):
        problems += [f"Two themes have the {label} “{value}”. Change one of them." for value, count in Counter(values).items() if count > 1]
    if not any(not theme.retired for theme in themes):
        problems.append("Keep at least one theme that is not retired.")
    if len(themes) > MOST_THEMES:
        problems.append(f"A codebook has at most {MOST_THEMES} themes. Merge some of them.")
    return problems


def _problems(theme: Theme) -> Iterator[str]:
    called = theme.name.strip() or theme.code
    if not theme.name.strip():
        yield f"Give the theme “{theme.code}” a name."
    if not _CODE.fullmatch(theme.code):
        yield f"The code “{theme.code}” must begin with a letter, and hold small letters, digits and “_” only, 40 at most."
    if not theme.meaning.strip():
        yield f"Say what the theme “{called}” means."
    if len(theme.words) > MOST_WORDS:
        yield f"The theme “{called}” has more than {MOST_WORDS:,} words. Take some out."
    for entry in theme.words:
        if not Seen(entry).words:
            yield f"“{entry}” in the theme “{called}” holds no word that can be looked for."
        elif len(entry) > LONGEST_WORDS:
            yield f"“{entry[:LONGEST_WORDS]}…” in the theme “{called}” is too long. Keep to {LONGEST_WORDS} characters."


def _theme(entry: Mapping[str, object]) -> Theme:
    words = entry["words"]
    if not isinstance(words, list):
        raise TypeError("The words of a theme are a list.")
    return Theme(str(entry["code"]), str(entry["name"]), str(entry["meaning"]), tuple(map(str, words)), bool(entry.get("retired", False)))


def _end_of(phrase: tuple[str, ...], stems: Sequence[str], place: int, words: Sequence[Word]) -> int | None:
    """Where a phrase that begins at `place` ends, small words between passed over; None when it does not stand there."""
    for stem in phrase[1:]:
        place += 1
        while place < len(stems) and stems[place] != stem and words[place].form in _PASSED_OVER:
            place += 1
        if place >= len(stems) or stems[place] != stem or words[place].opens:
            return None
    return place


@lru_cache(maxsize=10_000)
def _stem(form: str) -> str:
    """The word without a common ending: listen, listens, listened and listening are one."""
    if form in _WHOLE:
        return form
    for ending, instead in _ENDINGS:
        stem = form.removesuffix(ending)
        if stem != form and len(stem) >= _SHORTEST_STEM + (ending == "e"):
            stem += instead
            if ending in {"ing", "ed"} and len(stem) == _SHORTEST_STEM and f"{stem}e" in ordinary_words():
                return f"{stem}e"
            return stem[:-1] if stem[-1] == stem[-2] and ending in {"ing", "ed"} and stem[-1] not in "ls" else stem
    return form


def _says_little(form: str) -> bool:
    known = lexicon()
    return form in known.function_words | known.fillers | known.negators | listed("function") | listed("not_names")
