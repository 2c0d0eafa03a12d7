"""The page about alerts: who is alerted today and how, the rota, the newest alerts, and a button that tries the way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.clock import LONDON
from feedback.desk import alerting, clocks
from feedback.desk.alerting import DutyError, Shift
from feedback.officer.access import allowed, needs, officer
from feedback.officer.alerts.forms import DutyForm
from feedback.officer.blueprint import pages
from feedback.officer.council.working_hours import REGIONS
from feedback.officer.forms import status
from feedback.officer.messages import ADVICE, health
from feedback.store import council
from feedback.store.alerts import Sent
from feedback.store.messages import KINDS

STEPS: Mapping[str, str] = {
    "first": "A concern waits",
    "head": "Not opened in time: to the head of service, the lead and the deputy",
    "on_call": "Still not opened: to the on-call number",
    "identity": "Somebody opened who a young person is",
    "handed_over": "A concern was handed over",
    "test": "Test",
}
STATES: Mapping[str, tuple[str, str]] = {
    "waiting": ("Waiting", "blue"),
    "trying": ("Waiting", "blue"),
    "accepted": ("Sent", "turquoise"),
    "delivered": ("Delivered", "green"),
    "failed": ("Failed", "red"),
    "stopped": ("Not sent", "grey"),
}
"""State of a message → its word and colour."""

CHANNELS: Mapping[str, str] = {"sms": "text", "email": "email"}
ROUTES: Mapping[str, str] = {"sms": "Texts", "email": "Emails"}
UNDO = ("first-day", "first-month", "first-year", "last-day", "last-month", "last-year", "lead", "deputy")
"""The fields of the form of the rota: with them a row that was removed is put back."""


@pages.get("/alerts")
@needs("run_rota")
def alerts() -> ResponseReturnValue:
    """Everything about alerts, and the form of the rota."""
    return _page(DutyForm(alerting.candidates(), formdata=None))


@pages.post("/alerts/duty")
@needs("run_rota")
def add_duty() -> ResponseReturnValue:
    """Put two people on duty."""
    form = DutyForm(alerting.candidates())
    shift = _added(form) if form.validate() else None
    if shift is None:
        return _page(form)
    flash(f"{shift.lead} and {shift.deputy} are on duty from {_day(shift.duty.from_on)} to {_day(shift.duty.to_on)}.", "success")
    return redirect(url_for("officer.alerts"))


@pages.post("/alerts/duty/<int(max=2147483647):duty_id>/remove")
@needs("run_rota")
def remove_duty(duty_id: int) -> ResponseReturnValue:
    """Take a row out of the rota; the page that follows has a button that puts it back."""
    shift = alerting.remove_duty(duty_id, officer().email)
    if shift is None:
        flash("That row is not in the rota any more.", "important")
        return redirect(url_for("officer.alerts"))
    flash(
        f"{shift.lead} and {shift.deputy} are not on duty from {_day(shift.duty.from_on)} to {_day(shift.duty.to_on)} any more.", "success"
    )
    return redirect(f"{url_for('officer.alerts')}?{urlencode(_as_typed(shift))}")


@pages.post("/alerts/test")
@needs("test_alerts")
def test_alerts() -> ResponseReturnValue:
    """Send a test alert to whoever is on duty."""
    names = alerting.test(officer().email)
    if names:
        flash(f"A test alert goes to {' and '.join(names)}. Below you see how it ends: look again in a minute.", "success")
    else:
        flash("Nobody can be alerted now. This page says what is missing.", "important")
    return redirect(url_for("officer.alerts"))


def _page(form: DutyForm) -> ResponseReturnValue:
    found, possible = council.current(), current_app.config["FEEDBACK_SETTINGS"].messages.channels
    rendered = render_template(
        "officer/alerts/page.html",
        form=form,
        reached=alerting.reached_today(),
        by_rota=alerting.by_rota(),
        rota=alerting.shifts(),
        newest=[(one, when(one), *STATES[one.state]) for one in alerting.newest(officer())],
        undo={name: request.args[name] for name in UNDO if name in request.args},
        council=found,
        region=REGIONS[found.region],
        within=clocks.WITHIN,
        no_route=[words for channel, words in ROUTES.items() if channel not in possible],
        health=[one.text for one in health(KINDS) if one.wrong],
        steps=STEPS,
        channels=CHANNELS,
        advice=ADVICE,
        day=_day,
    )
    return rendered, status(form)


def _added(form: DutyForm) -> Shift | None:
    """The row that was added; None when it is refused: then the form carries the reason."""
    assert form.first.data is not None
    assert form.last.data is not None
    try:
        return alerting.add_duty(form.first.data, form.last.data, int(form.lead.data), int(form.deputy.data), officer().email)
    except DutyError as error:
        form[error.field].errors = [str(error)]
        return None


def _as_typed(shift: Shift) -> dict[str, str]:
    days = {"first": shift.duty.from_on, "last": shift.duty.to_on}
    typed = {f"{name}-{part}": str(getattr(day, part)) for name, day in days.items() for part in ("day", "month", "year")}
    return typed | {"lead": str(shift.duty.lead_id), "deputy": str(shift.duty.deputy_id)}


def when(one: Sent) -> str:
    """When an alert was written, in London: "21 November 2026, 14:05"; the day alone for those who may not know the minute of a concern."""
    there = one.at.astimezone(LONDON)
    exactly = one.step == "test" or allowed("see_concerns")
    return f"{_day(there.date())}, {there:%H:%M}" if exactly else _day(there.date())


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
