"""Long lists in pages: `?page=2`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from flask import abort, request, url_for

SIZE = 25
LAST = 1_000_000
"""No list is longer; far beyond it a database cannot count the rows to leave out."""


@dataclass(frozen=True)
class Pager:
    """Where in a list a page stands; give it to the macro `pagination`."""

    number: int
    pages: int
    total: int
    href: Callable[[int], str]


def number() -> int:
    """The page that is asked for, from 1. One beyond every list is a 404."""
    asked = max(1, request.args.get("page", 1, type=int))
    return asked if asked <= LAST else abort(404)


def pager(total: int, size: int = SIZE) -> Pager:
    """The pager of the list on this address, which keeps its other arguments. A page beyond the last is a 404."""
    pages = max(1, ceil(total / size))
    if number() > pages:
        abort(404)
    return Pager(number(), pages, total, _href)


def _href(page: int) -> str:
    assert request.endpoint is not None
    kept = {name: value for name, value in request.args.items() if name != "page"}
    # Never as arguments of url_for: it obeys some names, such as _external, and who wrote the address chose them.
    return f"{url_for(request.endpoint, **(request.view_args or {}))}?{urlencode({**kept, 'page': page})}"
