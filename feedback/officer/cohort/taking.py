"""What taking a file would do, taking it, and how far that is."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback import csv_files
from feedback.asking.cohort import drafting, reading
from feedback.asking.cohort import taking as asking
from feedback.asking.cohort.comparing import Difference
from feedback.asking.cohort.drafting import Preview
from feedback.asking.cohort.headings import CONTACTS, FIELDS
from feedback.asking.cohort.reading import Mapped
from feedback.asking.cohort.refused import CohortRefused
from feedback.asking.cohort.sifting import Sifted
from feedback.officer import paging
from feedback.officer.access import needs, officer
from feedback.officer.blueprint import pages
from feedback.officer.cohort.bringing_in import found, opened
from feedback.officer.cohort.forms import TakeForm
from feedback.officer.cohort.people import in_words
from feedback.officer.forms import status
from feedback.officer.surveys import AUDIENCES
from feedback.store import snapshots
from feedback.store.snapshots import Draft

NAMED = 20
"""References named of those who are added, change or end."""
FIRST_ROWS = 5


@dataclass(frozen=True)
class Group:
    """What happens to some people: how many, in words, and the first references."""

    code: str
    title: str
    count: int
    references: Sequence[str]


@pages.get("/cohort/bring-in/<draft_id>/preview")
@needs("ask_people")
def cohort_preview(draft_id: str) -> ResponseReturnValue:
    """What taking a file would do, or why it cannot be taken. Nothing is changed."""
    draft, sifted = opened(draft_id)
    try:
        preview = drafting.preview(draft)
    except CohortRefused as refused:
        flash(str(refused), "important")
        return redirect(url_for("officer.cohort_columns", draft_id=draft_id))
    if preview.difference is None:
        return _faulty(draft, preview)
    return _shown(draft, sifted, preview, TakeForm(formdata=None, after=preview.after))


@pages.get("/cohort/bring-in/<draft_id>/errors.csv")
@needs("ask_people")
def cohort_errors(draft_id: str) -> ResponseReturnValue:
    """Every problem of a file as a CSV file: row, column, what to do. No value of a cell stands in it."""
    draft, _ = opened(draft_id)
    try:
        faults = drafting.read(draft).faults
    except CohortRefused:
        return redirect(url_for("officer.cohort_columns", draft_id=draft_id))
    made = io.StringIO(newline="")
    rows = ([str(fault.row), csv_files.safe(fault.heading), csv_files.safe(fault.message)] for fault in faults)
    csv.writer(made).writerows([["Row", "Column", "What to do"], *rows])
    headers = {"Content-Disposition": "attachment; filename=people-not-taken.csv"}
    return Response("\ufeff" + made.getvalue(), mimetype="text/csv", headers=headers)


@pages.post("/cohort/bring-in/<draft_id>/take")
@needs("ask_people")
def take_cohort(draft_id: str) -> ResponseReturnValue:
    """Take what was shown, all of it or nothing."""
    draft, sifted = opened(draft_id)
    form = TakeForm()
    after = form.after.data or ""
    shown_after = int(after) if after.isdecimal() else -1
    if not form.sure.data and _many_end(draft):
        form.sure.errors = ["Say that these people have left, or choose the whole list"]
        return _shown(draft, sifted, drafting.preview(draft), form)
    try:
        asking.take(draft_id, shown_after, officer().email)
    except CohortRefused as refused:
        flash(str(refused), "important")
        return redirect(url_for("officer.cohort_preview", draft_id=draft_id))
    return redirect(url_for("officer.cohort_progress", draft_id=draft_id))


@pages.get("/cohort/bring-in/<draft_id>/progress")
@needs("ask_people")
def cohort_progress(draft_id: str) -> ResponseReturnValue:
    """How far the worker is. Once it is done: what was done."""
    draft = found(draft_id)
    if draft.state == "mapping":
        return redirect(url_for("officer.cohort_preview", draft_id=draft_id))
    done = snapshots.by_id(draft.snapshot_id) if draft.snapshot_id else None
    return render_template("officer/cohort/progress.html", draft=draft, done=done, audience=AUDIENCES[draft.audience])


def _faulty(draft: Draft, preview: Preview) -> ResponseReturnValue:
    faults = preview.people.faults
    pager = paging.pager(len(faults))
    start = (pager.number - 1) * paging.SIZE
    return render_template(
        "officer/cohort/errors.html",
        draft=draft,
        faults=faults[start : start + paging.SIZE],
        rows=len({fault.row for fault in faults}),
        pager=pager,
        total=len(preview.people.rows),
    )


def _shown(draft: Draft, sifted: Sifted, preview: Preview, form: TakeForm) -> ResponseReturnValue:
    difference, mapped = preview.difference, drafting.mapped(draft)
    assert difference is not None
    fields = [field for field in FIELDS if field in mapped.fields]
    page = render_template(
        "officer/cohort/preview.html",
        draft=draft,
        form=form,
        groups=_groups(difference),
        difference=difference,
        sifted=sifted,
        not_mapped=[heading for heading in sifted.headings if heading not in mapped.columns],
        words=bool(reading.unknown_words(sifted, Mapped(mapped.columns))),
        fields=[FIELDS[field] for field in fields],
        rows=[[_kept(field, row) for field in fields] for row in preview.people.rows[:FIRST_ROWS]],
        total=len(preview.people.rows),
        audience=AUDIENCES[draft.audience],
    )
    return page, status(form)


def _many_end(draft: Draft) -> bool:
    try:
        difference = drafting.preview(draft).difference
    except CohortRefused:
        return False
    return difference is not None and difference.many_end


def _groups(difference: Difference) -> Sequence[Group]:
    parts = {
        "added": ("added", [row["reference"] for row in difference.added]),
        "changed": ("change", [one.before["reference"] for one in difference.changed]),
        "ended": ("end: they are not in the file", [row["reference"] for row in difference.ended]),
    }
    return [Group(code, title, len(references), references[:NAMED]) for code, (title, references) in parts.items()]


def _kept(field: str, row: Mapping[str, object]) -> str:
    """A value as it is kept; of a contact only that there is one."""
    value = row.get(field)
    if field in CONTACTS:
        return "Given" if value else ""
    return in_words(field, value) if value is not None else ""
