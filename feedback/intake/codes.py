"""Codes that people read and type: Crockford's base 32, which has no letter that looks like a digit."""

from __future__ import annotations

import hashlib
import re

from feedback.store import tokens
from feedback.store.tokens import ALPHABET, CODE_LENGTH

INVITATION_LENGTH = CODE_LENGTH
WITHDRAWAL_LENGTH = 12
_BITS = 5
_MEANT = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\-‐‑‒–—_.]+")


def read(typed: str, length: int) -> str | None:
    """The code that somebody typed, in any case, with spaces and dashes and with O for 0 or I and L for 1; None when it is none."""
    code = _BETWEEN.sub("", typed).upper().translate(_MEANT)
    return code if len(code) == length and set(code) <= set(ALPHABET) else None


def withdrawal_code(response_id: str) -> str:
    """The code with which a person takes a response back. Their device makes the same one, so it works without a network."""
    number = int.from_bytes(hashlib.sha256(f"withdraw:{response_id}".encode()).digest())
    bits = 8 * hashlib.sha256().digest_size
    return "".join(ALPHABET[number >> bits - _BITS * place & 31] for place in range(1, WITHDRAWAL_LENGTH + 1))


in_groups = tokens.in_groups
"""A code as it is shown: XXXX-XXXX-XXXX."""
