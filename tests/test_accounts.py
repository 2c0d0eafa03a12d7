"""Making an account: what is refused, and how it says so. The pages that use it are tested with the officers' side."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback import accounts
from feedback.store import accounts as kept

GOOD = {"email": "ada@harrowdale.example", "full_name": "Ada Lovelace", "password": "four made up words", "roles": ["administrator"]}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"email": "ada"}, "email", "correct format"),
        ({"full_name": ""}, "full_name", "Enter the officer's full name"),
        ({"password": "eleven char"}, "password", "at least 12 characters"),
        ({"password": "x" * 201}, "password", "200 characters or fewer"),
        ({"password": "Ada and her friends"}, "password", "too easy to guess"),
        ({"roles": []}, "roles", "Choose at least one role"),
        ({"roles": ["head", "boss"]}, "roles", "Unknown role: boss. The roles are voice_officer"),
    ],
)
def test_a_refusal_names_what_to_mend(app_context: Flask, changed: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(accounts.AccountError, match=words) as refused:
        accounts.create_officer(**{**GOOD, **changed}, actor="command")
    assert refused.value.field == field
    assert list(kept.everyone()) == []


def test_an_address_has_one_account_in_any_case(app_context: Flask) -> None:
    accounts.create_officer(**GOOD, actor="command")
    with pytest.raises(accounts.AccountError, match="There is an account"):
        accounts.create_officer(**{**GOOD, "email": "ADA@Harrowdale.EXAMPLE"}, actor="command")


def test_a_password_is_kept_as_an_argon2_hash(each_database: Flask) -> None:
    officer = accounts.create_officer(**GOOD, actor="command")
    assert str(officer.password).startswith("$argon2id$")
    assert officer.role_codes == {"administrator"}
    assert not officer.must_change_password
