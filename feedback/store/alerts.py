"""Alerts: messages without content that somebody must look, and whom they went to."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import current_app
from sqlalchemy import ForeignKey, Index, String, func, insert, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from feedback import clock, queue
from feedback.message_settings import Messages
from feedback.store import accounts, concern_steps, messages, rota
from feedback.store.accounts import Officer
from feedback.store.codes import ALERTS, one_of
from feedback.store.concerns import Concern
from feedback.store.council import Council
from feedback.store.database import Model, afterwards, db, table_of
from feedback.store.encryption import seal
from feedback.store.instants import Instant
from feedback.store.messages import TO_SEND, Message

URGENT = ("red", "amber")
"""The levels that write an alert."""

SEERS = ("safeguarding_lead", "safeguarding_deputy")
"""The roles that open concerns."""

MINUTES = timedelta(minutes=10)
AT_ONCE = 3
"""So many messages of one step in MINUTES go out at once to somebody who opens none of what they are about."""
APART = timedelta(minutes=5)
"""Then one in so long, about all that came meanwhile: whoever fills an open link with harm must not fill a phone."""
JOINED = ("first", "head", "on_call")
"""The steps of which one message may tell of what came after it was written: all their messages say the same."""


class Alert(Model):
    """One message (of kind alert) about one concern. A test of the way has no concern; an alert to the on-call number no officer.

    step: first, head (unopened too long), on_call (longer still), identity (somebody opened who a child is), handed_over, test.
    `at` is when it was written, in business time: what waited on a device was raised earlier than anybody could know of it.
    """

    __tablename__ = "alert"
    __table_args__ = (one_of("step", ALERTS), Index(None, "concern_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"), index=True)
    concern_id: Mapped[str | None] = mapped_column(ForeignKey("concern.id", ondelete="CASCADE"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officer.id"))
    step: Mapped[str] = mapped_column(String(11))
    at: Mapped[datetime] = mapped_column(Instant)


@dataclass(frozen=True)
class Recipient:
    """Somebody who is to be alerted, and how: {channel: address}. `officer_id` is None for the on-call number."""

    officer_id: int | None
    ways: Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """One alert about a concern and where its message stands."""

    step: str
    at: datetime
    state: str


@dataclass(frozen=True)
class Unopened:
    """A red or amber concern that nobody has opened, and the alerts about it."""

    concern_id: str
    level: str
    raised_at: datetime
    told: Sequence[Told]

    @property
    def known_at(self) -> datetime:
        """Since when somebody could know of it: its first alert, which is later than `raised_at` for what waited on a device."""
        firsts = [one.at for one in self.told if one.step == "first"]
        return max(self.raised_at, min(firsts)) if firsts else self.raised_at


@dataclass(frozen=True)
class About:
    """What the message of an alert is about: its step, whom it goes to, and the concerns and their levels."""

    step: str
    officer_id: int | None
    levels: Mapping[str, str]


@dataclass(frozen=True)
class Sent:
    """An alert as the page about alerts lists it, without what it is about. `name` is empty for the on-call number."""

    step: str
    name: str
    at: datetime
    channel: str
    state: str
    why: str


def write_first(concerns: Iterable[Mapping[str, object]], now: datetime, today: date) -> int:
    """Alert whoever is on duty of concerns just kept (id, level), in the transaction under way: one message each way for all of them.

    `now` is the real instant. Blue ones alert nobody. Raises nothing: a concern must be kept even when nobody can be told of it. Then
    the red banner stands, and the worker tries again. How many messages that makes.
    """
    urgent = [str(row["id"]) for row in concerns if row["level"] in URGENT]
    if not urgent:
        return 0
    try:
        with db.session.begin_nested():
            together = concern_steps.by_hidden(urgent).items()
            return sum(_write("first", ids, [reached(one) for one in on_duty(today, hidden)], now, today) for hidden, ids in together)
    except Exception as error:
        # Its message may hold an address.
        current_app.logger.error("no alert could be written: %s", type(error).__name__)
        return 0


def write(step: str, concern_id: str, officers: Iterable[Officer], now: datetime, today: date) -> int:
    """Alert these officers about one concern, those who are shut out of it left out; how many messages that makes."""
    return pass_on(step, [concern_id], officers, now, today)


def pass_on(step: str, concern_ids: Sequence[str], officers: Iterable[Officer], now: datetime, today: date) -> int:
    """The same about several concerns, by one message each way. Whoever is shut out of one of them is left out."""
    hidden = frozenset[int]().union(*map(concern_steps.shut_out_of, concern_ids))
    return _write(step, concern_ids, [reached(one) for one in officers if one.active and one.id not in hidden], now, today)


def write_on_call(concern_ids: Sequence[str], council: Council, now: datetime, today: date) -> int:
    """Alert the on-call number and address of the council; how many messages that makes."""
    ways = _carried({"sms": council.on_call_phone, "email": council.on_call_email})
    return _write("on_call", concern_ids, [Recipient(None, ways)], now, today)


def write_test(officers: Iterable[Officer], now: datetime, today: date) -> int:
    """Try the way to these officers; how many messages that makes."""
    return _write("test", [None], [reached(one) for one in officers], now, today)


def reached(officer: Officer) -> Recipient:
    """How an alert reaches an officer now: by each channel that somebody carries and for which there is an address."""
    return Recipient(officer.id, _carried({"sms": officer.alert_phone, "email": officer.email}))


def on_duty(day: date, hidden: Collection[int] = ()) -> Sequence[Officer]:
    """Whom a first alert goes to: the lead and the deputy of that day's rota.

    Every active lead and deputy where there is no row, or where one of the two has left, changed role or cannot be reached. `hidden`
    accounts are never among them, and count as if they had left.
    """
    known = [one for one in accounts.active_with(SEERS) if one.id not in hidden]
    duty = rota.on(day)
    named = [one for one in known if duty and one.id in (duty.lead_id, duty.deputy_id) and reached(one).ways]
    return named if len(named) == 2 else known


def to_ring(day: date, council: Council, hidden: Collection[int] = ()) -> Sequence[str]:
    """Whom to ring when an alert does not get through: those on duty but for `hidden` accounts, with the number that the settings give.

    The person of the settings is the last where none of those on duty is that person, so that there is a number.
    """
    names = [one.full_name or one.email for one in on_duty(day) if one.id not in hidden]
    known, numbered = council.safeguarding_name, f"{council.safeguarding_name} {council.safeguarding_phone}".strip()
    told = [numbered if name == known else name for name in names]
    return told if hidden or known in names or not known else [*told, numbered]


def unopened(viewer_id: int = 0) -> Sequence[Unopened]:
    """The red and amber concerns that nobody has opened, with the alerts about each; without those that a viewer is shut out of."""
    columns = (Concern.id, Concern.level, Concern.raised_at, Alert.step, Alert.at, Message.state)
    joined = select(*columns).outerjoin(Alert, Alert.concern_id == Concern.id).outerjoin(Message, Message.id == Alert.message_id)
    found: dict[str, tuple[str, datetime, list[Told]]] = {}
    query = joined.where(*_UNOPENED, Concern.id.not_in(concern_steps.hidden_from(viewer_id))).order_by(Concern.raised_at)
    for concern_id, level, raised_at, step, at, state in db.session.execute(query):
        told = found.setdefault(concern_id, (level, raised_at, []))[2]
        if step is not None:
            told.append(Told(step, at, state))
    return [Unopened(concern_id, *rest) for concern_id, rest in found.items()]


def hold_unopened() -> bool:
    """Keep two workers from writing the same alert: whoever comes second waits here, and sees what the first has written.

    Whether there is any red or amber concern that nobody has opened.
    """
    return bool(db.session.scalars(select(Concern.id).where(*_UNOPENED).order_by(Concern.id).with_for_update()).all())


def about(message_ids: Collection[str]) -> Mapping[str, About]:
    """What these messages are about, by the message."""
    query = select(Alert, Concern.level).outerjoin(Concern, Concern.id == Alert.concern_id).where(Alert.message_id.in_(message_ids))
    found: dict[str, tuple[str, int | None, dict[str, str]]] = {}
    for alert, level in db.session.execute(query):
        levels = found.setdefault(alert.message_id, (alert.step, alert.officer_id, {}))[2]
        if alert.concern_id is not None:
            levels[alert.concern_id] = level
    return {message_id: About(*rest) for message_id, rest in found.items()}


def newest(viewer_id: int, most: int) -> Sequence[Sent]:
    """The newest alerts, newest first; without those about a concern that the viewer is shut out of."""
    hidden = select(Alert.message_id).where(Alert.concern_id.in_(concern_steps.hidden_from(viewer_id)))
    of_message = select(func.min(Alert.id)).group_by(Alert.message_id)
    columns = (
        Alert.step,
        func.coalesce(func.nullif(Officer.full_name, ""), Officer.email, ""),
        Alert.at,
        Message.channel,
        Message.state,
        Message.why,
    )
    joined = select(*columns).join(Message, Message.id == Alert.message_id).outerjoin(Officer, Officer.id == Alert.officer_id)
    query = joined.where(Alert.id.in_(of_message), Message.id.not_in(hidden)).order_by(Alert.at.desc(), Alert.id.desc()).limit(most)
    return [Sent(*row) for row in db.session.execute(query)]


def waiting() -> bool:
    """Whether an alert is still to be sent."""
    query = select(Message.id).where(Message.state.in_(TO_SEND), Message.kind == "alert").limit(1)
    return db.session.scalar(query) is not None


_UNOPENED = (Concern.opened_at.is_(None), or_(Concern.level == "red", Concern.level == "amber"))


def _write(step: str, concern_ids: Sequence[str] | Sequence[None], recipients: Sequence[Recipient], now: datetime, today: date) -> int:
    """One message for each recipient and way, tied to each concern; the worker is woken once they are kept. How many tell of them.

    Where a message that says as much still waits for somebody, it tells of these too.
    """
    told = _unheeded(step, concern_ids, now) if step in JOINED else {}
    letters, ties = [], []
    for to in recipients:
        for channel, address in to.ways.items():
            before = told.get((to.officer_id, channel), [])
            letter = _message(channel, address, now + APART * (len(before) >= AT_ONCE), today)
            joined = next((message_id for message_id, waits in before if waits), None)
            letters += [] if joined else [letter]
            tie = {"message_id": joined or letter["id"], "officer_id": to.officer_id, "step": step, "at": clock.business(now)}
            ties += [tie | {"concern_id": concern_id} for concern_id in concern_ids]
    if ties:
        keep(letters, ties)
        afterwards(queue.wake_soon)
    return len({tie["message_id"] for tie in ties})


def _unheeded(step: str, concern_ids: Sequence[str | None], now: datetime) -> Mapping[tuple[int | None, str], list[tuple[str, bool]]]:
    """By officer and channel: the messages of a step written in the last MINUTES about concerns that nobody has opened since, at least
    as urgent as these; each with whether it still waits, and then nobody sends it before the transaction ends."""
    urgent = select(Concern.id).where(Concern.id.in_(concern_ids), Concern.level == "red")
    levels = ("red",) if db.session.scalar(urgent.limit(1)) else URGENT
    query = select(Alert.officer_id, Message.channel, Message.id).join(Message, Message.id == Alert.message_id)
    query = query.join(Concern, Concern.id == Alert.concern_id).where(Concern.opened_at.is_(None), Concern.level.in_(levels))
    query = query.where(Alert.step == step, Alert.at > clock.business(now - MINUTES), Message.state != "stopped").distinct()
    found = [(officer_id, channel, message_id) for officer_id, channel, message_id in db.session.execute(query)]
    waits = _kept_waiting({message_id for _, _, message_id in found})
    told: dict[tuple[int | None, str], list[tuple[str, bool]]] = {}
    for officer_id, channel, message_id in found:
        told.setdefault((officer_id, channel), []).append((message_id, message_id in waits))
    return told


def _kept_waiting(message_ids: Collection[str]) -> frozenset[str]:
    """Those of these messages that nobody has begun to send, or begins before the transaction ends. Waits for nobody."""
    query = select(Message.id).where(Message.id.in_(message_ids), Message.state == "waiting").order_by(Message.id)
    return frozenset(db.session.scalars(query.with_for_update(skip_locked=True)))


def keep(letters: Sequence[Mapping[str, object]], ties: Sequence[Mapping[str, object]]) -> None:
    """Keep messages of kind alert (see `messages.write_all`) and their alerts: message_id, concern_id, officer_id, step, at."""
    messages.write_all(letters)
    db.session.execute(insert(table_of(Alert)), list(ties))


def _message(channel: str, address: str, now: datetime, today: date) -> dict[str, object]:
    return {
        "id": str(uuid.uuid4()),
        "sample_id": None,
        "person_id": None,
        "kind": "alert",
        "number": 0,
        "channel": channel,
        "next_try_at": now,
        "address": seal(address, today),
        "written_on": today,
    }


def _carried(addresses: Mapping[str, str]) -> Mapping[str, str]:
    settings: Messages = current_app.config["FEEDBACK_SETTINGS"].messages
    return {channel: addresses[channel] for channel in settings.channels if addresses[channel]}
