"""Messages: what waits to be sent, what went wrong and what to do about it, and whether the worker is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.delivery import quiet, repeating
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.home import Line, waiting
from feedback.store import council, worker
from feedback.store import messages as kept

STANDS_STILL = timedelta(minutes=5)
"""The worker looks each minute; one that was not seen for so long is not there."""
ALL = "all"
BESIDE_ALERTS = tuple(kind for kind in kept.KINDS if kind != "alert")
"""Who asks people must not count alerts: that one waits says that somebody wrote of harm just now."""


@dataclass(frozen=True)
class Advice:
    """What went wrong with a message, and the next step."""

    what: str
    then: str


@dataclass(frozen=True)
class Health:
    """One sentence on how sending goes; `wrong` when somebody must do something."""

    text: str
    wrong: bool = False


ADVICE: Mapping[str, Advice] = {
    "not_an_address": Advice("The number or address is not complete.", "Ask the worker for the right one and bring it in."),
    "unknown_there": Advice("The number or address does not exist.", "Ask the worker for a new one and bring it in."),
    "full_or_off": Advice("The phone was off or the mailbox full, each time.", "Try again in a few days, or ask in person."),
    "blocked": Advice("Their provider refused it as unwanted.", "Ask in person, or by another way."),
    "not_allowed": Advice(
        "GOV.UK Notify does not let this service write to them yet.", "Ask a system administrator to make the Notify service live."
    ),
    "refused": Advice("The provider refused it and did not say why.", "Try again. If it fails again, ask in person."),
    "gave_up": Advice("We tried for three days, and nobody could tell whether it arrived.", "Try again, or ask in person."),
}
TROUBLES: Mapping[str, str] = {
    "busy": "The provider takes no more for now. We try again by ourselves.",
    "unreachable": "The provider does not answer. We try again by ourselves.",
    "key_refused": "The provider does not accept our key or password. A system administrator must set a new one.",
    "template_refused": "GOV.UK Notify does not accept our template. A system administrator must check its id and its ((message)).",
}
LASTING = ("key_refused", "template_refused")
CHANNELS: Mapping[str, str] = {"sms": "Texts", "email": "Emails"}
WAYS: Mapping[str, str] = {"sms": "text", "email": "email"}


@pages.get("/messages")
@needs("ask_people")
def messages() -> ResponseReturnValue:
    """What waits, what failed, and how sending goes."""
    search = request.args.get("search", "")
    since = repeating.worthwhile_since()
    found, total = kept.failures(search, since, paging.number(), paging.SIZE)
    return render_template(
        "officer/messages/list.html",
        failures=found,
        waiting=kept.waiting_by_sample(),
        total=kept.waiting(BESIDE_ALERTS),
        passing=kept.failed(since, kept.PASSING),
        health=health(),
        advice=ADVICE,
        ways=WAYS,
        pager=paging.pager(total),
        search=search,
        days=repeating.WORTHWHILE.days,
    )


@pages.post("/messages/try-again")
@needs("ask_people")
def try_again() -> ResponseReturnValue:
    """Let messages that failed wait again: one, or all that may go through by now."""
    chosen = request.form.get("message", "")
    number = repeating.repeat(None if chosen == ALL else [chosen], officer().email)
    if number:
        flash(f"{_messages(number)} will be tried again.", "success")
    else:
        flash("Nothing is left to try again.", "important")
    return redirect(url_for("officer.messages"))


@waiting("ask_people")
def messages_waiting() -> Sequence[Line]:
    """Messages that failed, and sending that stands still."""
    href = url_for("officer.messages")
    lines = [Line(one.text, href, urgent=True) for one in health() if one.wrong]
    if number := kept.failed(repeating.worthwhile_since()):
        lines.append(Line(f"{_messages(number)} could not be delivered", href, "Each says what to do about it."))
    return lines


def health(kinds: Sequence[str] = BESIDE_ALERTS) -> Sequence[Health]:
    """How sending messages of these kinds goes, in sentences: the worker first, then each channel that has trouble."""
    return [*_worker(clock.now(), kinds), *quiet_hours(), *_channels(clock.now())]


def _worker(now: datetime, kinds: Sequence[str]) -> Sequence[Health]:
    seen, waits = worker.looked_at(), kept.waiting(kinds)
    if seen is not None and now - seen < STANDS_STILL:
        minutes = int((now - seen).total_seconds() // 60)
        when = "less than a minute ago" if minutes == 0 else "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
        return [Health(f"Sending works. It last looked {when}.")]
    if waits:
        return [
            Health(f"{_messages(waits)} cannot go out: the part that sends is not running. Ask a system administrator to start it.", True)
        ]
    return [Health("The part that sends is not running. Nothing waits for it now." if seen else "Nothing was ever sent.")]


def quiet_hours() -> Sequence[Health]:
    """Until when nothing goes out, in a sentence; none when it does."""
    found = council.current()
    until = quiet.until(clock.business(clock.now()).astimezone(clock.LONDON), found.quiet_from, found.quiet_to)
    return [Health(f"These are quiet hours. Messages go out from {until:%H:%M}, tests to yourself at once.")] if until else []


def _channels(now: datetime) -> Sequence[Health]:
    settings = current_app.config["FEEDBACK_SETTINGS"].messages
    possible = {"sms": settings.sms, "email": settings.email}
    standing = worker.channels()
    if not any(possible.values()):
        return [Health("Neither texts nor emails can be sent: no provider is set up.")]
    lines = [Health(f"{CHANNELS[one]} cannot be sent: no provider is set up.") for one, can in possible.items() if not can]
    for channel, part in standing.items():
        if part.trouble and possible[channel]:
            text = f"{CHANNELS[channel]}: {TROUBLES[part.trouble]}{_next_try(part, now)}"
            lines.append(Health(text, wrong=part.trouble in LASTING))
    return lines


def _next_try(part: worker.Part, now: datetime) -> str:
    until = part.paused_until
    return f" Next try at {clock.business(until).astimezone(clock.LONDON):%H:%M}." if until and until > now else ""


def _messages(number: int) -> str:
    return "1 message" if number == 1 else f"{number:,} messages"
