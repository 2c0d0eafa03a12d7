"""One page for many people: bytes made once, plain and compressed, with the few that differ put between for each request.

A gzip member (RFC 1952) is a run of deflate blocks (RFC 1951). The two halves are compressed once; what goes between is
sent as a stored block, so nothing is compressed for a request.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

ADDRESS = "\ue000address\ue001"
RESPONSE_ID = "\ue000response-id\ue001"
"""What a template writes where the address and the response id will stand: private-use characters, so that no text has them."""

_PLACES = re.compile(f"{ADDRESS}|{RESPONSE_ID}")
_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_RAW_DEFLATE = -15
_STORED = struct.Struct("<BHH")
_END = struct.Struct("<II")
_LONGEST_STORED = 65_535


@dataclass(frozen=True)
class Document:
    """A page with an address and a response id to be filled in, all of them between `before` and `after`."""

    before: bytes
    between: str
    after: bytes

    def plain(self, address: str, response_id: str) -> bytes:
        """The page as HTML. `address` and `response_id` must be safe to stand in an attribute."""
        return self.before + self._filled(address, response_id) + self.after

    def gzipped(self, address: str, response_id: str) -> bytes:
        """The same page as a gzip member."""
        filled = self._filled(address, response_id)
        size = len(filled)
        stored = _STORED.pack(0, size, size ^ 0xFFFF)
        end = _END.pack(self._after_checksum.over(zlib.crc32(filled, self._before_checksum)), self._halves_size + size)
        return b"".join((self._before_deflated, stored, filled, self._after_deflated, end))

    def _filled(self, address: str, response_id: str) -> bytes:
        return self.between.replace(ADDRESS, address).replace(RESPONSE_ID, response_id).encode()

    @cached_property
    def _before_deflated(self) -> bytes:
        deflating = zlib.compressobj(9, zlib.DEFLATED, _RAW_DEFLATE)
        return _GZIP_HEADER + deflating.compress(self.before) + deflating.flush(zlib.Z_FULL_FLUSH)

    @cached_property
    def _after_deflated(self) -> bytes:
        return zlib.compress(self.after, 9, _RAW_DEFLATE)

    @cached_property
    def _before_checksum(self) -> int:
        return zlib.crc32(self.before)

    @cached_property
    def _after_checksum(self) -> Checksum:
        return Checksum(self.after)

    @cached_property
    def _halves_size(self) -> int:
        return len(self.before) + len(self.after)


class Checksum:
    """CRC-32 of anything followed by a fixed tail, without reading the tail again.

    For a fixed tail crc32(tail, start) is affine over GF(2) in `start`: a constant, and one word for each set bit.
    """

    def __init__(self, tail: bytes) -> None:
        self.constant = zlib.crc32(tail, 0)
        bits = [zlib.crc32(tail, 1 << bit) ^ self.constant for bit in range(32)]
        self.tables = [_sums(bits[first : first + 8]) for first in range(0, 32, 8)]

    def over(self, start: int) -> int:
        """crc32(tail, start)."""
        lowest, low, high, highest = self.tables
        return self.constant ^ lowest[start & 255] ^ low[start >> 8 & 255] ^ high[start >> 16 & 255] ^ highest[start >> 24]


def document(html: str) -> Document:
    """The page in `html`, where RESPONSE_ID and perhaps ADDRESS stand for what differs. Raises ValueError when they are too far apart."""
    places = list(_PLACES.finditer(html))
    first, last = places[0].start(), places[-1].end()
    if last - first > _LONGEST_STORED // 4:
        raise ValueError("the address and the response id stand too far apart for one stored block")
    return Document(html[:first].encode(), html[first:last], html[last:].encode())


def _sums(words: Sequence[int]) -> list[int]:
    """The exclusive-or of every subset of eight words, by the subset's bits."""
    sums = [0]
    for word in words:
        sums += [total ^ word for total in sums]
    return sums
