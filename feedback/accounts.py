"""Who may sign in: making and changing officers' accounts. Here because pages and commands both do it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from unicodedata import normalize

from email_validator import EmailNotValidError, validate_email
from flask_security.utils import hash_password, verify_password

from feedback import clock, store
from feedback.permissions import ROLES
from feedback.store import accounts as kept
from feedback.store import events
from feedback.store.accounts import Officer

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_NAME = 120
ADMINISTRATOR = "administrator"
SYLLABLES = [first + vowel for first in "bdfghjklmnprstvz" for vowel in "aeiou"]


class AccountError(Exception):
    """What was asked of an account cannot be done. The message says why and what to do; `field` names what to mend."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def create_officer(
    email: str,
    full_name: str,
    password: str,
    roles: Sequence[str],
    actor: str,
    *,
    demo: bool = False,
    must_change_password: bool = False,
) -> Officer:
    """Keep a new officer. `actor`: who does it, an email address or 'command'. Raises AccountError."""
    address = _address(email)
    _check_name(full_name)
    _check_password(password, address)
    _check_roles(roles)
    # Hashing takes long, on purpose: not while the database is locked for writing.
    hashed = _hashed(password)
    named = {"email": address, "full_name": full_name.strip(), "demo": demo}
    with store.transaction():
        if kept.by_email(address):
            raise AccountError(f"There is an account for {address} already. Change that one, or use another address.", "email")
        officer = kept.add({**named, "password": hashed, "must_change_password": must_change_password}, sorted(set(roles)))
        events.record(clock.now(), actor, "officer.created", officer.id, role=", ".join(sorted(set(roles))))
    return officer


def change(officer_id: int, full_name: str, roles: Sequence[str], actor: str) -> Officer:
    """Give an officer this name and exactly these roles. Raises AccountError."""
    _check_name(full_name)
    _check_roles(roles)
    with store.transaction():
        officer = _found(officer_id)
        fields = _differing(officer, full_name.strip(), set(roles))
        if "roles" in fields and ADMINISTRATOR not in roles:
            _keep_an_administrator(officer)
        if fields:
            kept.change(officer, {"full_name": full_name.strip()})
            kept.set_roles(officer, sorted(set(roles)))
            _record(actor, officer, *fields)
    return officer


def deactivate(officer_id: int, actor: str) -> Officer:
    """Keep an officer out, at once. Raises AccountError."""
    with store.transaction():
        officer = _found(officer_id)
        _keep_an_administrator(officer)
        kept.change(officer, {"active": False})
        kept.end_sessions(officer)
        _record(actor, officer, "active")
    return officer


def activate(officer_id: int, actor: str) -> Officer:
    """Let an officer sign in again, and end a lock. Raises AccountError."""
    with store.transaction():
        officer = _found(officer_id)
        field = "locked_until" if officer.active else "active"
        kept.change(officer, {"active": True, "failed_attempts": 0, "locked_until": None})
        _record(actor, officer, field)
    return officer


def reset_password(officer_id: int, actor: str) -> str:
    """A new passphrase for an officer, who must change it at the next sign-in. It is kept nowhere in clear. Raises AccountError."""
    passphrase = new_passphrase()
    hashed = _hashed(passphrase)
    with store.transaction():
        officer = _found(officer_id)
        _set_password(officer, hashed, must_change=True)
        _record(actor, officer, "password")
    return passphrase


def choose_password(officer: Officer, current: str, new: str) -> None:
    """An officer changes their own password; other sessions of theirs end. Raises AccountError."""
    if not verify_password(_normal(current), officer.password or ""):
        raise AccountError("That is not your current password", "current")
    if current == new:
        raise AccountError("Choose a password that differs from the current one", "new")
    _check_password(new, officer.email, "new")
    hashed = _hashed(new)
    with store.transaction():
        _set_password(officer, hashed, must_change=False)
        _record(officer.email, officer, "password")


def signed_in(officer: Officer) -> None:
    """Somebody came in: earlier failures are forgotten, and it is on record."""
    with store.transaction():
        kept.change(officer, {"failed_attempts": 0, "locked_until": None})
        events.record(clock.now(), officer.email, "officer.signed_in", officer.id)


def new_passphrase() -> str:
    """Four made-up words, easy to read out: 80 syllables, 12 of them, 75 bits."""
    return "-".join("".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(4))


def _differing(officer: Officer, full_name: str, roles: set[str]) -> list[str]:
    now = {"full_name": officer.full_name == full_name, "roles": officer.role_codes == roles}
    return [field for field, same in now.items() if not same]


def _set_password(officer: Officer, hashed: str, *, must_change: bool) -> None:
    unlocked = {"failed_attempts": 0, "locked_until": None}
    kept.change(officer, {"password": hashed, "must_change_password": must_change, **unlocked})
    kept.end_sessions(officer)


def _hashed(password: str) -> str:
    return str(hash_password(_normal(password)))


def _normal(password: str) -> str:
    # As Flask-Security does it when somebody signs in.
    return normalize("NFKD", password)


def _found(officer_id: int) -> Officer:
    officer = kept.by_id(officer_id)
    if officer is None:
        raise AccountError("There is no such officer. Go back to the list.")
    return officer


def _keep_an_administrator(officer: Officer) -> None:
    if officer.active and ADMINISTRATOR in officer.role_codes and kept.active_with_role(ADMINISTRATOR) == 1:
        raise AccountError(
            f"{officer.full_name or officer.email} is the only active administrator. Make another one first.",
            "roles",
        )


def _record(actor: str, officer: Officer, *fields: str) -> None:
    events.record(clock.now(), actor, "officer.changed", officer.id, fields=list(fields))


def _address(email: str) -> str:
    try:
        return str(validate_email(email.strip(), check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        raise AccountError("Enter an email address in the correct format, like name@example.gov.uk", "email") from None


def _check_name(full_name: str) -> None:
    if not full_name.strip():
        raise AccountError("Enter the officer's full name", "full_name")
    if len(full_name) > LONGEST_NAME:
        raise AccountError(f"The name must be {LONGEST_NAME} characters or fewer", "full_name")


def _check_password(password: str, email: str, field: str = "password") -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise AccountError(
            f"The password must be at least {SHORTEST_PASSWORD} characters long. Three or four words make a good one.", field
        )
    if len(password) > LONGEST_PASSWORD:
        raise AccountError(f"The password must be {LONGEST_PASSWORD} characters or fewer", field)
    if email.split("@", maxsplit=1)[0].lower() in password.lower() or len(set(password)) < 5:
        raise AccountError("The password is too easy to guess: leave your address out, and do not repeat a few characters", field)


def _check_roles(roles: Collection[str]) -> None:
    if not roles:
        raise AccountError("Choose at least one role", "roles")
    unknown = sorted(set(roles) - set(ROLES))
    if unknown:
        raise AccountError(f"Unknown role: {', '.join(unknown)}. The roles are {', '.join(ROLES)}.", "roles")
