"""Alerts in words: that somebody must look, and nothing about what, where, who or which survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from feedback import clock
from feedback.delivery.outcomes import Letter
from feedback.delivery.wording import Words
from feedback.store import accounts, alerts, concern_steps, council
from feedback.store.accounts import Officer
from feedback.store.alerts import SEERS, About
from feedback.store.council import Council
from feedback.store.encryption import unseal
from feedback.store.messages import Message

NOBODY = "no_contact"
"""Why an alert is stopped. The same for somebody who has left and for somebody who is shut out: the reason is listed."""

TEST = "This is a test alert. Nothing has happened. A real one asks you to sign in: "
LINES: Mapping[str, str] = {
    "identity": "A colleague looked up who gave a survey response. Sign in: ",
    "handed_over": "A survey response was handed to you. Sign in: ",
    "test": TEST,
}
"""Step → what is said before the address, where the level does not matter."""

NOW, TODAY = "A survey response needs you now", "A survey response needs you today"
RING = "A safeguarding alert has not been opened"
SUBJECTS: Mapping[str, str] = {"identity": "Please sign in", "handed_over": "Please sign in", "test": "Test alert"}


@dataclass(frozen=True)
class Around:
    """What all alerts of a batch have in common. `lane` is where concerns are opened."""

    council: Council
    lane: str


def alert_letters(messages: Sequence[Message]) -> Mapping[str, Letter | str]:
    """A letter for each alert, or why it must not go out. That its concern was opened meanwhile stops none."""
    if not messages:
        return {}
    known = alerts.about([message.id for message in messages])
    around = Around(council.current(), f"{current_app.config['FEEDBACK_SETTINGS'].messages.address}/officer/concerns")
    return {message.id: _letter(message, known.get(message.id), around) for message in messages}


def _letter(message: Message, about: About | None, around: Around) -> Letter | str:
    if about is None or message.address is None:
        return NOBODY
    away = [concern_steps.shut_out_of(concern_id) for concern_id in about.levels]
    hidden = frozenset[int]().union(*away)
    officer = accounts.by_id(about.officer_id) if about.officer_id is not None else None
    if about.officer_id is not None and (officer is None or _sees_none(officer, away) or not _concerned(officer, about.step)):
        return NOBODY
    words = _words(about, officer, around, hidden)
    return Letter(message.id, message.channel, around.council.public_name, unseal(message.address), words, "")


def _sees_none(officer: Officer, away: Sequence[frozenset[int]]) -> bool:
    """Whether somebody is shut out of all that an alert is about. A test is about nothing."""
    return bool(away) and all(officer.id in one for one in away)


def _concerned(officer: Officer, step: str) -> bool:
    """Whether an alert of this step is still for somebody: they work here and have the role."""
    roles = (*SEERS, "head") if step == "head" else SEERS
    return officer.active and not officer.role_codes.isdisjoint(roles)


def _words(about: About, officer: Officer | None, around: Around, hidden: frozenset[int]) -> Words:
    if about.step in LINES:
        return Words(SUBJECTS[about.step], LINES[about.step] + around.lane)
    if officer is None or officer.role_codes.isdisjoint(SEERS):
        names = " or ".join(alerts.to_ring(clock.today(), around.council, hidden))
        return Words(RING, f"{RING}. Ring {names}.")
    needs = NOW if "red" in about.levels.values() else TODAY
    return Words(needs, f"{needs}. Sign in: {around.lane}")
