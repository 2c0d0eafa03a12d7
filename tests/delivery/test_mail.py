"""E-mail by a mail server: what it looks like, and what the server's answers mean."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from feedback.delivery.mail import SmtpProvider, refused_with, written
from feedback.delivery.outcomes import Accepted, Held, Later, Letter, Missing, Outcome, Outcomes, Question, Refused
from feedback.delivery.wording import Words
from feedback.message_settings import Smtp
from tests.faults.service import free_port

SENDER = "feedback@example.gov.uk"
STOP = "https://feedback.example.gov.uk/stop/" + "ABCDEFGHJKMNPQRSTVWXYZ2345"


def letter(address: str = "someone@example.org", number: int = 0) -> Letter:
    words = Words("What do you think?", f"Tell us here: https://feedback.example.gov.uk/i/{'A' * 26}\nAch, schön.")
    return Letter(f"12345678-1234-4234-8234-{number:012}", "email", "Harrowdale feedback", address, words, STOP)


class Mailbox:
    """Answers as it is told: by address, or to everything that comes after so many mails."""

    def __init__(self, answers: dict[str, str] | None = None, data: str = "250 OK", leaves_after: int = 99) -> None:
        self.answers = answers or {}
        self.data = data
        self.leaves_after = leaves_after
        self.mails: list[EmailMessage] = []
        self.greetings: list[str] = []

    async def handle_RCPT(self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802
        self.greetings.append(str(session.host_name))
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if len(self.mails) >= self.leaves_after:
            server.transport.close()  # type: ignore[union-attr]
            return "421 gone"
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.mails.append(email.message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return self.data


def sent(provider: SmtpProvider, letters: Sequence[Letter]) -> Outcomes:
    """What came of all of them; each in a piece of its own, so that it is kept before the next one goes out."""
    pieces = list(provider.send(letters))
    assert all(len(piece) <= 1 or set(piece.values()) <= {Held("unreachable")} for piece in pieces)
    return {one: outcome for piece in pieces for one, outcome in piece.items()}


@contextmanager
def serving(mailbox: Mailbox) -> Iterator[SmtpProvider]:
    port = free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port, enable_SMTPUTF8=False)
    server.start()
    try:
        yield SmtpProvider(Smtp("127.0.0.1", port, "", "", at_once=False, sender=SENDER), timeout=2)
    finally:
        server.stop()


def test_a_mail_is_plain_tells_nothing_and_can_be_stopped_with_one_click() -> None:
    mailbox = Mailbox()
    with serving(mailbox) as provider:
        assert sent(provider, [letter()]) == {letter().id: Accepted(None)}
    (mail,) = mailbox.mails
    assert mail["From"] == f"Harrowdale feedback <{SENDER}>"
    assert mail["Subject"] == "What do you think?"
    assert mail["Message-ID"] == f"<{letter().id}@example.gov.uk>"
    assert mail["List-Unsubscribe"] == f"<{STOP}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().splitlines() == letter().words.body.splitlines()
    known = {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"}
    assert set(mail.keys()) <= known | {"Content-Type", "Content-Transfer-Encoding", "MIME-Version", "X-Peer", "X-MailFrom", "X-RcptTo"}
    assert set(mailbox.greetings) == {"example.gov.uk"}


def test_links_are_not_broken_in_the_head() -> None:
    text = written(letter(), SENDER).as_bytes().decode()
    assert re.search(rf"^List-Unsubscribe: <{re.escape(STOP)}>\r$", text, re.MULTILINE)


def test_one_connection_carries_a_batch_and_each_address_has_its_own_answer() -> None:
    mailbox = Mailbox({"gone@example.org": "550 5.1.1 No such user", "full@example.org": "452 4.2.2 Full", "busy@example.org": "451 Later"})
    letters = [letter(f"{name}@example.org", number) for number, name in enumerate(("one", "gone", "full", "busy", "two"))]
    with serving(mailbox) as provider:
        ends = sent(provider, letters)
    assert list(ends.values()) == [Accepted(None), Refused("unknown_there"), Later(), Later(), Accepted(None)]


@pytest.mark.parametrize(
    ("data", "outcome"), [("554 5.7.1 Spam", Refused("blocked")), ("451 Later", Later()), ("421 Closing", Held("busy"))]
)
def test_a_server_that_does_not_take_the_text(data: str, outcome: Outcome) -> None:
    with serving(Mailbox(data=data)) as provider:
        assert sent(provider, [letter()])[letter().id] == outcome


def test_a_server_that_leaves_in_the_middle_makes_the_rest_wait() -> None:
    letters = [letter(number=number) for number in range(4)]
    with serving(Mailbox(leaves_after=1)) as provider:
        ends = list(sent(provider, letters).values())
    assert ends == [Accepted(None), Later(), Held("unreachable"), Held("unreachable")]


def test_a_server_that_is_not_there_makes_all_wait() -> None:
    provider = SmtpProvider(Smtp("127.0.0.1", free_port(), "", "", at_once=False, sender=SENDER), timeout=1)
    assert set(sent(provider, [letter(), letter(number=1)]).values()) == {Held("unreachable")}


def test_an_address_that_is_none_fails_alone() -> None:
    with serving(Mailbox()) as provider:
        ends = sent(provider, [letter("ü@example.org"), letter(number=1)])
    assert list(ends.values()) == [Refused("not_an_address"), Accepted(None)]


def test_nobody_can_be_asked() -> None:
    provider = SmtpProvider(Smtp("127.0.0.1", 1, "", "", at_once=False, sender=SENDER))
    assert provider.ask([Question("m", None)]) == {"m": Missing()}
    assert provider.status(["m"]) == {}


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        (421, Held("busy")),
        (450, Later()),
        (452, Later()),
        (550, Refused("unknown_there")),
        (552, Refused("full_or_off")),
        (553, Refused("unknown_there")),
        (554, Refused("refused")),
    ],
)
def test_what_a_server_says_to_an_address(code: int, outcome: Outcome) -> None:
    assert refused_with(code) == outcome
