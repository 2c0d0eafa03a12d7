"""The first page: what waits for me. Each room adds its lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.officer.access import allowed, needs
from feedback.officer.blueprint import pages
from feedback.permissions import Permission


@dataclass(frozen=True)
class Line:
    """One thing that waits: `text` says what, `href` leads to it, `hint` says why or until when. Urgent lines come first."""

    text: str
    href: str
    hint: str = ""
    urgent: bool = False


type_of_lines = Callable[[], Sequence[Line]]
_waiting: dict[str, tuple[Permission, type_of_lines]] = {}


def waiting(permission: Permission) -> Callable[[type_of_lines], type_of_lines]:
    """Decorate a function of a room that gives its lines, none when nothing waits; asked for officers with this permission."""

    def add(lines: type_of_lines) -> type_of_lines:
        _waiting[f"{lines.__module__}.{lines.__qualname__}"] = (permission, lines)
        return lines

    return add


def lines_for_me() -> Sequence[Line]:
    """Every line that waits for whoever is signed in: urgent ones first, then in the order of the rooms."""
    found = [line for permission, lines in _waiting.values() if allowed(permission) for line in lines()]
    return sorted(found, key=lambda line: not line.urgent)


@pages.get("/")
@needs("see_home")
def home() -> ResponseReturnValue:
    """What waits for me."""
    return render_template("officer/home.html", lines=lines_for_me())
