"""Sentences said to whoever answers. This room writes them in English; who shows one may say it in another language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Message(str):
    """A sentence in English that remembers its pattern ("Choose {most} goals at most.") and the values in it."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, Any]

    def __new__(cls, pattern: str, **values: Any) -> Message:
        """The sentence in English; without values the pattern itself, to be `filled` later."""
        made = super().__new__(cls, pattern.format(**values) if values else pattern)
        made.pattern, made.values = pattern, values
        return made

    def filled(self, **values: Any) -> Message:
        """The same sentence with these values in it."""
        return Message(self.pattern, **values)
