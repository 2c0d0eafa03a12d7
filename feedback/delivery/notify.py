"""GOV.UK Notify: texts and e-mails. Its answers are translated into outcomes; what is not understood is unknown, never guessed at."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from feedback.delivery.outcomes import Accepted, Held, Letter, Missing, Outcome, Outcomes, Question, Refused, Unknown
from feedback.message_settings import Notify

AT_ONCE = 10
"""Requests under way. At 200 ms each that is Notify's own limit of 3,000 a minute."""
TIMEOUT_SECONDS = 15

# It writes down what the provider says, and a provider may say a number.
logging.getLogger("notifications_python_client").disabled = True
logging.getLogger("notifications_python_client.base").disabled = True

# Its package says no types.
_new_client: Any = NotificationsAPIClient

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class NotifyProvider:
    """Sends by Notify, several requests at once, each thread with a connection of its own."""

    def __init__(self, settings: Notify, timeout: float = TIMEOUT_SECONDS) -> None:
        self._settings = settings
        self._timeout = timeout
        self._own = threading.local()

    def send(self, letters: Sequence[Letter]) -> Iterator[Outcomes]:
        """Try each once. After the first answer that holds the channel no other attempt is begun."""
        held: list[Held] = []

        def attempt(letter: Letter) -> Outcome:
            outcome: Outcome = held[0] if held else _outcome(lambda: self._send(letter), letter.id)
            if isinstance(outcome, Held):
                held.append(outcome)
            return outcome

        yield dict(zip([letter.id for letter in letters], _at_once(attempt, letters), strict=True))

    def ask(self, questions: Sequence[Question]) -> Outcomes:
        """Look for each by its reference."""

        def look(question: Question) -> Outcome:
            try:
                said = self._client().get_all_notifications(reference=question.id)
            except APIError as error:
                return _of_question(error)
            return found(said, question)

        return dict(zip([question.id for question in questions], _at_once(look, questions), strict=True))

    def status(self, provider_ids: Sequence[str]) -> Mapping[str, str]:
        """Notify's word for each that it answered for."""

        def look(provider_id: str) -> str:
            try:
                said = self._client().get_notification_by_id(provider_id)
            except APIError:
                return ""
            return str(said.get("status", "")) if isinstance(said, dict) and said.get("id") == provider_id else ""

        words = zip(provider_ids, _at_once(look, provider_ids), strict=True)
        return {provider_id: status for provider_id, status in words if status}

    def _send(self, letter: Letter) -> Any:
        body = {"message": letter.words.body}
        if letter.channel == "sms":
            return self._client().send_sms_notification(letter.address, self._settings.sms_template, body, letter.id)
        # Notify takes no other address here.
        one_click = letter.stop if letter.stop.startswith("https://") else None
        return self._client().send_email_notification(
            letter.address,
            self._settings.email_template,
            body | {"subject": letter.words.subject},
            letter.id,
            one_click_unsubscribe_url=one_click,
        )

    def _client(self) -> Any:
        client = getattr(self._own, "client", None)
        if client is None:
            client = _new_client(self._settings.key, base_url=self._settings.address, timeout=self._timeout)
            self._own.client = client
        return client


def _at_once(work: Callable[[Asked], Answer], given: Sequence[Asked]) -> list[Answer]:
    with ThreadPoolExecutor(min(AT_ONCE, max(1, len(given)))) as pool:
        return list(pool.map(work, given))


def _outcome(send: Callable[[], Any], reference: str) -> Outcome:
    """What came of an attempt. Raises nothing: an answer that is not understood leaves the end unknown."""
    try:
        return taken(send(), reference)
    except APIError as error:
        return refused(error.status_code, _said(error))
    except Exception:
        return Unknown()


def taken(said: Any, reference: str) -> Outcome:
    """What an answer of success says. One that is no answer about this message says nothing."""
    if not isinstance(said, dict) or said.get("reference") != reference or not isinstance(said.get("id"), str) or not said["id"]:
        return Unknown()
    return Accepted(said["id"])


def refused(status: int, errors: Sequence[Mapping[str, str]]) -> Outcome:
    """What an answer of failure says: (HTTP status, the errors that Notify lists)."""
    if status == 429:
        return Held("busy")
    if status in (401, 403) and not _of_kind(errors, "BadRequestError"):
        return Held("key_refused")
    if status not in (400, 403) or not errors:
        return Unknown()
    text = " ".join(str(error.get("message", "")) for error in errors).lower()
    if "team-only" in text or "trial mode" in text:
        return Refused("not_allowed")
    if "template" in text or "personalisation" in text:
        return Held("template_refused")
    if _of_kind(errors, "ValidationError") and ("phone_number" in text or "email_address" in text):
        return Refused("not_an_address")
    return Refused("refused")


def found(said: Any, question: Question) -> Outcome:
    """What a list of notifications with our reference says of the latest attempt."""
    listed = said.get("notifications") if isinstance(said, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) and one.get("reference") == question.id for one in listed):
        return Unknown()
    newest = max(listed, key=lambda one: str(one.get("created_at", "")), default=None)
    if newest is None or newest.get("id") == question.earlier:
        return Missing()
    return Accepted(str(newest["id"]), str(newest.get("status", ""))) if newest.get("id") else Unknown()


def _of_question(error: APIError) -> Outcome:
    """A question that failed: it may be asked again, whatever the reason."""
    outcome = refused(error.status_code, _said(error))
    return outcome if isinstance(outcome, Held) else Unknown()


def _said(error: APIError) -> Sequence[Mapping[str, str]]:
    said = error.message
    return [one for one in said if isinstance(one, dict)] if isinstance(said, list) else []


def _of_kind(errors: Sequence[Mapping[str, str]], kind: str) -> bool:
    return any(error.get("error") == kind for error in errors)
