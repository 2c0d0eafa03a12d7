"""What a table of results is about."""

from __future__ import annotations

from dataclasses import dataclass

from feedback.reporting.windows import Window


@dataclass(frozen=True)
class About:
    """The survey's address, what its people are called in a sentence, and the window."""

    survey: str
    people: str
    window: Window
