"""Draining the outbox: begin attempts in one transaction, make them outside of any, and keep how they ended in another.

A worker may die at any instant. What it had begun is "trying" for the next one, which asks the provider before it tries again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from flask import current_app

from feedback import clock, store
from feedback.delivery import ends, quiet
from feedback.delivery.carriers import carriers
from feedback.delivery.checking import check
from feedback.delivery.ends import End, Facts
from feedback.delivery.outcomes import Accepted, Held, Letter, Outcome, Outcomes, Provider, Question, Refused, Unknown
from feedback.store import council, holding, messages, samples, worker
from feedback.store.messages import KINDS, TO_SEND, Message

BATCH = 50
GRACE = timedelta(seconds=5)
"""A provider may still be taking in what a worker that was killed had sent: so long it is left to it before it is asked."""
UNDER_WAY = timedelta(seconds=15)
"""How long a slow provider may still take in what was under way when a worker was killed: as long as the worker would have waited."""
LONGEST = timedelta(seconds=20)
"""The worker has other chores: what is left is sent when they are done."""
ALERT = "alert"
OTHERS = tuple(kind for kind in KINDS if kind != ALERT)
Ending = Callable[[Facts, Outcome, datetime], End]


@dataclass(frozen=True)
class Pace:
    """The clock of a drain, and what ends it early: tests have their own."""

    now: Callable[[], datetime] = clock.now
    wait: Callable[[float], object] = time.sleep
    stopped: Callable[[], bool] = lambda: False
    longest: timedelta = LONGEST
    batch: int = BATCH
    grace: timedelta = GRACE


def begin_anew(now: datetime) -> None:
    """A worker starts: what the one before it was killed over may still be under way. Asked too soon, a provider says that it has none."""
    with store.transaction():
        messages.ask_no_sooner(now + UNDER_WAY)


def drain(pace: Pace | None = None, providers: Mapping[str, Provider] | None = None, others: Sequence[str] = OTHERS) -> bool:
    """Send what is due, alerts before these other kinds, and ask about what was cut off.

    Whether more is due at once; False when another process holds the outbox.
    """
    settings = current_app.config["FEEDBACK_SETTINGS"].messages
    with holding.outbox() as check_held:
        if check_held is None:
            return False
        return _Drain(pace or Pace(), carriers(settings) if providers is None else providers, check_held, others).run()


@dataclass(frozen=True)
class _Drain:
    pace: Pace
    providers: Mapping[str, Provider]
    check_held: Callable[[], None]
    others: Sequence[str]

    def run(self) -> bool:
        with store.transaction():
            worker.looked(self.pace.now())
        until = self.pace.now() + self.pace.longest
        while not self.pace.stopped():
            if self.pace.now() >= until:
                return True
            self.check_held()
            if not (self._ask() + self._send()) and not self._wait():
                return False
        return False

    def _send(self) -> int:
        """One batch; how many messages it dealt with."""
        with store.transaction():
            found = self._due("waiting", self._kinds())
            checked = check(found)
            now = self.pace.now()
            _stop(found, checked.stopped)
            messages.begin([letter.id for letter in checked.letters], now, now + self.pace.grace, clock.today())
        for channel, provider in self.providers.items():
            letters = [letter for letter in checked.letters if letter.channel == channel]
            for piece in _tried(provider, letters):
                self._keep(channel, piece, ends.after_attempt)
        return len(found)

    def _ask(self) -> int:
        """One batch of those whose end is unknown; how many messages that was."""
        with store.transaction():
            found = self._due("trying", self.others)
            asked = [(one.channel, Question(one.id, one.provider_id)) for one in found]
        for channel, provider in self.providers.items():
            questions = [question for of, question in asked if of == channel]
            if questions:
                outcomes = {question.id: Unknown() for question in questions} | dict(provider.ask(questions))
                self._keep(channel, outcomes, ends.after_question)
        return len(found)

    def _due(self, state: str, others: Sequence[str]) -> Sequence[Message]:
        """Alerts alone while there are any, whatever is paused; then the others."""
        now, most = self.pace.now(), self.pace.batch
        urgent = messages.due(now, most, (state,), tuple(self.providers), (ALERT,))
        return urgent or messages.due(now, most, (state,), self._channels(), others)

    def _keep(self, channel: str, outcomes: Outcomes, ending: Ending) -> None:
        """Keep how attempts ended, and how their channel stands. One that a receipt has ended meanwhile is left alone."""
        now = self.pace.now()
        with store.transaction():
            found = {one.id: one for one in messages.still_trying(list(outcomes))}
            keep_ends([(one, ending(facts_of(one), outcomes[one.id], now)) for one in found.values()])
            self._keep_standing(channel, list(outcomes.values()), now)

    def _keep_standing(self, channel: str, outcomes: Sequence[Outcome], now: datetime) -> None:
        held = next((one for one in outcomes if isinstance(one, Held)), None)
        if held is None and all(isinstance(one, Unknown) for one in outcomes):
            # Nobody who can be understood is there. To go on would leave every message in doubt.
            held = Held("unreachable")
        before = worker.channels().get(channel)
        if held is not None and before is not None and before.paused_until is not None and before.paused_until > now:
            # An alert was tried all the same: that makes nobody else wait longer.
            return
        if held is not None:
            worker.pause(channel, held.trouble, now + ends.pause(before.pauses if before else 0))
        elif any(isinstance(one, Accepted | Refused) for one in outcomes):
            worker.clear(channel)

    def _wait(self) -> bool:
        """Wait for what is due within moments, such as attempts that were cut off just now. False when there is nothing."""
        urgent = messages.next_at(TO_SEND, tuple(self.providers), (ALERT,))
        waiting = messages.next_at(("waiting",), self._channels(), self._kinds())
        trying = messages.next_at(("trying",), self._channels(), self.others)
        first = min((at for at in (urgent, waiting, trying) if at is not None), default=None)
        seconds = (first - self.pace.now()).total_seconds() if first else None
        if seconds is None or seconds > UNDER_WAY.total_seconds():
            return False
        self.pace.wait(max(0.0, seconds))
        return True

    def _channels(self) -> Sequence[str]:
        """Those that somebody carries and that are not paused."""
        now, standing = self.pace.now(), worker.channels()
        paused = {name for name, part in standing.items() if part.paused_until is not None and part.paused_until > now}
        return [channel for channel in self.providers if channel not in paused]

    def _kinds(self) -> Sequence[str]:
        """Those that may go out now beside alerts: in quiet hours only tests to oneself."""
        found = council.current()
        at = clock.business(self.pace.now()).astimezone(clock.LONDON)
        is_quiet = quiet.until(at, found.quiet_from, found.quiet_to)
        return [kind for kind in self.others if kind == "test" or not is_quiet]


def facts_of(message: Message) -> Facts:
    """What is known of a message."""
    return Facts(message.state, message.tries, message.tried_at, message.provider_id, urgent=message.kind == ALERT)


def keep_ends(ended: Sequence[tuple[Message, End]]) -> None:
    """Keep what became of messages, and of first messages what the sample's list shows. Call it in a transaction."""
    messages.change([{"id": message.id, **asdict(end), "address": _address(message, end)} for message, end in ended])
    _reach([(message, "waiting" if end.state == "trying" else end.state) for message, end in ended])


def _address(message: Message, end: End) -> bytes | None:
    """Where an alert or a test to oneself goes is let go of once it has gone, or never will."""
    return message.address if end.state in messages.TO_SEND else None


def _stop(found: Sequence[Message], stopped: Mapping[str, str]) -> None:
    keep_ends([(one, End("stopped", stopped[one.id], one.tries)) for one in found if one.id in stopped])


def _reach(ended: Sequence[tuple[Message, str]]) -> None:
    reached: dict[tuple[int, str], list[int]] = {}
    for message, state in ended:
        if message.number == 0 and message.sample_id is not None and message.person_id is not None:
            reached.setdefault((message.sample_id, state), []).append(message.person_id)
    for (sample_id, state), person_ids in reached.items():
        samples.reach(sample_id, person_ids, state)


def _tried(provider: Provider, letters: Sequence[Letter]) -> Iterator[Outcomes]:
    """What came of each attempt, in the pieces that are to be kept; of one that the provider does not speak of, nobody knows."""
    silent: dict[str, Outcome] = {letter.id: Unknown() for letter in letters}
    for piece in provider.send(letters) if letters else ():
        for message_id in piece:
            silent.pop(message_id, None)
        if piece:
            yield piece
    if silent:
        yield silent
