"""The steps of the first day, in order, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from feedback import clock
from feedback.officer.council import forms, help_lines, known_names, languages, working_hours
from feedback.store import council
from feedback.store.council import Council


@dataclass(frozen=True)
class Step:
    """One page. `summary` says what is set, in a few words; `missing` whether something that is needed is not. Optional ones never miss."""

    code: str
    title: str
    why: str
    template: str
    summary: Callable[[Council], str]
    missing: Callable[[Council], bool]
    needed: bool
    form: type[forms.StepForm] | None = None


def _names(found: Council) -> str:
    return f"{found.name}, {found.service_name}. Public name: {found.public_name}" if found.name else ""


def _look(found: Council) -> str:
    return f"{'With' if found.logo else 'No'} logo, accent {found.accent}"


def _places(_found: Council) -> str:
    sites, teams = len(council.places("site")), len(council.places("team"))
    return f"{sites} {'site' if sites == 1 else 'sites'}, {teams} {'team' if teams == 1 else 'teams'}"


def _help(found: Council) -> str:
    if not found.help_lines:
        return ""
    checked = f"checked on {checked_day(found)}" if found.help_checked_on else "not checked yet"
    number = len(found.help_lines)
    return f"{number} help {'line' if number == 1 else 'lines'}, {checked}"


def checked_day(found: Council) -> str:
    """The day of the last check, like 2 November 2026; empty without one."""
    day = found.help_checked_on
    return f"{day.day} {day:%B %Y}" if day else ""


def _quiet(found: Council) -> str:
    if found.quiet_from == found.quiet_to:
        return "No quiet hours"
    return f"Quiet from {found.quiet_from:02}:00 to {found.quiet_to:02}:00"


def _never(_found: Council) -> bool:
    return False


STEPS = (
    Step(
        "names", "Names", "What the council, the service and this website are called.", "officer/council/names.html", _names,
        lambda found: not (found.name and found.service_name and found.public_name), needed=True, form=forms.NamesForm,
    ),
    Step(
        "contact", "Contact and privacy", "Whom people can ask, and who looks after their data.", "officer/council/contact.html",
        lambda found: found.contact_email, lambda found: not (found.contact_email and found.data_protection_email), needed=True,
        form=forms.ContactForm,
    ),
    Step(
        "look", "Logo and colour", "So that people know the pages are yours.", "officer/council/look.html", _look, _never, needed=False,
        form=forms.LookForm,
    ),
    Step(
        "wording", "Wording", "The words that your service uses.", "officer/council/wording.html", lambda found: found.care_words, _never,
        needed=False, form=forms.WordingForm,
    ),
    Step("places", "Sites and teams", "Where young people meet you.", "officer/council/places.html", _places, _never, needed=False),
    Step(
        "tablets", "Tablets", "How long a tablet waits before it wipes answers that nobody sends.", "officer/council/tablets.html",
        lambda found: f"Wiped after {found.idle_seconds} seconds without a touch", _never, needed=False, form=forms.TabletsForm,
    ),
    Step(
        "messages", "Messages", "When no text and no email goes out.", "officer/council/messages.html", _quiet, _never, needed=False,
        form=forms.MessagesForm,
    ),
    Step(
        "languages", "Languages", "In which languages our own words, such as “Continue” and “Send”, may be shown.",
        "officer/council/languages.html", languages.summary, _never, needed=False, form=forms.LanguagesForm,
    ),
    Step(
        "names-in-comments", "Names in comments", "Names that are taken out before anybody is quoted.", "officer/council/known_names.html",
        known_names.summary, _never, needed=False, form=known_names.KnownNamesForm,
    ),
    Step(
        "help-lines", "Help lines", "What everybody sees after sending: where to get help.", "officer/council/help_lines.html", _help,
        lambda found: not (found.help_lines and found.help_checked_on), needed=True, form=forms.HelpForm,
    ),
    Step(
        "working-hours", "Working hours and on-call", "When people work, and who is told when nobody else is there.",
        "officer/council/working_hours.html", working_hours.summary, _never, needed=False, form=working_hours.WorkingHoursForm,
    ),
    Step(
        "safeguarding", "Safeguarding lead", "Who reads what may mean that somebody is not safe.", "officer/council/safeguarding.html",
        lambda found: found.safeguarding_name, lambda found: not (found.safeguarding_name and found.safeguarding_email), needed=True,
        form=forms.SafeguardingForm,
    ),
)  # fmt: skip
BY_CODE: Mapping[str, Step] = {step.code: step for step in STEPS}


def missing(found: Council) -> Sequence[Step]:
    """The needed steps that are not done."""
    return [step for step in STEPS if step.missing(found)]


def after(step: Step) -> Step | None:
    """The step that follows, or None after the last."""
    place = STEPS.index(step) + 1
    return STEPS[place] if place < len(STEPS) else None


def number(step: Step) -> int:
    """The place of a step, from 1."""
    return STEPS.index(step) + 1


def stale(found: Council) -> bool:
    """Whether the help lines were checked too long ago."""
    day = found.help_checked_on
    return day is not None and clock.today() - day > timedelta(days=help_lines.STALE_AFTER_DAYS)


def values(step: Step, found: Council) -> dict[str, Any]:
    """What the form of a step begins with. The help lines begin with the well-known ones, and have room for two more."""
    kept = {column: getattr(found, column, None) for column in _fields(step)}
    if step.code == "help-lines":
        lines = found.help_lines or list(help_lines.TO_BEGIN_WITH)
        kept["lines"] = [*lines, *({} for _ in range(forms.EMPTY_LINES))]
    return kept


def _fields(step: Step) -> list[str]:
    return [] if step.form is None else [name for name in dir(step.form) if name in council.Council.__table__.columns and name != "logo"]
