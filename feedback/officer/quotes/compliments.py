"""Compliments: what people praised, in redacted words that an officer approved."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback.desk import compliments as desk
from feedback.officer import paging
from feedback.officer.access import needs
from feedback.officer.blueprint import pages


@pages.get("/compliments")
@needs("see_compliments")
def compliments() -> ResponseReturnValue:
    """A page of them, newest quarter first."""
    found, total = desk.page(paging.number())
    return render_template("officer/compliments/list.html", compliments=found, pager=paging.pager(total, desk.SIZE))
