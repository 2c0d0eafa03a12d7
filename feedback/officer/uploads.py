"""Views that take large files: `@takes_file(bytes)`. A file stays in memory: no part of it may reach a disk as it came."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any, ParamSpec, TypeVar

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.formparser import FormDataParser

from feedback.officer.access import allowed
from feedback.officer.errors import Trouble
from feedback.permissions import Permission

Inputs = ParamSpec("Inputs")
Output = TypeVar("Output")
AROUND = 64 * 1024
"""Bytes that a form needs around its file."""
MOST_DRAINED = 256 * 1024 * 1024
PIECE = 1024 * 1024


class InMemory(FormDataParser):
    """Reads a form without a temporary file: Werkzeug would write one for anything beyond half a megabyte."""

    def __init__(self, _stream_factory: Any = None, **more: Any) -> None:
        more.pop("stream_factory", None)
        super().__init__(_in_memory, **more)


def _in_memory(
    total_content_length: int | None,  # noqa: ARG001 - Werkzeug names them
    content_type: str | None,  # noqa: ARG001
    filename: str | None,  # noqa: ARG001
    content_length: int | None = None,  # noqa: ARG001
) -> IO[bytes]:
    return io.BytesIO()


def takes_file(largest: int, permission: Permission) -> Callable[[Callable[Inputs, Output]], Callable[Inputs, Output]]:
    """Let a view take a file of so many bytes, from officers with this permission."""

    def decorate(view: Callable[Inputs, Output]) -> Callable[Inputs, Output]:
        view.largest_file = largest, permission  # type: ignore[attr-defined]
        return view

    return decorate


def prepare() -> ResponseReturnValue | None:
    """Before anything reads the body: how large it may be. One that is too large is answered with a page."""
    nothing: tuple[int, Permission] = (0, "see_home")
    largest, permission = getattr(current_app.view_functions.get(request.endpoint or ""), "largest_file", nothing)
    if not largest or request.method != "POST" or not allowed(permission):
        return None
    request.max_content_length = largest + AROUND
    request.form_data_parser_class = InMemory
    if (request.content_length or 0) <= largest + AROUND:
        return None
    _drain(request.content_length or 0)
    advice = f"Nothing was kept. Choose a file of {largest >> 20} megabytes at most: take out columns that are not needed."
    return render_template("officer/error.html", trouble=Trouble("That file is too large", advice)), 413


def _drain(length: int) -> None:
    """Read what is still being sent and let it go: a browser that cannot finish sending shows no page, only a broken connection."""
    left = min(length, MOST_DRAINED)
    stream = request.environ["wsgi.input"]
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        left -= len(piece)
