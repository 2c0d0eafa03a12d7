"""Secrets of an ask: derived from a random nonce and this service's own key, so that a reminder repeats a link that is kept nowhere.

A table holds the nonce and keyed hashes alone: whoever copies the database without the secret key has no link and no code.
"""

from __future__ import annotations

import secrets

from feedback.store.encryption import digest

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit, so a code can be read out and typed."""

TOKEN_LENGTH = 26
"""130 bits."""
CODE_LENGTH = 10
"""50 bits."""
BITS_OF_A_LETTER = 5
NONCE_BYTES = 16
GROUP = 4
"""Letters of a code that stand together when it is shown."""


def new_nonce() -> str:
    """A random number that says nothing about for whom or when it was drawn: 32 hex digits."""
    return secrets.token_hex(NONCE_BYTES)


def token_of(nonce: str) -> str:
    """What stands in the personal link of the invitation with this nonce."""
    return _letters("token", nonce, TOKEN_LENGTH)


def code_of(nonce: str) -> str:
    """What somebody types instead, and what stands on a sample list."""
    return _letters("code", nonce, CODE_LENGTH)


def in_groups(code: str) -> str:
    """A code as it is shown: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return digest("invitation", token)


def code_hash(code: str) -> str:
    """What is kept of a code in the form that `code_of` gives."""
    return digest("invitation_code", code)


def hashes_of(nonce: str) -> tuple[str, str]:
    """The kept hashes of the token and the code of a nonce."""
    return token_hash(token_of(nonce)), code_hash(code_of(nonce))


def stop_token(person_id: int) -> str:
    """What stands in the link with which a person says that they want no more messages. It leads to no answer and to no survey."""
    return _letters("stop", str(person_id), TOKEN_LENGTH)


def stop_hash(token: str) -> str:
    """What is kept of a stop token, beside the contact."""
    return digest("stop", token)


def _letters(purpose: str, text: str, length: int) -> str:
    number = int(digest(f"derive {purpose}", text), 16)
    return "".join(ALPHABET[number >> BITS_OF_A_LETTER * place & 31] for place in range(length))
