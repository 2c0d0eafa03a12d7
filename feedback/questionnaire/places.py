"""Where in a questionnaire something stands, in words that its author knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[int | str, ...]

ONE_OF = {
    "sections": "section",
    "questions": "question",
    "options": "option",
    "variants": "variant",
    "rules": "rule",
    "paragraphs": "paragraph",
    "instruments": "instrument",
    "items": "item",
    "conversion": "conversion line",
    "band_sets": "set of bands",
    "bands": "band",
    "ages": "age",
}
"""The word for one member of a list or dict with this name."""


def place(raw: Any, path: Path) -> str:
    """The place in plain words: 'Section “worker”, question “fair”, option 2, label'. Tags of unions are not places."""
    words: list[str] = []
    node, holder = raw, ""
    for number, step in enumerate(path):
        inner = _step_into(node, step)
        if inner is None and number < len(path) - 1:
            continue
        if holder in ONE_OF:
            words.append(f"{ONE_OF[holder]} {_name(inner, step)}")
        elif step not in ONE_OF or number == len(path) - 1:
            words.append(str(step).replace("_", " "))
        node, holder = inner, str(step) if holder not in ONE_OF else ""
    placed = ", ".join(words) or "the questionnaire"
    return placed[0].upper() + placed[1:]


def _step_into(node: Any, step: int | str) -> Any:
    if isinstance(node, Mapping):
        return node.get(step)
    if isinstance(node, (list, tuple)) and isinstance(step, int) and step < len(node):
        return node[step]
    return None


def _name(member: Any, step: int | str) -> str:
    code = member.get("code") if isinstance(member, Mapping) else None
    if isinstance(code, str) and code:
        return f"“{code}”"
    return f"“{step}”" if isinstance(step, str) else str(step + 1)


def texts(node: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain data, with the path that leads to it."""
    if isinstance(node, str):
        yield path, node
    inner = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, (list, tuple)) else ()
    for step, value in inner:
        yield from texts(value, (*path, step))
