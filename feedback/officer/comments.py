"""Comments: what people wrote, in no order, with a computer's first reading of each."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.desk import comments as desk
from feedback.desk.comments import Choice
from feedback.figures.quarter import Quarter
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.home import Line, waiting
from feedback.store import surveys as kept
from feedback.store.surveys import Survey

AUDIENCES = {"young_people": "Young person", "parents_and_carers": "Parent or carer", "people_harmed": "Person who was harmed"}
COLOURS = {"positive": "green", "negative": "orange", "mixed": "purple", "neutral": "grey", "unclear": "yellow"}


@pages.get("/comments")
@needs("read_comments")
def comments() -> ResponseReturnValue:
    """One survey's comments, a page of them, as the filters choose."""
    every = kept.everyone()
    if not every:
        return render_template("officer/comments/none.html")
    survey = _survey(every)
    quarters = desk.quarters_of(survey.id)
    choice = Choice(_one_of("quarter", quarters), _one_of("question", desk.questions(survey.id)), _one_of("sentiment", desk.SENTIMENTS))
    try:
        found, total = desk.read(survey, choice, paging.number(), officer().email)
    except LookupError:
        abort(404)
    return render_template(
        "officer/comments/list.html",
        surveys=every,
        survey=survey,
        choice=choice,
        comments=found,
        pager=paging.pager(total, desk.SIZE),
        quarters=quarters,
        questions=desk.questions(survey.id),
        sentiments=desk.SENTIMENTS,
        audience=AUDIENCES[survey.audience],
        colours=COLOURS,
    )


@waiting("read_comments")
def new_comments() -> Sequence[Line]:
    """Comments of this quarter and the one before that nobody has listed yet."""
    quarter = Quarter.of(clock.today())
    looked = [(survey, str(when)) for survey in kept.everyone() for when in (quarter, quarter.previous()) if survey.state != "draft"]
    found = [(survey, when, desk.new(survey.id, when)) for survey, when in looked]
    return [
        Line(
            f"{new} new comment{'' if new == 1 else 's'}",
            url_for("officer.comments", survey=survey.slug, quarter=when),
            hint=f"{survey.title}, {when}",
        )
        for survey, when, new in found
        if new
    ]


def _survey(every: Sequence[Survey]) -> Survey:
    """The survey asked for, else the first open one that asks for words, else the first."""
    slug = request.args.get("survey")
    if slug:
        return next((survey for survey in every if survey.slug == slug), None) or abort(404)
    return next((survey for survey in every if survey.state == "open" and desk.questions(survey.id)), every[0])


def _one_of(name: str, known: object) -> str | None:
    """The value of a filter; None when it is not set. An unknown one is a 404."""
    value = request.args.get(name) or None
    if value is not None and value not in known:  # type: ignore[operator]
        abort(404)
    return value
