"""The list of a sample, and what is made of it: a file for letters, cards, a poster."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from feedback.asking import cards, lists
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.samples.downloads import csv_file, pdf_file
from feedback.officer.samples.finding import sample_of, survey_of
from feedback.store import samples as kept
from feedback.store.samples import Filters

SIZE = 100
"""People on one page of a list: three sheets of paper, where somebody prints it."""


@pages.get("/surveys/<slug>/samples/<int:sample_id>/list")
@needs("ask_people")
def sample_list(slug: str, sample_id: int) -> ResponseReturnValue:
    """References with their codes, by team. Looking at it goes on record."""
    survey = survey_of(slug)
    sample = sample_of(survey, sample_id)
    filters = _filters()
    lines, total = lists.page(sample, filters, paging.number(), SIZE)
    pager = paging.pager(total, SIZE)
    lists.record(sample, "list", officer().email)
    return render_template(
        "officer/samples/lines.html",
        survey=survey,
        sample=sample,
        lines=lines,
        pager=pager,
        filters=filters,
        teams=kept.teams(sample_id),
        batches=lists.batches(sample, filters),
        at_once=lists.AT_ONCE,
    )


@pages.post("/surveys/<slug>/samples/<int:sample_id>/merge-file")
@needs("ask_people")
def sample_merge_file(slug: str, sample_id: int) -> ResponseReturnValue:
    """References with links and codes as a file, from which letters are merged."""
    sample = sample_of(survey_of(slug), sample_id)
    return csv_file(lists.merge_file(sample, _filters(), officer().email), f"{slug}-letters-{sample_id}.csv")


@pages.post("/surveys/<slug>/samples/<int:sample_id>/cards")
@needs("ask_people")
def sample_cards(slug: str, sample_id: int) -> ResponseReturnValue:
    """A batch of cards to print."""
    sample = sample_of(survey_of(slug), sample_id)
    number = request.form.get("batch", 1, type=int)
    if not 1 <= number <= max(1, lists.batches(sample, _filters())):
        abort(404)
    return pdf_file(cards.cards(sample, _filters(), number, officer().email), f"{slug}-cards-{sample_id}-{number}.pdf")


@pages.get("/surveys/<slug>/poster")
@needs("ask_people")
def survey_poster(slug: str) -> ResponseReturnValue:
    """A poster of the survey's open link."""
    return pdf_file(cards.poster(survey_of(slug)), f"{slug}-poster.pdf")


def _filters() -> Filters:
    """Whom the list shows: from the address of the page, or the fields of its forms."""
    given = request.values
    return Filters(given.get("search", "").strip(), given.get("team", ""), given.get("who") == "no-message")
