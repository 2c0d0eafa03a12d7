"""Quotes: comments to decide about, those approved and those kept back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.desk import comments as desk
from feedback.desk import quoting, themes
from feedback.desk.quoting import TABS, Tab
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.store import surveys as kept
from feedback.store.redactions import Chosen
from feedback.store.surveys import Survey


@pages.get("/comments/quotes")
@needs("quote_comments")
def quotes() -> ResponseReturnValue:
    """One survey's comments on one of the tabs, a page of them, as the filters choose."""
    every = kept.everyone()
    if not every:
        return render_template("officer/quotes/none.html")
    survey, tab = _survey(every), _tab()
    names = {theme.code: theme.name for theme in themes.codebook().themes}
    quarters = desk.quarters_of(survey.id)
    chosen = Chosen(survey.id, _one_of("quarter", quarters), _one_of("theme", names), _one_of("sentiment", desk.SENTIMENTS))
    try:
        found, total = quoting.listed(tab, survey, chosen, paging.number(), officer().email)
    except LookupError:
        abort(404)
    return render_template(
        "officer/quotes/list.html",
        surveys=every,
        survey=survey,
        shown=tab,
        chosen=chosen,
        quotes=found,
        pager=paging.pager(total, quoting.SIZE),
        quarters=quarters,
        themes=names,
        sentiments=desk.SENTIMENTS,
        usable=quoting.counts(chosen),
        questions=desk.questions(survey.id),
        by=quoting.BY,
    )


def _survey(every: Sequence[Survey]) -> Survey:
    """The survey asked for, else the first open one that asks for words, else the first."""
    slug = request.args.get("survey")
    if slug:
        return next((survey for survey in every if survey.slug == slug), None) or abort(404)
    return next((survey for survey in every if survey.state == "open" and desk.questions(survey.id)), every[0])


def _tab() -> Tab:
    """The tab asked for, else the first."""
    asked = request.args.get("shown") or TABS[0]
    return next((tab for tab in TABS if tab == asked), None) or abort(404)


def _one_of(name: str, known: Collection[str]) -> str | None:
    """The value of a filter; None when it is not set. An unknown one is a 404."""
    value = request.args.get(name) or None
    return value if value is None or value in known else abort(404)
