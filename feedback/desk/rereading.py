"""Reading again by machine what no person has read yet, when the word list or the engine has changed. A person's word never changes."""

from __future__ import annotations

from typing import cast

from feedback import clock, store
from feedback.language.reading import Kind, reader
from feedback.store import comments, lists

AT_ONCE = 500
"""Comments in one transaction: a second or less, so that nobody who sends waits for it."""
MOST_BATCHES = 10
"""Then the worker does its other chores first: an alert waits for nothing."""
ANYTHING: Kind = "general"


def read_again() -> bool:
    """Read with the list that counts now what another list or engine read. True when it stopped before it was done: call it again."""
    return all(_batch() == AT_ONCE for _ in range(MOST_BATCHES))


def _batch() -> int:
    words = reader(*lists.current("words"))
    with store.transaction():
        found = comments.of_other_engine(words.read("", ANYTHING).engine, AT_ONCE)
        today = clock.today()
        comments.read_again(
            [comments.reading_row(comment_id, words.read(text, cast(Kind, kind)), today) for comment_id, kind, text in found]
        )
    return len(found)
