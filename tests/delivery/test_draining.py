"""Messages go out once, whatever the provider does. The provider is the stand-in, on a port of its own; the clock is the tests' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from feedback import clock, store
from feedback.delivery import wording
from feedback.delivery.draining import GRACE, UNDER_WAY, Pace, begin_anew, drain
from feedback.delivery.notify import NotifyProvider
from feedback.delivery.wording import Ask, Kind, Words
from feedback.demo.phone import Phone
from feedback.store import asks, council, holding, links, messages, people, samples, tokens, worker
from feedback.store.surveys import by_id as survey_by_id
from tests.databases import TODAY
from tests.delivery import outbox
from tests.delivery.outbox import Asked, Clock, found, state
from tests.delivery.standin import notify, one_after_the_other, standing_in

TIMEOUT_SECONDS = 0.3


@dataclass
class Desk:
    """The stand-in, the provider that leads there, and the time."""

    provider: NotifyProvider
    phone: Phone
    clock: Clock = field(default_factory=Clock)

    def drain(self, batch: int = 50) -> bool:
        return drain(Pace(self.clock.now, self.clock.wait, batch=batch), {"sms": self.provider, "email": self.provider})

    def arrived(self) -> Counter[str]:
        return Counter(one.reference for one in self.phone.arrived)


@pytest.fixture
def desk() -> Iterator[Desk]:
    phone = Phone()
    with standing_in(phone) as address:
        yield Desk(NotifyProvider(notify(address), TIMEOUT_SECONDS), phone)


def test_what_is_due_goes_out_and_what_is_not_waits(each_database: Flask, desk: Desk) -> None:
    asked = outbox.ask(3)
    now, later = outbox.write(asked), outbox.write(asked, kind="reminder", number=1, at=outbox.NOON + timedelta(minutes=1))
    desk.drain(batch=2)
    assert desk.arrived() == Counter(now)
    assert {state(one) for one in now} == {("accepted", "")}
    assert {state(one) for one in later} == {("waiting", "")}
    assert {member.reached for member in samples.frame(asked.sample.id)} == {"accepted"}
    assert worker.looked_at() == outbox.NOON


def test_a_message_carries_its_persons_own_links(app_context: Flask, desk: Desk) -> None:
    asked = outbox.ask(1)
    outbox.write(asked)
    desk.drain()
    (one,) = desk.phone.arrived
    settings = app_context.config["FEEDBACK_SETTINGS"].messages
    assert one.address == outbox.phone(0)
    assert f"{settings.address}/i/{tokens.token_of(asked.nonces[0])}" in one.body
    assert f"{settings.address}/stop/{tokens.stop_token(asked.person_ids[0])}" in one.body
    assert "Harrowdale feedback" in one.body


def test_in_an_open_survey_everybody_gets_the_same_link(app_context: Flask, desk: Desk) -> None:
    asked = outbox.ask(2, "open")
    outbox.write(asked, "email", "reminder", 1)
    desk.drain()
    assert all("/s/views" in one.body and "If you have answered, thank you." in one.body for one in desk.phone.arrived)
    assert [one.subject for one in desk.phone.arrived] == ["You can still tell us what you think"] * 2


def test_the_days_to_a_reminder_begin_when_a_message_goes_out(app_context: Flask, desk: Desk) -> None:
    (sent,) = outbox.write(outbox.ask(1))
    with store.transaction():
        messages.change([{"id": sent, "written_on": TODAY - timedelta(days=6)}])
    desk.drain()
    assert found(sent).written_on == TODAY


def test_a_language_is_used_once_somebody_has_checked_our_words_in_it(
    app_context: Flask, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def words(kind: Kind, ask: Ask) -> Words:
        said.append(ask.language)
        return wording.words(kind, ask)

    monkeypatch.setattr("feedback.delivery.checking.words", words)
    for checked in ([], ["cy"]):
        with store.transaction():
            council.change({"languages_checked": checked})
        outbox.write(outbox.ask(1, language="cy"))
        desk.drain()
    assert said == ["en", "cy"]


def closed(asked: Asked) -> None:
    survey_by_id(asked.survey.id).closed_on = TODAY


def answered(asked: Asked) -> None:
    (found,) = links.unanswered(asked.sample.id).values()
    asks.use(found.invitation_id, "0" * 36)


def declined(asked: Asked) -> None:
    (found,) = links.unanswered(asked.sample.id).values()
    asks.decline(found.invitation_id, TODAY)


def opted_out(asked: Asked) -> None:
    people.opt_out(asked.person_ids[0], TODAY)


def contact_gone(asked: Asked) -> None:
    people.forget_contacts(asked.person_ids)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [(closed, "closed"), (answered, "answered"), (declined, "answered"), (opted_out, "opted_out"), (contact_gone, "no_contact")],
)
def test_what_changed_since_it_was_written_stops_a_message(app_context: Flask, desk: Desk, meanwhile: object, why: str) -> None:
    asked = outbox.ask(1)
    (message,) = outbox.write(asked)
    with store.transaction():
        meanwhile(asked)  # type: ignore[operator]
    desk.drain()
    assert state(message) == ("stopped", why)
    assert found(message).next_try_at is None
    assert not desk.phone.arrived
    assert samples.frame(asked.sample.id)[0].reached == "stopped"


def test_an_invitation_that_is_too_old_is_not_sent(app_context: Flask, desk: Desk) -> None:
    asked = outbox.ask(1)
    (message,) = outbox.write(asked)
    (row,) = links.unanswered(asked.sample.id).values()
    with store.transaction():
        invitation = store.database.db.session.get(asks.Invitation, row.invitation_id)
        assert invitation is not None
        invitation.expires_on = TODAY - timedelta(days=1)
    desk.drain()
    assert state(message) == ("stopped", "expired")


@pytest.mark.parametrize("fault", ["500", "gone", "hang up"])
def test_what_was_not_taken_is_asked_about_and_then_sent(each_database: Flask, desk: Desk, fault: str) -> None:
    asked = outbox.ask(2)
    sent = outbox.write(asked)
    desk.phone.fault = one_after_the_other(fault)
    desk.drain()
    assert sorted(state(one)[0] for one in sent) == ["accepted", "trying"]
    assert desk.phone.asked == 0
    desk.clock.move(minutes=1)
    desk.drain()
    assert desk.arrived() == Counter(sent)
    assert desk.phone.asked == 1
    assert {state(one) for one in sent} == {("accepted", "")}


@pytest.mark.parametrize("fault", ["500 after accepting", "garbage", "nonsense", "wrong reference", "slow", "hang up after accepting"])
def test_what_was_taken_without_our_knowing_is_found_and_not_sent_twice(app_context: Flask, desk: Desk, fault: str) -> None:
    asked = outbox.ask(2)
    sent = outbox.write(asked)
    desk.phone.fault = one_after_the_other(fault)
    desk.drain()
    desk.clock.move(minutes=1)
    if fault == "slow":
        # It goes on taking it in while we have hung up.
        while len(desk.phone.arrived) < 2:
            pass
    desk.drain()
    assert desk.arrived() == Counter(sent)
    assert {state(one)[0] for one in sent} == {"accepted", "delivered"}


def test_a_provider_that_is_away_pauses_the_channel_and_loses_nothing(each_database: Flask, desk: Desk) -> None:
    asked = outbox.ask(120)
    sent = outbox.write(asked)
    away = Desk(NotifyProvider(notify("http://127.0.0.1:9"), TIMEOUT_SECONDS), Phone(), desk.clock)
    away.drain()
    assert worker.channels()["sms"].trouble == "unreachable"
    assert Counter(state(one)[0] for one in sent) == {"waiting": 70, "trying": 50}
    desk.drain()
    assert not desk.phone.arrived
    desk.clock.move(minutes=2)
    desk.drain()
    assert desk.arrived() == Counter(sent)
    assert worker.channels()["sms"].trouble == ""


@pytest.mark.parametrize(("fault", "trouble"), [("429", "busy"), ("key", "key_refused"), ("template", "template_refused")])
def test_what_is_no_messages_own_fault_pauses_the_channel_and_counts_as_no_try(
    each_database: Flask, desk: Desk, fault: str, trouble: str
) -> None:
    asked = outbox.ask(120)
    sent = outbox.write(asked)
    desk.phone.fault = one_after_the_other(*[fault] * 50)
    desk.drain()
    part = worker.channels()["sms"]
    assert (part.trouble, part.paused_until) == (trouble, outbox.NOON + timedelta(minutes=1))
    assert {state(one) for one in sent} <= {("waiting", ""), ("accepted", "")}
    assert {found(one).tries for one in sent if state(one)[0] == "waiting"} == {0}
    desk.phone.fault = lambda: fault
    desk.clock.move(minutes=1)
    desk.drain()
    assert worker.channels()["sms"].paused_until == desk.clock.at + timedelta(minutes=5)
    desk.phone.fault = lambda: ""
    desk.clock.move(minutes=5)
    desk.drain()
    assert desk.arrived() == Counter(sent)


@pytest.mark.parametrize(("fault", "why"), [("trial", "not_allowed"), ("odd", "refused")])
def test_what_is_refused_for_good_fails_with_a_plain_reason(app_context: Flask, desk: Desk, fault: str, why: str) -> None:
    asked = outbox.ask(2)
    sent = outbox.write(asked)
    desk.phone.fault = one_after_the_other(fault)
    desk.drain()
    assert sorted(state(one) for one in sent) == [("accepted", ""), ("failed", why)]
    assert {member.reached for member in samples.frame(asked.sample.id)} == {"accepted", "failed"}


def test_an_address_that_can_be_none_fails(app_context: Flask, desk: Desk) -> None:
    message = outbox.write_test(outbox.ask(0), "07 four")
    desk.drain()
    assert state(message) == ("failed", "not_an_address")
    assert found(message).address is None


def test_attempts_that_were_cut_off_are_asked_about_after_a_while_and_repeated_at_once(each_database: Flask, desk: Desk) -> None:
    asked = outbox.ask(4)
    sent = outbox.write(asked)
    with store.transaction():
        messages.begin(sent, outbox.NOON, outbox.NOON + GRACE, TODAY)
    for one in sent[:2]:
        desk.phone.take("sms", {"reference": one, "phone_number": "07000000000"})
    desk.drain()
    assert desk.clock.waited == [GRACE.total_seconds()]
    assert desk.phone.asked == 4
    assert desk.arrived() == Counter(sent)
    assert {state(one)[0] for one in sent} == {"accepted", "delivered"}
    assert [found(one).tries for one in sent] == [1, 1, 2, 2]


def test_an_earlier_attempt_that_did_not_arrive_is_no_proof_of_a_later_one(app_context: Flask, desk: Desk) -> None:
    (message,) = outbox.write(outbox.ask(1))
    earlier = desk.phone.take("sms", {"reference": message, "phone_number": "07700900003"})
    with store.transaction():
        messages.change([{"id": message, "provider_id": earlier.id}])
        messages.begin([message], outbox.NOON, outbox.NOON, TODAY)
    desk.drain()
    assert desk.arrived() == {message: 2}


def test_while_another_process_holds_the_outbox_nothing_is_sent(each_database: Flask, desk: Desk) -> None:
    outbox.write(outbox.ask(1))
    with holding.outbox() as held:
        assert held is not None
        desk.drain()
        assert not desk.phone.arrived
    desk.drain()
    assert len(desk.phone.arrived) == 1


def test_in_quiet_hours_only_tests_to_oneself_go_out(app_context: Flask, desk: Desk) -> None:
    asked = outbox.ask(1)
    (message,) = outbox.write(asked)
    test = outbox.write_test(asked, "07000 000 001")
    hour = clock.business(desk.clock.at).astimezone(clock.LONDON).hour
    with store.transaction():
        council.change({"quiet_from": hour, "quiet_to": (hour + 1) % 24})
    desk.drain()
    assert [one.reference for one in desk.phone.arrived] == [test]
    assert state(message) == ("waiting", "")
    assert "This is a test to yourself." in desk.phone.arrived[0].body
    assert "/i/\n" in desk.phone.arrived[0].body
    assert found(test).address is None


def test_a_drain_ends_when_it_is_told_and_when_its_time_is_over(app_context: Flask, desk: Desk) -> None:
    outbox.write(outbox.ask(3))
    over = Pace(desk.clock.now, desk.clock.wait, longest=timedelta(0))
    providers = {"sms": desk.provider}
    assert drain(over, providers)
    assert not drain(replace(over, stopped=lambda: True, longest=timedelta(hours=1)), providers)
    assert not desk.phone.arrived


def test_a_receipt_that_came_before_the_answer_is_not_taken_back(app_context: Flask, desk: Desk) -> None:
    (message,) = outbox.write(outbox.ask(1))

    def delivered_first() -> str:
        with app_context.app_context(), store.transaction():
            messages.change([{"id": message, "state": "delivered", "next_try_at": None}])
        return ""

    desk.phone.fault = delivered_first
    desk.drain()
    assert state(message) == ("delivered", "")


def test_what_nobody_can_send_waits(app_context: Flask, desk: Desk) -> None:
    (message,) = outbox.write(outbox.ask(1), "email")
    drain(Pace(desk.clock.now, desk.clock.wait), {"sms": desk.provider})
    assert state(message) == ("waiting", "")
    assert not drain(Pace(lambda: datetime(2026, 11, 21, 12, tzinfo=UTC), desk.clock.wait), {})


def test_after_a_start_a_slow_provider_is_left_alone_with_what_was_under_way(each_database: Flask, desk: Desk) -> None:
    (cut_off,) = outbox.write(outbox.ask(1))
    with store.transaction():
        messages.begin([cut_off], outbox.NOON - timedelta(minutes=1), outbox.NOON, TODAY)
    begin_anew(outbox.NOON)
    desk.drain()
    assert desk.clock.waited == [UNDER_WAY.total_seconds()]
    assert desk.arrived() == Counter([cut_off])


@pytest.mark.parametrize("arrived", [True, False])
def test_what_was_given_up_is_asked_about_before_it_is_tried_again(each_database: Flask, desk: Desk, arrived: bool) -> None:
    (message,) = outbox.write(outbox.ask(1))
    if arrived:
        desk.phone.take("sms", {"reference": message, "phone_number": outbox.phone(0)})
    with store.transaction():
        messages.change([{"id": message, "state": "failed", "why": "gave_up", "next_try_at": None}])
        messages.repeat(None, TODAY, desk.clock.now(), TODAY)
    desk.drain()
    assert desk.arrived() == {message: 1}
    assert state(message)[0] in {"accepted", "delivered"}
