"""What became of the demo's concerns: opened, decided, some handed back. The newest ones wait. All names and references are invented."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from feedback.demo.officers import address
from feedback.demo.seeds import LAST_WORKING_DAY, OPEN, TODAY
from feedback.desk import second_looks as weekly
from feedback.desk.clocks import hours
from feedback.store import accounts, alerts, comments, concern_steps, concerns, events, second_looks
from feedback.store.accounts import Officer
from feedback.store.concern_steps import Done
from feedback.store.concerns import Concern
from feedback.store.encryption import seal
from feedback.working_time import due

OPENED_AFTER, LATE_AFTER, DECIDED_AFTER = 0.6, 1.7, 2.5
"""Working hours until a concern was opened, until one in TENTH was, and from opening to a decision."""
TENTH = 10
EVERYBODY, MOST = 0, 10_000
ALERTED_AFTER = timedelta(minutes=1)
WEEK = timedelta(days=7)
LOOKED_AFTER = timedelta(days=2)


@dataclass(frozen=True)
class Story:
    """What a lead decided about one concern, and whether its comment went back to the readers."""

    decision: str
    reason: str
    reference: str = ""
    told: str = ""
    not_told: str = ""
    back: bool = False


_SONG = Story("mistaken", "Read together with the worker: a way of speaking, no harm is meant.", back=True)
STORIES: Mapping[str, Story] = {
    "sometimes i think everyone would be better off without me": Story(
        "social_care",
        "Rang his case manager, who saw him the same afternoon. The crisis team saw him that evening; a safety plan is made.",
        reference="CSC-24118",
        told="Danny Price",
    ),
    "been cutting again but dont tell my mum": Story(
        "case_manager",
        "Known to CAMHS. The nurse sees her on Thursday and talks with her about how her mum can be told.",
        told="Danny Price",
    ),
    "the olders got me holding for them n i cant get out": Story(
        "mash",
        "Criminal exploitation: MASH strategy discussion held, referral to the national mechanism made.",
        reference="MASH-25-0311",
        told="Priya Nair",
    ),
    "he strangled me again last night": Story(
        "emergency",
        "Rang the mother, who was alone with the children. Police went within the hour; social care has found a refuge.",
        reference="CSC-24870",
        not_told="It is the parent who wrote. She agreed to everything before it was shared.",
    ),
    "my worker touched my leg in the car": Story(
        "lado",
        "Told the designated officer the same day. The worker is away from young people until it is looked into.",
        reference="LADO-26-009",
        told="Tom Hartley",
    ),
    "i dnt feel safe in my placement": Story(
        "social_care", "His social worker visited the next morning. A move is planned with him.", reference="CSC-26044", told="Danny Price"
    ),
    "been sofa surfin since feb": Story(
        "social_care",
        "Assessed under section 17; a bed was found for tonight.",
        reference="CSC-26391",
        told="Danny Price",
    ),
    "dad used to hit me but thats done now, worker helped": Story(
        "case_manager",
        "Known and closed two years ago; he lives with his aunt. His worker will talk with him about it once more.",
        told="Danny Price",
        back=True,
    ),
}
"""By what was written; everything else is one of the four below."""
FOR_A_REPLY = Story("reply", "Passed to the complaints team, who answer within ten working days.")
FELT_UNSAFE = Story(
    "case_manager", "The case manager asks what makes the place feel unsafe, and tells us what is done about it.", told="Danny Price"
)
TALKED = Story("reply", "Called in the way that was given, and made a time to talk.")


def load() -> None:
    """Open and decide what came before the last working day, alert of what waits, and look at a sample of each week."""
    looked_after = (_officer("safeguarding_lead"), _officer("safeguarding_deputy"))
    waiting = []
    for number, concern in enumerate(_oldest_first()):
        if concern.raised_at.date() >= LAST_WORKING_DAY:
            waiting.append(concern)
        else:
            _look_after(number, concern, looked_after[number % 2])
    for concern in waiting:
        if concern.level in alerts.URGENT:
            _alert(concern, looked_after)
    for monday in _mondays():
        _look_again(monday)


def _officer(role: str) -> Officer:
    found = accounts.by_email(address(role))  # type: ignore[arg-type]
    assert found is not None
    return found


def _oldest_first() -> list[Concern]:
    found, _ = concerns.page(EVERYBODY, "all", 1, MOST)
    return sorted(found, key=lambda one: (one.raised_at, one.id))


def _look_after(number: int, concern: Concern, officer: Officer) -> None:
    opened = due(hours(), concern.raised_at, LATE_AFTER if number % TENTH == TENTH - 1 else OPENED_AFTER)
    decided = due(hours(), opened, DECIDED_AFTER)
    found = concerns.opened(concern.id, EVERYBODY)
    assert found is not None
    story = STORIES.get(found.text) or _usual(concern)
    if concerns.mark_opened(concern.id, opened):
        _step(concern, Done("opened", officer.id, opened, {}), "concern.opened", officer)
    said = {"reason": story.reason, "reference": story.reference, "told": story.told, "not_told": story.not_told}
    concerns.mark_decided(concern.id, decided)
    _step(concern, Done("decided", officer.id, decided, said, story.decision), "concern.decided", officer)
    if story.back and concern.comment_id and concern.level != "blue":
        concerns.hand_back(concern.id, decided.date())
        _step(concern, Done("handed_back", officer.id, decided, {"taken_back": False}), "concern.handed_back", officer)


def _usual(concern: Concern) -> Story:
    if concern.source == "contact":
        return TALKED
    if concern.source == "answer":
        return FELT_UNSAFE
    return FOR_A_REPLY if concern.level == "blue" else _SONG


def _step(concern: Concern, done: Done, event: str, officer: Officer) -> None:
    concern_steps.add(concern.id, done, done.at.date())
    events.record(done.at, officer.email, event, concern.id)


def _alert(concern: Concern, officers: tuple[Officer, ...]) -> None:
    """The alert as the provider took it: the demo sends none itself."""
    at = concern.raised_at + ALERTED_AFTER
    letters = [_letter(officer, at) for officer in officers]
    ties = [
        {"message_id": letter["id"], "concern_id": concern.id, "officer_id": officer.id, "step": "first", "at": at}
        for letter, officer in zip(letters, officers, strict=True)
    ]
    alerts.keep(letters, ties)


def _letter(officer: Officer, at: datetime) -> dict[str, object]:
    return {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{officer.email} {at}")),
        "sample_id": None,
        "person_id": None,
        "kind": "alert",
        "number": 0,
        "channel": "email",
        "state": "delivered",
        "next_try_at": None,
        "address": seal(officer.email, at.date()),
        "written_on": at.astimezone(UTC).date(),
    }


def _mondays() -> Iterator[date]:
    """Of the weeks of the open quarter that are over."""
    day = OPEN.first + timedelta(days=-OPEN.first.weekday() % 7)
    while day + WEEK <= TODAY:
        yield day
        day += WEEK


def _look_again(monday: date) -> None:
    """The deputy read that week's sample, and found nothing in it."""
    drawn = weekly.sample(monday, comments.that_raised_nothing(monday - WEEK, monday - timedelta(days=1)))
    second_looks.draw(monday, drawn)
    for comment_id in drawn:
        second_looks.mark(comment_id, _officer("safeguarding_deputy").id, monday + LOOKED_AFTER, missed=False)
