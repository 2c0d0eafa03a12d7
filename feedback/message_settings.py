"""Settings of messages: where our pages stand, and which of GOV.UK Notify and SMTP may send. Checked when the program starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

DEVELOPMENT = "http://127.0.0.1:5000"
NOTIFY = "https://api.notifications.service.gov.uk"
UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
NOTIFY_KEY = re.compile(f".+-{UUID}-{UUID}")
SHORTEST_RECEIPTS_TOKEN = 32
SMTP_PORT, SMTPS_PORT = 587, 465


class MessageSettingsError(Exception):
    """A setting is missing or wrong. The message names it and says what to do."""


@dataclass(frozen=True)
class Notify:
    """GOV.UK Notify. Each template takes ((message)), the one for e-mail ((subject)) too.

    `receipts` is what Notify's callbacks prove themselves with; None when it makes none.
    """

    key: str
    address: str
    sms_template: str | None
    email_template: str | None
    receipts: str | None


@dataclass(frozen=True)
class Smtp:
    """A mail server. `at_once`: TLS from the first byte (smtps); otherwise STARTTLS where a user name is given."""

    host: str
    port: int
    user: str
    password: str
    at_once: bool
    sender: str


@dataclass(frozen=True)
class Messages:
    """Who sends what; nobody, unless it is said. Links in messages begin with `address`, which has no slash at its end."""

    address: str = DEVELOPMENT
    notify: Notify | None = None
    smtp: Smtp | None = None

    @property
    def sms(self) -> bool:
        """Whether texts can be sent."""
        return self.notify is not None and self.notify.sms_template is not None

    @property
    def email(self) -> bool:
        """Whether e-mails can be sent."""
        return self.smtp is not None or (self.notify is not None and self.notify.email_template is not None)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels by which something can be sent, texts first."""
        return tuple(channel for channel, there in (("sms", self.sms), ("email", self.email)) if there)


def load(environ: Mapping[str, str], *, production: bool) -> Messages:
    """Settings of messages from environment variables. Raises MessageSettingsError."""
    notify, smtp = _notify(environ), _smtp(environ)
    if production and not notify and not smtp:
        raise MessageSettingsError(
            "FEEDBACK_NOTIFY_KEY and FEEDBACK_SMTP are both missing. Set up one: nobody could be alerted that a young person is not safe."
        )
    return Messages(_address(environ, production=production, needed=bool(notify or smtp)), notify, smtp)


def _address(environ: Mapping[str, str], *, production: bool, needed: bool) -> str:
    address = (environ.get("FEEDBACK_ADDRESS") or "").rstrip("/")
    if not address and not (production and needed):
        return f"http://127.0.0.1:{environ.get('PORT') or '5000'}"
    parts = urlsplit(address)
    if parts.scheme not in ({"https"} if production else {"http", "https"}) or not parts.hostname or parts.query or parts.fragment:
        raise MessageSettingsError(
            "FEEDBACK_ADDRESS is missing or no address. Set it to where people reach this service, for example https://feedback.example.gov.uk"
        )
    return address


def _notify(environ: Mapping[str, str]) -> Notify | None:
    key = environ.get("FEEDBACK_NOTIFY_KEY") or ""
    if not key:
        return None
    if not NOTIFY_KEY.fullmatch(key):
        raise MessageSettingsError("FEEDBACK_NOTIFY_KEY is not a key of GOV.UK Notify. Copy the whole key: name, service id and secret.")
    sms, email = (_template(environ, name) for name in ("FEEDBACK_NOTIFY_SMS_TEMPLATE", "FEEDBACK_NOTIFY_EMAIL_TEMPLATE"))
    if not sms and not email:
        raise MessageSettingsError(
            "FEEDBACK_NOTIFY_KEY is set, but neither FEEDBACK_NOTIFY_SMS_TEMPLATE nor FEEDBACK_NOTIFY_EMAIL_TEMPLATE."
        )
    return Notify(key, (environ.get("FEEDBACK_NOTIFY_ADDRESS") or NOTIFY).rstrip("/"), sms, email, _receipts(environ))


def _template(environ: Mapping[str, str], name: str) -> str | None:
    template = environ.get(name) or None
    if template and not re.fullmatch(UUID, template):
        raise MessageSettingsError(f"{name} is not the id of a template. Copy it from the template's page in GOV.UK Notify.")
    return template


def _receipts(environ: Mapping[str, str]) -> str | None:
    token = environ.get("FEEDBACK_NOTIFY_RECEIPTS") or None
    if token and len(token) < SHORTEST_RECEIPTS_TOKEN:
        raise MessageSettingsError(f"FEEDBACK_NOTIFY_RECEIPTS is too short. Use at least {SHORTEST_RECEIPTS_TOKEN} random characters.")
    return token


def _smtp(environ: Mapping[str, str]) -> Smtp | None:
    text = environ.get("FEEDBACK_SMTP") or ""
    if not text:
        return None
    parts, sender = urlsplit(text), environ.get("FEEDBACK_MAIL_FROM") or ""
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise MessageSettingsError("FEEDBACK_SMTP is not the address of a mail server. Write smtp://user:password@mail.example.org:587")
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", sender):
        raise MessageSettingsError("FEEDBACK_MAIL_FROM is missing or no e-mail address. Messages are sent from it.")
    at_once = parts.scheme == "smtps"
    port = parts.port or (SMTPS_PORT if at_once else SMTP_PORT)
    return Smtp(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), at_once, sender)
