"""Who may sign in: making and changing officers' accounts. Here because pages and commands both do it."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from unicodedata import normalize

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_security.utils import hash_password, verify_password

from feedback import clock, store
from feedback.permissions import ROLES
from feedback.store import accounts as kept
from feedback.store import alerts, concern_steps, events
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
    alert_phone: str = "",
) -> Officer:
    """Keep a new officer. `actor`: who does it, an email address or 'command'. Raises AccountError."""
    address = _address(email)
    _check_name(full_name)
    _check_password(password, address)
    _check_roles(roles)
    # Hashing takes long, on purpose: not while the database is locked for writing.
    hashed = _hashed(password)
    named = {"email": address, "full_name": full_name.strip(), "demo": demo, "alert_phone": alert_phone}
    with store.transaction():
        if kept.by_email(address):
            raise AccountError(f"There is an account for {address} already. Change that one, or use another address.", "email")
        officer = kept.add({**named, "password": hashed, "must_change_password": must_change_password}, sorted(set(roles)))
        events.record(clock.now(), actor, "officer.created", officer.id, role=", ".join(sorted(set(roles))))
    return officer


def change(officer_id: int, full_name: str, roles: Sequence[str], actor: str, alert_phone: str | None = None) -> Officer:
    """Give an officer this name, exactly these roles and, unless it is None, this number to text alerts to. Raises AccountError."""
    _check_name(full_name)
    _check_roles(roles)
    with store.transaction():
        officer = _found(officer_id)
        phone = officer.alert_phone if alert_phone is None else alert_phone
        fields = _differing(officer, full_name.strip(), set(roles), phone)
        if "roles" in fields and ADMINISTRATOR not in roles:
            _keep_an_administrator(officer)
        if fields:
            before, saw = safeguarding_gap(), _seers()
            kept.change(officer, {"full_name": full_name.strip(), "alert_phone": phone})
            kept.set_roles(officer, sorted(set(roles)))
            _keep_a_lead_and_a_deputy(before)
            _keep_every_concern_seen(saw, officer)
            _record(actor, officer, *fields)
    return officer


def deactivate(officer_id: int, actor: str) -> Officer:
    """Keep an officer out, at once. Raises AccountError."""
    with store.transaction():
        officer = _found(officer_id)
        _keep_an_administrator(officer)
        before, saw = safeguarding_gap(), _seers()
        kept.change(officer, {"active": False})
        _keep_a_lead_and_a_deputy(before)
        _keep_every_concern_seen(saw, officer)
        kept.end_sessions(officer)
        _record(actor, officer, "active")
    return officer


def _seers() -> frozenset[int]:
    """The accounts that see concerns unless they are shut out."""
    return frozenset(one.id for one in kept.active_with(alerts.SEERS))


def _keep_every_concern_seen(before: frozenset[int], officer: Officer) -> None:
    """Where the others are shut out of a concern, the last who sees it must hand it over first."""
    now = _seers()
    if any(before - away and not now - away for away in concern_steps.everybody_shut_out().values()):
        raise AccountError(
            f"{officer.full_name or officer.email} alone can see a concern. Ask them to hand it over, or to let somebody in, first.",
            "roles",
        )


def safeguarding_gap() -> str:
    """What is missing so that an alert finds somebody: empty, or a sentence that says what to do.

    An active lead and an active deputy, two different people, are to be there, and where messages can be sent an alert is to reach them.
    """
    holders = {role: _alertable(role) for role in alerts.SEERS}
    lacking = [words.lower() for role, words in ROLES.items() if role in holders and not holders[role]]
    if lacking:
        return f"An alert of a concern would reach no {' and no '.join(lacking)}. Add an active account with that role."
    if len(set.union(*holders.values())) < len(holders):
        return "The safeguarding lead and the deputy are one person. Add an account for somebody else."
    return ""


def check_safeguarding() -> None:
    """In production somebody must be there to be alerted before anything is collected. Raises AccountError."""
    gap = safeguarding_gap() if current_app.config["FEEDBACK_SETTINGS"].production else ""
    if gap:
        raise AccountError(f"Feedback did not start. {gap} `flask officer create` makes one.")


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


def _differing(officer: Officer, full_name: str, roles: set[str], alert_phone: str) -> list[str]:
    now = {
        "full_name": officer.full_name == full_name,
        "roles": officer.role_codes == roles,
        "alert_phone": officer.alert_phone == alert_phone,
    }
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


def _alertable(role: str) -> set[int]:
    sends = current_app.config["FEEDBACK_SETTINGS"].messages.channels
    return {one.id for one in kept.active_with((role,)) if alerts.reached(one).ways or not sends}


def _keep_a_lead_and_a_deputy(before: str) -> None:
    """Called after a change, inside its transaction: one that leaves alerts without anybody is taken back in production."""
    if current_app.config["FEEDBACK_SETTINGS"].production and not before and safeguarding_gap():
        raise AccountError(
            "Then no alert would find a safeguarding lead and a deputy, two different people. Add another one first.", "roles"
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
