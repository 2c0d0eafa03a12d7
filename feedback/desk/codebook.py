"""The codebook of themes as officers edit it. A theme is retired, never removed: its code keeps its meaning wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from feedback.desk import list_versions
from feedback.language.themes import Theme, check_themes, codebook, written
from feedback.store import lists

KIND: Literal["themes"] = "themes"
LONGEST_CODE = 40
RESERVED = frozenset({"add", "emerging", "versions", "words"})
"""Codes that would stand at the address of another page."""


class ThemesWrong(ValueError):
    """The codebook cannot be changed so. The message says why and what to do."""


class NoSuchTheme(LookupError):
    """The codebook has no theme with this code."""


def current() -> tuple[Sequence[Theme], int]:
    """The themes in their order, retired ones among them, and the version."""
    edited = lists.current(KIND)
    return codebook(edited.content).themes, edited.version


def find(themes: Sequence[Theme], code: str) -> Theme:
    """The theme with a code. Raises NoSuchTheme."""
    found = next((theme for theme in themes if theme.code == code), None)
    if found is None:
        raise NoSuchTheme(code)
    return found


def words_of(typed: str) -> tuple[str, ...]:
    """Words and phrases that were typed, one a line or with commas, each once."""
    return tuple(dict.fromkeys(" ".join(word.split()) for word in re.split(r"[\n,]", typed) if word.strip()))


def add(name: str, meaning: str, words: Sequence[str], after: int, actor: str) -> str:
    """Add a theme at the end; its code. Raises ThemesWrong, and lists.Outdated."""
    themes, _ = current()
    code = _code(name, {theme.code for theme in themes})
    theme = Theme(code=code, name=name, meaning=meaning, words=tuple(words), retired=False)
    _keep([*themes, theme], after, f"Added “{name}”", actor)
    return code


def change(code: str, name: str, meaning: str, words: Sequence[str], after: int, actor: str) -> bool:
    """Change what a theme is called, means and is proposed by. False when nothing differs. Raises as `add`, and NoSuchTheme."""
    themes, _ = current()
    before = find(themes, code)
    changed = before._replace(name=name, meaning=meaning, words=tuple(words))
    if changed == before:
        return False
    _keep(_with(themes, changed), after, f"Changed “{before.name}”: {'; '.join(_differences(before, changed))}", actor)
    return True


def add_word(code: str, word: str, after: int, actor: str) -> bool:
    """Add a word to a theme. False when it has the word. Raises as `change`."""
    theme = find(current()[0], code)
    return change(code, theme.name, theme.meaning, tuple(dict.fromkeys((*theme.words, word))), after, actor)


def retire(code: str, after: int, actor: str) -> str:
    """Propose a theme no longer; comments that have it keep it. Its name. Raises as `change`."""
    return _put(code, "Retired", after, actor, retired=True)


def bring_back(code: str, after: int, actor: str) -> str:
    """Use a retired theme again. Its name. Raises as `change`."""
    return _put(code, "Brought back", after, actor, retired=False)


def move_up(code: str, after: int, actor: str) -> str:
    """Let a theme stand one place higher; the first stays. Its name. Raises as `change`."""
    themes = list(current()[0])
    theme = find(themes, code)
    place = themes.index(theme)
    if place:
        themes[place - 1 : place + 1] = [theme, themes[place - 1]]
        _keep(themes, after, f"Moved “{theme.name}” up", actor)
    return theme.name


def go_back(number: int, after: int, actor: str) -> int:
    """Make a new version that equals an older one; 0 is the codebook that came. Themes added since are kept, retired.

    Raises list_versions.NoSuchVersion, and lists.Outdated.
    """
    older = list(codebook(list_versions.content_of(KIND, number)).themes)
    there = {theme.code for theme in older}
    newer = [theme._replace(retired=True) for theme in current()[0] if theme.code not in there]
    note = f"Went back to version {number}" if number else "Went back to the codebook that came with the service"
    return _keep([*older, *newer], after, note, actor)


def _put(code: str, done: str, after: int, actor: str, *, retired: bool) -> str:
    themes, _ = current()
    theme = find(themes, code)
    if theme.retired != retired:
        _keep(_with(themes, theme._replace(retired=retired)), after, f"{done} “{theme.name}”", actor)
    return theme.name


def _with(themes: Sequence[Theme], changed: Theme) -> list[Theme]:
    return [changed if theme.code == changed.code else theme for theme in themes]


def _keep(themes: Sequence[Theme], after: int, note: str, actor: str) -> int:
    problems = check_themes(themes)
    if problems:
        raise ThemesWrong(" ".join(problems))
    return list_versions.keep(KIND, written(themes), after, note, actor)


def _differences(before: Theme, after: Theme) -> list[str]:
    told = [f"now called “{after.name}”"] if before.name != after.name else []
    told += ["the meaning"] if before.meaning != after.meaning else []
    told += [f"+ {word}" for word in after.words if word not in before.words]
    told += [f"− {word}" for word in before.words if word not in after.words]
    return told or ["the order of its words"]


def _code(name: str, taken: set[str]) -> str:
    """A code that no theme has or had, from its name."""
    bare = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")[: LONGEST_CODE - len("theme_99_")]
    bare = bare if re.match("[a-z].", bare) else f"theme_{bare}".rstrip("_")
    codes = (bare, *(f"{bare}_{number}" for number in range(2, 100)))
    return next(code for code in codes if code not in taken and code not in RESERVED)
