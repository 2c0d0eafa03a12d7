"""The bands of those who were asked in a quarter: kept, and counted again only after a draw or a snapshot."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience
from feedback.store import asked, counts
from feedback.store.asked import Bands
from feedback.store.surveys import Survey

STEP = Audience.OFFICERS.threshold
"""Those asked are counted by at least so many more people at a time."""


def asked_bands(survey: Survey, quarter: Quarter) -> Bands:
    """How many of those asked are in each group. Kept beside the stamp of what it was counted from, so that it is always right."""
    name, stamp = f"asked {quarter}", asked.stamp(survey.id, str(quarter))
    revision, text = counts.find(survey.id, name)
    if text is not None:
        kept: dict[str, Any] = json.loads(text)
        if kept["stamp"] == stamp:
            return kept["bands"]  # type: ignore[no-any-return]  # what was written below
    made = _count(survey, str(quarter))
    with store.transaction():
        counts.keep(survey.id, name, revision, json.dumps({"stamp": stamp, "bands": made}))
    return made


def in_steps(sizes: Sequence[tuple[int, int]], step: int = STEP) -> Sequence[int]:
    """Of samples (id, people) in the order of their draw those that may be counted: the last ones wait until they are `step` people.

    Whoever looks before and after a draw of one person would else read that person's bands.
    """
    counted: list[int] = []
    waiting: list[int] = []
    people = 0
    for sample_id, drawn in sizes:
        waiting.append(sample_id)
        people += drawn
        if people >= step:
            counted, waiting, people = counted + waiting, [], 0
    return counted


def _count(survey: Survey, quarter: str) -> Bands:
    """At the draw, bands are copied to the invitation; in an open survey there is none."""
    of_them = asked.bands_by_link if survey.privacy == "confidential" else asked.bands_of_members
    return of_them(in_steps(asked.sizes(survey.id, quarter)))
