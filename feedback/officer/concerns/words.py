"""The words of the lane: what a level asks for, what a decision means, how long is left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.clock import LONDON
from feedback.desk.concerns import Came, Raised
from feedback.desk.measuring import LEAST, Share
from feedback.language.sign_list import CATEGORIES as SIGNS
from feedback.officer.cohort.people import in_words
from feedback.officer.samples.forms import BANDS


@dataclass(frozen=True)
class Level:
    """What a level means: its word, its colour, within what time it is opened, and what is done then."""

    word: str
    colour: str
    within: str
    steps: Sequence[str]


_TRACE = "If nobody can be named: ask the staff of that place who was there. If nobody can say, decide “Could not be identified”."
_RECORD = "Write what happened in the case system. Keep here what you decided and why, the reference, and who told the child."
LEVELS = {
    "red": Level(
        "Red",
        "red",
        "within 1 working hour",
        (
            "Is somebody in danger now? Call 999.",
            "Tell children’s social care (MASH) today; they decide within 1 working day. Out of hours: the emergency duty team.",
            "Is it about a member of staff or a carer? Tell the designated officer (LADO) within 1 working day. "
            "Shut out whoever it is about, below.",
            "Tell the child before you share, unless that makes them less safe.",
            _TRACE,
            _RECORD,
        ),
    ),
    "amber": Level(
        "Amber",
        "orange",
        "within 4 working hours",
        (
            "Tell the case manager and their manager, unless it is about one of them.",
            "Check the young person’s plan.",
            "If it is worse than it looked, set it to red.",
            _TRACE,
            _RECORD,
        ),
    ),
    "blue": Level(
        "Blue",
        "blue",
        "within 1 working day",
        (
            "Somebody asked to talk: call or write to them in the way that they gave.",
            "A complaint or unfair treatment: pass it to the complaints team.",
            "If it is worse than it looked, set it to amber or red.",
            _RECORD,
        ),
    ),
}
CATEGORIES = {**SIGNS, "asked_to_talk": "Asked to talk to someone", "not_safe": "Does not feel safe", "other": "Something else"}
DECISIONS = {
    "emergency": "Called 999",
    "social_care": "Told children’s social care",
    "mash": "Told the multi-agency hub (MASH)",
    "lado": "Told the designated officer (LADO): it is about staff or a carer",
    "case_manager": "Told the case manager",
    "reply": "Passed on for a reply: a complaint or a wish",
    "no_action": "No further action",
    "not_identified": "Could not be identified",
    "mistaken": "Raised for nothing: no harm was meant",
}
"""What a lead may decide, in the order of the form."""
_SIGN = re.compile("^(?P<level>red|amber|blue) (?P<category>[a-z_]+): (?P<words>.*)$", re.DOTALL)
AUDIENCES = {"young_people": "Young person", "parents_and_carers": "Parent or carer", "people_harmed": "Person who was harmed"}
WAYS = {
    "link": "the open link",
    "invitation": "a personal link",
    "kiosk": "a tablet",
    "paper": "a paper form, typed in",
    "import": "answers that were brought in",
}


def words() -> Mapping[str, object]:
    """What every template of the lane takes."""
    return {
        "levels": LEVELS,
        "decisions": DECISIONS,
        "audiences": AUDIENCES,
        "category": category,
        "when": when,
        "left": left,
        "state": state,
        "way": way,
        "share": share,
        "seen": seen,
    }


def category(code: str) -> str:
    """The category of a concern in words."""
    return CATEGORIES.get(code) or code.replace("_", " ").capitalize()


def when(instant: datetime) -> str:
    """A time in London: "21 November 2026, 14:05"."""
    there = instant.astimezone(LONDON)
    return f"{there.day} {there:%B %Y, %H:%M}"


def left(raised: Raised) -> str:
    """How long is left to open a concern, in working time: "35 minutes left, until Monday 10:00", "overdue by 2 hours"."""
    if raised.left > timedelta():
        return f"{duration(raised.left)} left, until {raised.due_at.astimezone(LONDON):%A %H:%M}"
    return f"overdue by {duration(-raised.left)}" if raised.left < timedelta() else "due now"


def duration(length: timedelta) -> str:
    """Working time in words: "1 minute", "2 hours 5 minutes"."""
    minutes = max(1, round(length.total_seconds() / 60))
    hours, rest = divmod(minutes, 60)
    parts = [_several(hours, "hour")] * bool(hours) + [_several(rest, "minute")] * bool(rest)
    return " ".join(parts)


def state(raised: Raised) -> str:
    """What became of a concern so far."""
    concern = raised.concern
    if concern.opened_at is None:
        return "Waiting"
    if concern.decided_at is None:
        return "Opened, not decided"
    return "Decided, back on the reading desk" if concern.handed_back_on else "Decided"


def way(came: Came | None) -> str:
    """How the words came, and whether somebody is known to be behind them."""
    if came is None:
        return "Not known: its response is not kept"
    linked = "A person is known behind it" if came.linked else "Nobody is known behind it"
    return f"By {WAYS[came.way]}, sent on {came.sent_on.day} {came.sent_on:%B %Y}. {linked}"


def share(found: Share) -> str:
    """A share in words; small numbers are not counted out, nor what they could be taken from."""
    if not found.told:
        return f"fewer than {LEAST}, too few to say"
    rest = found.of - found.count
    if 0 < found.count < LEAST:
        return f"fewer than {LEAST} of {found.of}"
    return f"all but a few of {found.of}" if 0 < rest < LEAST else f"{found.count} of {found.of}"


def seen(signs: str) -> str:
    """Why the list raised something, in words: "red self_harm: been cut" is 'Red, Self-harm: “been cut”'."""
    return "; ".join(_SIGN.sub(_in_words, sign) for sign in signs.split("; "))


def bands(codes: Mapping[str, str]) -> Mapping[str, str]:
    """The bands of a person in words."""
    return {BANDS[band]: in_words(band, code) for band, code in codes.items()}


def _in_words(sign: re.Match[str]) -> str:
    return f"{LEVELS[sign['level']].word}, {category(sign['category'])}: “{sign['words']}”"


def _several(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
