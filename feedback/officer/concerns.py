"""Concerns: for the safeguarding lead and deputy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.clock import LONDON
from feedback.desk import concerns as desk
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.home import Line, waiting
from feedback.store import council


@dataclass(frozen=True)
class Level:
    """What a level means: its word, its colour, within what time it is opened, and what is done then."""

    word: str
    colour: str
    within: str
    steps: Sequence[str]


_RECORD = (
    "Write in the case system when you saw it, what you decided and why, the reference, and who told the child. "
    "Only its state is kept here."
)
_TRACE = "If nobody can be named: ask the staff of that place who was there at that time. Write down when you could not find out."
LEVELS = {
    "red": Level(
        "Red",
        "red",
        "within 1 working hour",
        (
            "Is somebody in danger now? Call 999.",
            "Tell children’s social care (MASH) today; they decide within 1 working day. Out of hours: the emergency duty team.",
            "Is it about a member of staff or a carer? Tell the designated officer (LADO) within 1 working day. "
            "Whoever it is about must not see it.",
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
            "If it is worse than it looked, treat it as red.",
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
            "If it is worse than it looked, treat it as amber or red.",
            _RECORD,
        ),
    ),
}
CATEGORIES = {"asked_to_talk": "Asked to talk to someone"}


@pages.get("/concerns")
@needs("see_concerns")
def concerns() -> ResponseReturnValue:
    """All concerns, those that wait first, red before amber before blue."""
    waiting_only = request.args.get("show") != "all"
    found, total = desk.listed(paging.number(), officer().email, waiting_only=waiting_only)
    return render_template(
        "officer/concerns/list.html",
        concerns=found,
        pager=paging.pager(total, desk.SIZE),
        waiting_only=waiting_only,
        **_words(),
    )


@pages.get("/concerns/<uuid:concern_id>")
@needs("see_concerns")
def concern(concern_id: object) -> ResponseReturnValue:
    """What may be known before it is opened, and the button that opens it."""
    found = desk.raised(str(concern_id)) or abort(404)
    return render_template("officer/concerns/closed.html", found=found, **_words())


@pages.post("/concerns/<uuid:concern_id>")
@needs("see_concerns")
def open_concern(concern_id: object) -> ResponseReturnValue:
    """The concern in clear. It is never at an address of its own, so that each look is on record."""
    opened = desk.open_concern(str(concern_id), officer().email) or abort(404)
    return render_template("officer/concerns/opened.html", opened=opened, council=council.current(), **_words())


@waiting("see_concerns")
def concerns_waiting() -> Sequence[Line]:
    """Concerns that nobody has opened, by level."""
    found = desk.waiting()
    return [
        Line(
            f"{found[code]} {level.word.lower()} concern{'' if found[code] == 1 else 's'} to open",
            url_for("officer.concerns"),
            hint=f"Open {level.within}.",
            urgent=code == "red",
        )
        for code, level in LEVELS.items()
        if found.get(code)
    ]


def _words() -> dict[str, object]:
    return {"levels": LEVELS, "category": _category, "when": _when}


def _category(code: str) -> str:
    """The category of a concern in words."""
    return CATEGORIES.get(code) or code.replace("_", " ").capitalize()


def _when(instant: datetime) -> str:
    """A time in London: "21 November 2026, 14:05"."""
    there = instant.astimezone(LONDON)
    return f"{there.day} {there:%B %Y, %H:%M}"
