"""A sample is asked: its messages are written into the outbox, where the worker finds them. What still waits can be stopped."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import current_app

from feedback import clock, queue, store
from feedback.asking.samples import SampleError
from feedback.message_settings import Messages
from feedback.store import asks, events, links, messages, reached, samples, surveys
from feedback.store.encryption import seal
from feedback.store.samples import Sample, Ways
from feedback.store.surveys import Survey

REMINDER_DAYS = (5, 12)
"""Days after the first message, unless an officer says otherwise."""
MOST_REMINDERS = 3
LATEST_REMINDER = 60
LIST = "list"
NOT_OPEN = "Open the survey before you ask people: its links open nothing now."
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
BETWEEN_DIGITS = re.compile(r"[\s().-]+")
MOBILE = re.compile(r"(?:0|\+44)7[0-9]{9}|\+(?!44)[0-9]{8,15}")
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Split:
    """How many people are asked how."""

    sms: int
    email: int
    on_list: int

    @property
    def messages(self) -> int:
        """How many messages that makes."""
        return self.sms + self.email


def possible() -> Sequence[str]:
    """The channels by which this service can send, texts first."""
    found: Messages = current_app.config["FEEDBACK_SETTINGS"].messages
    return found.channels


def link_base() -> str:
    """Where our pages stand: links in messages and on paper begin with it."""
    address: str = current_app.config["FEEDBACK_SETTINGS"].messages.address
    return address


def split(sample: Sample, chosen: Collection[str]) -> Split:
    """How many people of a sample would be asked how."""
    counted = Counter(_channels(sample, surveys.by_id(sample.survey_id), chosen).values())
    return Split(counted["sms"], counted["email"], counted[LIST])


def write(sample_id: int, chosen: Collection[str], reminder_days: Sequence[int], actor: str) -> Split:
    """Write a sample's first messages by the chosen channels, texts before e-mails; everybody else stands on the list.

    Raises SampleError when it cannot be asked; then nothing is written.
    """
    with store.transaction():
        sample, survey = _to_ask(sample_id, chosen, reminder_days)
        channels = _channels(sample, survey, chosen)
        today = clock.today()
        rows = [row(sample_id, person_id, channel, 0, today) for person_id, channel in channels.items() if channel != LIST]
        messages.write_all(rows)
        days = sorted(set(reminder_days)) if rows else []
        samples.write(sample_id, today, channels, days)
        links.sent_by(sample_id, channels)
        events.record(clock.now(), actor, "sample.sent", sample_id, slug=survey.slug, messages=len(rows), reminders=len(days))
    queue.wake()
    counted = Counter(channels.values())
    return Split(counted["sms"], counted["email"], counted[LIST])


def row(sample_id: int, person_id: int | None, channel: str, number: int, day: date) -> Mapping[str, object]:
    """A message of the outbox that may be sent from now on: the first one to somebody (0), or a reminder."""
    return {
        "id": str(uuid.uuid4()),
        "sample_id": sample_id,
        "person_id": person_id,
        "kind": "reminder" if number else "invitation",
        "number": number,
        "channel": channel,
        "next_try_at": clock.now(),
        "address": None,
        "written_on": day,
    }


def stop(sample_id: int, actor: str) -> int:
    """Stop what of a sample still waits, and its reminders to come; how many messages that was. Raises SampleError."""
    with store.transaction():
        sample = _found(sample_id)
        samples.stop_reminders(sample_id)
        samples.reach(sample_id, reached.still_waiting(sample_id), "stopped")
        stopped = messages.stop_sample(sample_id, "")
        events.record(clock.now(), actor, "sample.stopped", sample_id, slug=surveys.by_id(sample.survey_id).slug, messages=stopped)
    return stopped


def test(sample_id: int, channel: str, typed: str, actor: str) -> None:
    """Write a test to oneself: it goes to what was typed, which is kept sealed until it is sent. Raises SampleError."""
    address = addressed(channel, typed)
    if channel not in possible() or address is None:
        raise SampleError("Enter an address that this service can send to.")
    with store.transaction():
        survey = surveys.by_id(_found(sample_id).survey_id)
        if survey.state != "open":
            raise SampleError(NOT_OPEN)
        today = clock.today()
        messages.write_all([{**row(sample_id, None, channel, 0, today), "kind": "test", "address": seal(address, today)}])
        events.record(clock.now(), actor, "message.tested", sample_id, slug=survey.slug, channel=channel)
    queue.wake()


def addressed(channel: str, typed: str) -> str | None:
    """An e-mail address or a mobile number as it can be sent to; None when it is none."""
    if channel == "email":
        return typed if len(typed) <= LONGEST_ADDRESS and EMAIL.fullmatch(typed) else None
    number = BETWEEN_DIGITS.sub("", typed.replace("(0)", "") if typed.startswith("+") else typed)
    return number if MOBILE.fullmatch(number) else None


def _found(sample_id: int) -> Sample:
    sample = samples.by_id(sample_id)
    if sample is None:
        raise SampleError("There is no such sample any more.")
    return sample


def _to_ask(sample_id: int, chosen: Collection[str], reminder_days: Sequence[int]) -> tuple[Sample, Survey]:
    sample = _found(sample_id)
    survey = surveys.by_id(sample.survey_id)
    expires_on = asks.expiry(sample_id)
    if survey.state != "open":
        raise SampleError(NOT_OPEN)
    if sample.written_on:
        raise SampleError("This sample was asked before. Each sample is asked once; reminders follow by themselves.")
    if expires_on and expires_on < clock.today():
        raise SampleError("The links of this sample have run out. Take it back and draw it again.")
    if not set(chosen) <= set(possible()):
        raise SampleError("This service cannot send that way now. Choose another way.")
    if len(set(reminder_days)) > MOST_REMINDERS or not all(1 <= day <= LATEST_REMINDER for day in reminder_days):
        raise SampleError(f"Choose {MOST_REMINDERS} reminders at most, each from 1 to {LATEST_REMINDER} days after the first message.")
    return sample, survey


def _channels(sample: Sample, survey: Survey, chosen: Collection[str]) -> Mapping[int, str]:
    """{person id: channel}. Whoever has answered by a card or a tablet by now gets no message."""
    open_to = None if survey.privacy == "open" else links.unanswered(sample.id)
    return dict(_chosen(samples.ways(sample.id), chosen, open_to))


def _chosen(ways: Sequence[Ways], chosen: Collection[str], open_to: Collection[int] | None) -> Iterator[tuple[int, str]]:
    for way in ways:
        asked = not way.opted_out and (open_to is None or way.person_id in open_to)
        by = {"sms": way.sms, "email": way.email}
        yield way.person_id, next((channel for channel, there in by.items() if there and asked and channel in chosen), LIST)
