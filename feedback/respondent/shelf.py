"""What one process remembers between requests: for seconds which door an address leads to, and the pages made from it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flask import Flask, current_app

from feedback.respondent import host as hosts
from feedback.respondent.host import Host
from feedback.store import surveys
from feedback.store.surveys import Door

SECONDS = "FEEDBACK_REMEMBER_SECONDS"
MOST_SECONDS = 2.0
MOST_DOORS = 1000
MOST_PAGES = 200

_SHELF = "feedback_respondent"
Made = TypeVar("Made")


class Shelf:
    """Doors and the council for `seconds`; pages for as long as the council's words stay the same."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._now = now
        self._until = float("-inf")
        self._doors: dict[tuple[str, int | None], Door | None] = {}
        self._made: tuple[Host, dict[Hashable, object]] | None = None

    def door(self, slug: str, number: int | None = None) -> Door | None:
        """The survey at `slug`, with its newest version or version `number`, as it stood at most `seconds` ago."""
        self._look_again()
        doors, key = self._doors, (slug, number)
        try:
            return doors[key]
        except KeyError:
            pass
        if len(doors) >= MOST_DOORS:
            doors.clear()
        found = doors[key] = surveys.door(slug, number)
        return found

    def host(self) -> Host:
        """The council as it stood at most `seconds` ago."""
        return self._host_and_pages()[0]

    def page(self, key: Hashable, make: Callable[[Host], Made]) -> Made:
        """The page kept under `key`, made from the council's words when it is not there or they changed."""
        host, pages = self._host_and_pages()
        found = pages.get(key)
        if found is None:
            if len(pages) >= MOST_PAGES:
                pages.clear()
            found = pages[key] = make(host)
        return cast(Made, found)

    def _host_and_pages(self) -> tuple[Host, dict[Hashable, object]]:
        # One tuple, replaced as a whole: another thread never sees new words with old pages.
        self._look_again()
        assert self._made is not None
        return self._made

    def _look_again(self) -> None:
        now = self._now()
        if now < self._until:
            return
        self._doors = {}
        host = hosts.current()
        if self._made is None or host != self._made[0]:
            self._made = (host, {})
        self._until = now + self.seconds


def shelf() -> Shelf:
    """The shelf of the application that answers."""
    return cast(Shelf, current_app.extensions[_SHELF])


def put_up(app: Flask) -> None:
    """Give the application its shelf. Tests remember nothing, so that what they change is seen at once."""
    app.config.setdefault(SECONDS, 0.0 if app.testing else MOST_SECONDS)
    app.extensions[_SHELF] = Shelf(app.config[SECONDS])
