"""The list of concerns, and one of them: before it is opened, and in clear."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from flask import abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from feedback.desk import concerns as desk
from feedback.desk import deciding, identity, lane, measuring, shutting_out
from feedback.desk.concerns import Opened
from feedback.desk.lane import NoConcern
from feedback.desk.raising import OffTheDesk
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.concerns.forms import DecisionForm
from feedback.officer.concerns.words import LEVELS, words
from feedback.officer.home import Line, waiting
from feedback.store.concerns import Shown

SHOWN = ("waiting", "open", "all")


@pages.errorhandler(NoConcern)
@pages.errorhandler(OffTheDesk)
def _not_there(_error: LookupError) -> ResponseReturnValue:
    """One answer for what never was, and for what this account is shut out of: nobody can tell which."""
    return current_app.handle_http_exception(NotFound())


@pages.get("/concerns")
@needs("see_concerns")
def concerns() -> ResponseReturnValue:
    """Concerns, those that wait first, red before amber before blue, with what is left of their time."""
    shown = request.args.get("show", "waiting")
    if shown not in SHOWN:
        abort(404)
    found, total = desk.listed(officer(), cast(Shown, shown), paging.number())
    return render_template(
        "officer/concerns/list.html",
        concerns=found,
        pager=paging.pager(total, desk.SIZE),
        shown=shown,
        measures=measuring.lately(officer()),
        days=measuring.DAYS,
        **words(),
    )


@pages.get("/concerns/<uuid:concern_id>")
@needs("see_concerns")
def concern(concern_id: object) -> ResponseReturnValue:
    """What may be known before it is opened, and the button that opens it."""
    return render_template("officer/concerns/closed.html", found=desk.raised(str(concern_id), officer()), **words())


@pages.post("/concerns/<uuid:concern_id>")
@needs("see_concerns")
def open_concern(concern_id: object) -> ResponseReturnValue:
    """The concern in clear. It is never at an address of its own, so that each look is on record."""
    return opened_page(desk.open_concern(str(concern_id), officer()), DecisionForm(formdata=None))


def opened_page(opened: Opened, form: DecisionForm) -> str:
    """The page of an opened concern, with the form that decides about it."""
    found = opened.raised.concern
    return render_template(
        "officer/concerns/opened.html",
        opened=opened,
        form=form,
        names=lane.names(),
        in_charge=shutting_out.in_charge([told.step for told in opened.steps], officer()),
        away=shutting_out.away(found.id),
        not_handed_back=deciding.why_not_handed_back(found),
        not_identified=identity.why_not(found),
        **words(),
    )


@waiting("see_concerns")
def concerns_waiting() -> Sequence[Line]:
    """Concerns that nobody has opened, by level, and how many are opened and not decided."""
    found, open_ones = desk.waiting(officer()), desk.undecided(officer())
    lines = [
        Line(
            f"{found[code]} {level.word.lower()} concern{'' if found[code] == 1 else 's'} to open",
            url_for("officer.concerns"),
            hint=f"Open {level.within}.",
            urgent=code == "red",
        )
        for code, level in LEVELS.items()
        if found.get(code)
    ]
    if open_ones:
        lines.append(Line(f"{open_ones} concern{'' if open_ones == 1 else 's'} to decide", url_for("officer.concerns", show="open")))
    return lines
