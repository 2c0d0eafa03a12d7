from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.intake import codes

ID = "0b6f0e4e-54b1-4a3c-9b58-5c1b9d1f2a3e"
PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


def test_a_withdrawal_code_is_the_first_sixty_bits_of_the_digest_in_crockfords_letters() -> None:
    digest = hashlib.sha256(b"withdraw:" + ID.encode()).digest()
    expected = base64.b32encode(digest).decode()[:12].translate(str.maketrans(PLAIN, codes.ALPHABET))
    assert codes.withdrawal_code(ID) == expected
    assert codes.in_groups(expected) == f"{expected[:4]}-{expected[4:8]}-{expected[8:]}"


@pytest.mark.parametrize(
    "typed",
    ["7h0k19zzxv", "7HOK-I9ZZ-XV", "7hok l9zz xv", " 7H0K–19ZZ–XV\n", "7-h-o-k-1-9-z-z-x-v", "7H0K.19ZZ_XV"],
)
def test_a_code_is_read_as_it_was_meant(typed: str) -> None:
    assert codes.read(typed, 10) == "7H0K19ZZXV"


@pytest.mark.parametrize("typed", ["", "7H0K19ZZX", "7H0K19ZZXVV", "7H0K19ZZXU", "7H0K19ZZX!", "٧H0K19ZZXV", "\0" * 10])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert codes.read(typed, 10) is None


@given(st.uuids(version=4).map(str))
def test_every_code_is_read_back(response_id: str) -> None:
    code = codes.withdrawal_code(response_id)
    assert codes.read(codes.in_groups(code).lower(), codes.WITHDRAWAL_LENGTH) == code


@given(st.text(max_size=20))
def test_nothing_typed_is_too_strange_to_read(typed: str) -> None:
    found = codes.read(typed, 10)
    assert found is None or (len(found) == 10 and set(found) <= set(codes.ALPHABET))
