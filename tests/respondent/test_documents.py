"""A page of two halves is the same page compressed and plain, whatever stands between."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.respondent.documents import ADDRESS, RESPONSE_ID, Checksum, document

PAGE = f'<form action="{ADDRESS}"><input value="{RESPONSE_ID}"><a href="{ADDRESS}/easy">'


@given(before=st.text(), after=st.text(), address=st.from_regex(r"/s/[a-z0-9-]{1,60}", fullmatch=True), response_id=st.uuids(version=4))
def test_what_is_sent_compressed_unpacks_to_what_is_sent_plain(before: str, after: str, address: str, response_id: object) -> None:
    made = document(before.encode(errors="replace").decode() + PAGE + after.encode(errors="replace").decode())
    plain = made.plain(address, str(response_id))
    assert gzip.decompress(made.gzipped(address, str(response_id))) == plain
    assert f'<form action="{address}"><input value="{response_id}"><a href="{address}/easy">' in plain.decode()


def test_another_program_unpacks_it_and_finds_its_checksum_right() -> None:
    program = shutil.which("gzip")
    assert program, "the program gzip is missing"
    made = document("<p>" + "word " * 5000 + PAGE + "more " * 20_000)
    unpacked = subprocess.run([program, "-dc"], input=made.gzipped("/s/views", "an-id"), capture_output=True, check=True).stdout
    assert unpacked == made.plain("/s/views", "an-id")


@given(tail=st.binary(max_size=300), start=st.integers(0, 2**32 - 1))
def test_a_checksum_over_a_fixed_tail_is_the_checksum_of_all(tail: bytes, start: int) -> None:
    assert Checksum(tail).over(start) == zlib.crc32(tail, start)


def test_places_too_far_apart_for_one_block_are_refused() -> None:
    with pytest.raises(ValueError, match="too far apart"):
        document(ADDRESS + "x" * 70_000 + RESPONSE_ID)
