"""How many texts a message is charged as."""

from __future__ import annotations

from math import ceil

PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic alphabet of texts (3GPP TS 23.038, section 6.2.1): seven bits each."""
PLAIN_TWICE = frozenset("^{}\\[~]|€")
"""Its extension: each of these takes the room of two."""
SEVEN_BITS, SIXTEEN_BITS = (160, 153), (70, 67)
"""(letters of a text that stands alone, letters of each of several): in the basic alphabet, and in any other."""


def charged_as(body: str) -> int:
    """How many texts a message is sent as, and charged for."""
    if set(body) <= PLAIN | PLAIN_TWICE:
        return _parts(sum(2 if letter in PLAIN_TWICE else 1 for letter in body), *SEVEN_BITS)
    return _parts(len(body.encode("utf-16-be")) // 2, *SIXTEEN_BITS)


def _parts(letters: int, alone: int, joined: int) -> int:
    return 1 if letters <= alone else ceil(letters / joined)
