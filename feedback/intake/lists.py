"""The lists that officers edit, as answers are read and screened by them: remembered in each process for at most two seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import current_app

from feedback.store import lists
from feedback.store.lists import Edited, Kind

SECONDS = "FEEDBACK_REMEMBER_SECONDS"
"""The same setting that says how long the doors of surveys are remembered."""
_REMEMBERED = "feedback_intake_lists"


class Remembered:
    """Each list for `seconds`: asking the database at every response would cost a query, and a new version may wait so long."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._known: dict[Kind, tuple[float, Edited]] = {}

    def current(self, kind: Kind) -> Edited:
        """The list as it stood at most `seconds` ago."""
        now = self._now()
        until, found = self._known.get(kind, (float("-inf"), None))
        if found is None or now >= until:
            found = lists.current(kind)
            # One tuple, replaced as a whole: another thread never sees a new time with an old list.
            self._known[kind] = (now + self._seconds, found)
        return found


def current(kind: Kind) -> Edited:
    """The list that counts for an answer that comes in now."""
    known = current_app.extensions.get(_REMEMBERED)
    if known is None:
        known = current_app.extensions[_REMEMBERED] = Remembered(current_app.config[SECONDS])
    return cast(Remembered, known).current(kind)
