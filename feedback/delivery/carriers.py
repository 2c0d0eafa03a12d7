"""Who carries which channel, from the settings."""

from __future__ import annotations

from collections.abc import Mapping

from feedback.delivery.mail import SmtpProvider
from feedback.delivery.notify import NotifyProvider
from feedback.delivery.outcomes import Provider
from feedback.message_settings import Messages


def carriers(settings: Messages) -> Mapping[str, Provider]:
    """The provider of each channel that messages can be sent by. A mail server that is named carries e-mail, whatever Notify could."""
    found: dict[str, Provider] = {}
    notify = NotifyProvider(settings.notify) if settings.notify else None
    if notify is not None and settings.sms:
        found["sms"] = notify
    if settings.smtp is not None:
        found["email"] = SmtpProvider(settings.smtp)
    elif notify is not None and settings.email:
        found["email"] = notify
    return found
