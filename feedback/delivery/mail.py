"""E-mail by a mail server. It cannot be asked what it took, so an attempt that was cut off is repeated."""

from __future__ import annotations

import smtplib
import ssl
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from feedback import clock
from feedback.delivery.outcomes import Accepted, Held, Later, Letter, Missing, Outcome, Outcomes, Question, Refused
from feedback.message_settings import Smtp

TIMEOUT_SECONDS = 15
NO_SUCH_ADDRESS = frozenset({550, 551, 553})
FULL = frozenset({452, 552})
NOT_AVAILABLE = 421
AS_WRITTEN = SMTP.clone(max_line_length=900, cte_type="7bit")
"""Lines as long as mail allows: a link that is folded opens nothing."""


class SmtpProvider:
    """Sends by SMTP, one connection for all letters of a batch."""

    def __init__(self, settings: Smtp, timeout: float = TIMEOUT_SECONDS) -> None:
        self._settings = settings
        self._timeout = timeout

    def send(self, letters: Sequence[Letter]) -> Iterator[Outcomes]:
        """Try each once, a piece each: a worker that is killed repeats no more than the one under way.

        Where the server does not answer, or goes away, the rest were surely not taken.
        """
        left, rest = deque(letters), Held("unreachable")
        try:
            with self._connected() as server:
                while left and server.sock is not None:
                    letter = left.popleft()
                    yield {letter.id: self._sent(server, letter)}
        except smtplib.SMTPAuthenticationError:
            rest = Held("key_refused")
        except (smtplib.SMTPException, OSError):
            pass
        yield {letter.id: rest for letter in left}

    def ask(self, questions: Sequence[Question]) -> Outcomes:
        """Nobody can be asked: each is tried again."""
        return {question.id: Missing() for question in questions}

    def status(self, provider_ids: Sequence[str]) -> Mapping[str, str]:  # noqa: ARG002 - there is none
        """A mail server tells nothing; bounces come by mail."""
        return {}

    def _connected(self) -> smtplib.SMTP:
        """Signed in, by TLS where there is a user name. It gives the sender's domain for a name: this machine's is nobody's business."""
        own, tls = self._settings, ssl.create_default_context()
        name = domain(own.sender)
        if own.at_once:
            server: smtplib.SMTP = smtplib.SMTP_SSL(own.host, own.port, name, timeout=self._timeout, context=tls)
        else:
            server = smtplib.SMTP(own.host, own.port, name, timeout=self._timeout)
        if own.user:
            if not own.at_once:
                server.starttls(context=tls)
            server.login(own.user, own.password)
        return server

    def _sent(self, server: smtplib.SMTP, letter: Letter) -> Outcome:
        try:
            server.send_message(written(letter, self._settings.sender), self._settings.sender, [letter.address])
        except smtplib.SMTPRecipientsRefused as refused:
            return refused_with(next(iter(refused.recipients.values()))[0])
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as refused:
            return _refused_content(refused.smtp_code)
        except (ValueError, UnicodeError, smtplib.SMTPNotSupportedError):
            return Refused("not_an_address")
        except (smtplib.SMTPException, OSError):
            return Later()
        return Accepted(None)


def refused_with(code: int) -> Outcome:
    """What a server's answer to an address means."""
    if code == NOT_AVAILABLE:
        return Held("busy")
    if code in FULL:
        return Later() if code < 500 else Refused("full_or_off")
    if code < 500:
        return Later()
    return Refused("unknown_there" if code in NO_SUCH_ADDRESS else "refused")


def _refused_content(code: int) -> Outcome:
    """What a server's answer to the sender or to the text means."""
    if code == NOT_AVAILABLE:
        return Held("busy")
    return Later() if code < 500 else Refused("blocked")


def written(letter: Letter, sender: str) -> EmailMessage:
    """The e-mail: plain text, nothing in its head that tells what the service is, and the one-click stop of RFC 8058 where there is one."""
    mail = EmailMessage(policy=AS_WRITTEN)
    mail["From"] = formataddr((letter.sender, sender))
    mail["To"] = letter.address
    mail["Subject"] = letter.words.subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{letter.id}@{domain(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"
    if letter.stop:
        mail["List-Unsubscribe"] = f"<{letter.stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.words.body + "\n")
    return mail


def domain(address: str) -> str:
    """What stands behind the @."""
    return address.rpartition("@")[2]
