"""flask officer … and flask key …"""

from __future__ import annotations

from cryptography.fernet import Fernet
from flask import Flask
from flask.testing import FlaskCliRunner
from flask_security.utils import verify_password

from feedback.store import accounts as kept
from tests.cli.running import refused, run

WHO = ("--email", "sana@example.org", "--name", "Sana Malik")
PASSWORD = "three long words"


def test_the_first_officer_is_an_administrator_and_types_a_password_twice(runner: FlaskCliRunner, app: Flask) -> None:
    output = run(runner, "officer", "create", *WHO, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert "System administrator" in output
    assert PASSWORD not in output
    with app.app_context():
        made = kept.by_email("sana@example.org")
        assert made is not None
        assert (made.role_codes, made.must_change_password, made.demo) == ({"administrator"}, False, False)
        assert verify_password(PASSWORD, made.password)


def test_later_ones_need_a_role(runner: FlaskCliRunner) -> None:
    run(runner, "officer", "create", *WHO, "--password", PASSWORD)
    other = ("--email", "gwen@example.org", "--name", "Gwen", "--password", PASSWORD)
    assert "Say which role" in refused(runner, "officer", "create", *other)
    assert "Performance and Quality Officer" in run(runner, "officer", "create", *other, "--role", "quality_officer", "--role", "head")


def test_a_made_passphrase_is_shown_once_and_must_be_changed(runner: FlaskCliRunner, app: Flask) -> None:
    shown = run(runner, "officer", "create", *WHO, "--generate").strip().rsplit(" ", 1)[1]
    with app.app_context():
        made = kept.by_email("sana@example.org")
        assert made is not None
        assert made.must_change_password
        assert verify_password(shown, made.password)


def test_a_weak_password_a_wrong_address_and_a_second_account_are_refused_in_words(runner: FlaskCliRunner) -> None:
    assert "at least" in refused(runner, "officer", "create", *WHO, "--password", "short")
    assert "name@example.gov.uk" in refused(runner, "officer", "create", "--email", "sana", "--name", "Sana", "--password", PASSWORD)
    run(runner, "officer", "create", *WHO, "--password", PASSWORD)
    assert "already" in refused(runner, "officer", "create", *WHO, "--password", PASSWORD, "--role", "head")


def test_a_key_encrypts_and_no_two_are_alike(runner: FlaskCliRunner) -> None:
    keys = {run(runner, "key", "create").strip() for _ in range(3)}
    assert len(keys) == 3
    assert all(Fernet(key).decrypt(Fernet(key).encrypt(b"x")) == b"x" for key in keys)
