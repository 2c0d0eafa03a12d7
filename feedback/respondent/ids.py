"""Fresh response ids: UUID4, cut from blocks of randomness, because asking the system for each costs as much as the rest of a page."""

from __future__ import annotations

import os
import uuid
from collections import deque

SIZE = 16
BLOCK = 256 * SIZE

_waiting: deque[bytes] = deque()
# A process that splits in two must not hand out the same ids twice.
os.register_at_fork(after_in_child=_waiting.clear)


def fresh() -> str:
    """An id that nobody had before and nobody can guess."""
    try:
        raw = _waiting.popleft()
    except IndexError:
        block = os.urandom(BLOCK)
        _waiting.extend(block[start : start + SIZE] for start in range(SIZE, BLOCK, SIZE))
        raw = block[:SIZE]
    return str(uuid.UUID(bytes=raw, version=4))
