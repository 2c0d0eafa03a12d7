"""People: whom the service works with, by reference. Never a contact: only whether somebody can be reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.asking import due
from feedback.asking.cohort import words
from feedback.asking.cohort.headings import FIELDS
from feedback.officer import paging
from feedback.officer.access import needs
from feedback.officer.blueprint import pages
from feedback.officer.surveys import AUDIENCES
from feedback.questionnaire.definition import BANDS
from feedback.reporting.monitoring import TOUCHPOINTS
from feedback.store import people, snapshots
from feedback.store.people import Contact, Person

CODES: Mapping[str, Mapping[str, str]] = {
    "sex": {"m": "Male", "f": "Female", "other": "Other"},
    "ethnicity": {"white": "White", "asian": "Asian", "black": "Black", "mixed": "Mixed", "other": "Other"},
    "order_type": {
        "prevention": "Prevention",
        "out_of_court": "Out of court",
        "referral_order": "Referral order",
        "yro": "Youth rehabilitation order",
        "custody": "Custody",
    },
    "care_experience": {"yes": "Care experienced", "no": "Not in care"},
    "needs": {"slcn": "Speech and language", "ehcp": "EHC plan", "both": "Speech and language, EHC plan", "none": "No needs"},
}
NEXT = ("start", "review", "exit", "follow_up")
AHEAD = timedelta(days=92)
"""Reviews come every three months: whoever is due at all is due within these days."""


@dataclass(frozen=True)
class Shown:
    """One person as a row of the list."""

    reference: str
    bands: str
    language: str
    team: str
    next: str
    reached: str


@pages.get("/cohort")
@needs("ask_people")
def cohort() -> ResponseReturnValue:
    """The people of one audience, how many there are, and what the last snapshot did."""
    audience = request.args.get("audience", "young_people")
    audience = audience if audience in AUDIENCES else "young_people"
    search = request.args.get("search", "").strip()
    found, total = people.page(audience, search, paging.number(), paging.SIZE)
    contacts = people.contacts([one.id for one in found])
    return render_template(
        "officer/cohort/list.html",
        audience=audience,
        audiences=AUDIENCES,
        sizes=people.sizes(),
        last=snapshots.newest(audience),
        unfinished=snapshots.unfinished(),
        people=[shown(one, contacts.get(one.id), clock.today()) for one in found],
        pager=paging.pager(total),
        search=search,
    )


def shown(person: Person, contact: Contact | None, today: date) -> Shown:
    """A person as a row."""
    bands = [in_words(band, value) for band in BANDS if (value := getattr(person, band))]
    dates = due.Dates(person.started_on, person.review_on, person.ended_on)
    return Shown(
        person.reference,
        ", ".join(bands) or "Nothing known",
        "" if person.language == "en" else words.LANGUAGES.get(person.language, person.language).capitalize(),
        person.team or "",
        next_touchpoint(dates, today),
        reached(person.opted_out_on is not None, bool(contact and contact.phone), bool(contact and contact.email)),
    )


def in_words(field: str, code: object) -> str:
    """A value of a column in the words of officers' pages."""
    if isinstance(code, date):
        return f"{code.day} {code:%B %Y}"
    if code == "rather_not_say":
        return f"{FIELDS[field]} not said"
    return CODES.get(field, {}).get(str(code), str(code))


def next_touchpoint(dates: due.Dates, today: date) -> str:
    """At what somebody is due next, and when; empty when nothing lies ahead."""
    found = ((due.occasion(dates, code, today, today + AHEAD), TOUCHPOINTS[code]) for code in NEXT)
    ahead = sorted((max(one.first, today), words) for one, words in found if one)
    return f"{ahead[0][1]}, {in_words('', ahead[0][0])}" if ahead else ""


def reached(opted_out: bool, phone: bool, email: bool) -> str:  # noqa: FBT001 - three facts, not choices
    """How somebody can be sent a message."""
    if opted_out:
        return "Wants no messages"
    ways: Sequence[str] = [word for word, there in (("text", phone), ("email", email)) if there]
    return f"By {' or '.join(ways)}" if ways else "In person or by post"
