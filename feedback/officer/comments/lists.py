"""All comments: what people wrote, in no order, with a computer's first reading of each and the word of whoever read it."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.desk import comments as desk
from feedback.desk import themes
from feedback.desk.comments import Choice
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.comments.words import AUDIENCES, COLOURS
from feedback.store import surveys as kept
from feedback.store.surveys import Survey


@pages.get("/comments")
@needs("read_comments")
def comments() -> ResponseReturnValue:
    """One survey's comments, a page of them, as the filters choose."""
    every = kept.everyone()
    if not every:
        return render_template("officer/comments/none.html")
    survey = _survey(every)
    quarters, questions = desk.quarters_of(survey.id), desk.questions(survey.id)
    choice = Choice(
        _one_of("quarter", quarters), _one_of("question", questions), _one_of("sentiment", desk.SENTIMENTS), _one_of("word", desk.WORDS)
    )
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
        questions=questions,
        sentiments=desk.SENTIMENTS,
        words=desk.WORDS,
        themes={theme.code: theme.name for theme in themes.codebook().themes},
        audience=AUDIENCES[survey.audience],
        colours=COLOURS,
    )


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
