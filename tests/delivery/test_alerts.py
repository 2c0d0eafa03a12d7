"""Alerts go out at once, each way, in words that say nothing; to nobody who must not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from feedback import clock, store
from feedback.cli import worker as chores
from feedback.delivery import ends
from feedback.delivery.draining import Pace, drain
from feedback.delivery.ends import Facts
from feedback.delivery.mail import written
from feedback.delivery.notify import NotifyProvider
from feedback.delivery.outcomes import Held, Later, Letter, Unknown
from feedback.delivery.wording import Words
from feedback.demo.phone import Phone
from feedback.intake.receiving import receive
from feedback.store import accounts, alerts, council, messages, worker
from feedback.store.database import db
from feedback.store.messages import Message
from tests.delivery import outbox
from tests.delivery.outbox import Clock
from tests.delivery.standin import ADDRESS, notify, standing_in
from tests.desk.alerted import HARM, MONDAY, concern, keep, lead_and_deputy, officer, opened, raised, set_up, shut_out
from tests.intake.arrivals import arrival, form, open_survey

LANE = f"{ADDRESS}/officer/concerns"
NOW = f"A survey response needs you now. Sign in: {LANE}"
DAY = f"A survey response needs you today. Sign in: {LANE}"
RING = "A safeguarding alert has not been opened. Ring Priya Nair 01632 960 199 or Tom Hartley."


@dataclass
class Desk:
    """The stand-in, the provider that leads there, and the time."""

    address: str
    provider: NotifyProvider
    phone: Phone
    clock: Clock = field(default_factory=lambda: Clock(MONDAY))

    def drain(self, *others: str) -> None:
        pace = Pace(self.clock.now, self.clock.wait)
        drain(pace, {"sms": self.provider, "email": self.provider}, others)

    def arrived(self) -> list[tuple[str, str]]:
        return sorted((one.address, one.body) for one in self.phone.arrived)


@pytest.fixture
def desk(each_database: Flask) -> Iterator[Desk]:
    phone = Phone()
    with standing_in(phone) as address:
        set_up(each_database, address)
        with store.transaction():
            council.change({"safeguarding_name": "Priya Nair", "safeguarding_phone": "01632 960 199", "public_name": "Harrowdale feedback"})
        lead_and_deputy()
        yield Desk(address, NotifyProvider(notify(address), 0.5), phone)


def states() -> set[tuple[str, str]]:
    store.recover()
    return {(one.state, one.why) for one in db.session.query(Message)}


@pytest.mark.parametrize(("levels", "says"), [(("red",), NOW), (("amber",), DAY), (("amber", "red"), NOW)])
def test_lead_and_deputy_get_a_text_and_an_email_that_say_nothing(desk: Desk, levels: tuple[str, ...], says: str) -> None:
    keep(*(concern(level) for level in levels))
    desk.drain()
    assert desk.arrived() == [("07700900101", says), ("priya@harrowdale.example", says), ("tom@harrowdale.example", says)]
    assert {one.subject for one in desk.phone.arrived if one.channel == "email"} == {says.partition(".")[0]}
    assert states() == {("accepted", "")}
    desk.drain()
    assert len(desk.phone.arrived) == 3


@pytest.mark.parametrize(
    ("step", "says"),
    [
        ("identity", f"A colleague looked up who gave a survey response. Sign in: {LANE}"),
        ("handed_over", f"A survey response was handed to you. Sign in: {LANE}"),
    ],
)
def test_what_happens_to_a_concern_is_told_without_naming_it(desk: Desk, step: str, says: str) -> None:
    tom = accounts.by_email("tom@harrowdale.example")
    assert tom is not None
    (concern_id,) = keep(concern("blue"))
    with store.transaction():
        alerts.write(step, concern_id, [tom], MONDAY, MONDAY.date())
    desk.drain()
    assert desk.arrived() == [("tom@harrowdale.example", says)]


def test_the_head_and_on_call_are_told_whom_to_ring(desk: Desk) -> None:
    head = officer("head", "Marcus Bell")
    priya = accounts.by_email("priya@harrowdale.example")
    assert priya is not None
    with store.transaction():
        council.change({"on_call_phone": "07700900999"})
    concern_id = raised("blue")
    with store.transaction():
        alerts.write("head", concern_id, [head, priya], MONDAY, MONDAY.date())
        alerts.write_on_call([concern_id], council.current(), MONDAY, MONDAY.date())
    desk.drain()
    assert ("marcus@harrowdale.example", RING) in desk.arrived()
    assert ("07700900999", RING) in desk.arrived()
    assert ("07700900101", DAY) in desk.arrived(), "whoever may open it is asked to"


def test_a_test_alert_says_that_it_is_one(desk: Desk) -> None:
    with store.transaction():
        alerts.write_test(alerts.on_duty(MONDAY.date()), MONDAY, MONDAY.date())
    desk.drain()
    assert {body for _, body in desk.arrived()} == {f"This is a test alert. Nothing has happened. A real one asks you to sign in: {LANE}"}


def test_that_it_was_opened_meanwhile_stops_no_alert(desk: Desk) -> None:
    opened(raised())
    desk.drain()
    assert len(desk.phone.arrived) == 3


@pytest.mark.parametrize("how", ["shut out", "kept out", "another role"])
def test_whoever_must_not_know_by_then_is_not_written_to(desk: Desk, how: str) -> None:
    concern_id = raised()
    priya = accounts.by_email("priya@harrowdale.example")
    assert priya is not None
    if how == "shut out":
        shut_out(concern_id, priya)
    with store.transaction():
        if how == "kept out":
            accounts.change(priya, {"active": False})
        elif how == "another role":
            accounts.set_roles(priya, ["case_manager"])
    desk.drain()
    assert desk.arrived() == [("tom@harrowdale.example", NOW)]
    assert states() == {("accepted", ""), ("stopped", "no_contact")}


def test_an_alert_waits_for_no_quiet_hours_no_pause_and_no_other_message(desk: Desk) -> None:
    asked = outbox.ask(60)
    outbox.write(asked, at=MONDAY - timedelta(hours=1))
    with store.transaction():
        council.change({"quiet_from": 0, "quiet_to": 23})
        worker.pause("sms", "busy", MONDAY + timedelta(hours=1))
    raised()
    desk.drain("invitation", "test")
    assert [one.body for one in desk.phone.arrived] == [NOW] * 3
    assert worker.channels()["sms"].trouble == "", "what an alert gets through opens the way for all"
    with store.transaction():
        council.change({"quiet_from": 0, "quiet_to": 0})
    raised()
    desk.drain("invitation")
    assert [one.body for one in desk.phone.arrived][:6] == [NOW] * 6
    assert len(desk.phone.arrived) == 6 + 60


def test_while_the_provider_is_away_an_alert_is_tried_each_minute_and_makes_nobody_else_wait_longer(desk: Desk) -> None:
    raised()
    desk.phone.fault = lambda: "429"
    for _minute in range(3):
        desk.drain()
        assert states() == {("waiting", "")}
        desk.clock.move(minutes=1)
    assert desk.clock.waited == []
    assert {channel: part.pauses for channel, part in worker.channels().items()} == {"sms": 2, "email": 2}
    desk.phone.fault = lambda: ""
    desk.drain()
    assert len(desk.phone.arrived) == 3


@pytest.mark.parametrize("outcome", [Held("busy"), Later(), Unknown()])
def test_an_alert_is_tried_again_within_a_minute_for_an_hour_and_given_up_after_a_week(outcome: Held | Later | Unknown) -> None:
    waits = [ends.after_attempt(Facts("trying", tries, MONDAY, urgent=True), outcome, MONDAY).next_try_at for tries in (1, 5, 60)]
    assert waits == [MONDAY + timedelta(minutes=1)] * 3
    late = ends.after_attempt(Facts("trying", 61, MONDAY, urgent=True), outcome, MONDAY).next_try_at
    assert late == MONDAY + timedelta(minutes=1 if isinstance(outcome, Held) else 5)
    assert sum(ends.URGENT_BACK_OFF, timedelta()) > timedelta(days=7)
    assert ends.after_attempt(Facts("trying", len(ends.URGENT_BACK_OFF) + 1, MONDAY, urgent=True), Later(), MONDAY).state == "failed"


def test_an_alert_by_a_mail_server_offers_no_way_to_stop_it() -> None:
    mail = written(Letter("1", "email", "Harrowdale feedback", "priya@example.org", Words("Subject", NOW), ""), "feedback@example.org")
    assert "List-Unsubscribe" not in mail
    assert "List-Unsubscribe-Post" not in mail
    assert mail["From"] == "Harrowdale feedback <feedback@example.org>"
    assert mail.get_content() == f"{NOW}\n"


def test_alerts_are_no_business_of_those_who_ask_people(desk: Desk) -> None:
    raised()
    with store.transaction():
        db.session.query(Message).update({"state": "failed", "why": "refused", "next_try_at": None})
    since = MONDAY.date() - timedelta(days=60)
    assert messages.failures("", since, 1, 25) == ([], 0)
    assert messages.failed(since) == 0
    with store.transaction():
        assert messages.repeat(None, since, MONDAY, MONDAY.date()) == []


def test_what_was_disclosed_while_the_worker_was_down_is_alerted_of_when_it_starts_and_stands_nowhere_in_clear(
    each_database: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    open_survey()
    now = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: now)
    receive(arrival(form(good=HARM)))
    assert desk.phone.arrived == []
    monkeypatch.setattr("feedback.cli.worker.draining.drain", lambda _pace, others: desk.drain(*others))
    desk.clock = Clock(now + timedelta(hours=10))
    chores.send_alerts(Pace())
    assert len(desk.phone.arrived) == 3
    everything = " ".join(one.body + one.subject + one.reference for one in desk.phone.arrived) + caplog.text
    for word in ("cutting", "mum", "Your views", "views", "good", "self", "concern about"):
        assert word not in everything.replace(LANE, "")
