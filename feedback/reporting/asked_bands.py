"""The bands of those who were asked in a quarter: kept, and counted again only after a draw or a snapshot."""

from __future__ import annotations

import json
from typing import Any

from feedback import store
from feedback.figures.quarter import Quarter
from feedback.store import asked, counts
from feedback.store.asked import Bands
from feedback.store.surveys import Survey


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


def _count(survey: Survey, quarter: str) -> Bands:
    """At the draw, bands are copied to the invitation; in an open survey there is none."""
    of_them = asked.bands_by_link if survey.privacy == "confidential" else asked.bands_of_members
    return of_them(survey.id, quarter)
