"""Every table, for the migrations: importing this module is knowing them all."""

from feedback.store import (
    accounts,
    asks,
    comments,
    concerns,
    council,
    counts,
    events,
    held,
    kiosks,
    people,
    quarters,
    responses,
    sealing_keys,
    surveys,
    unfinished,
)
from feedback.store.database import Base

__all__ = [
    "accounts",
    "asks",
    "comments",
    "concerns",
    "council",
    "counts",
    "events",
    "held",
    "kiosks",
    "metadata",
    "people",
    "quarters",
    "responses",
    "sealing_keys",
    "surveys",
    "unfinished",
]

metadata = Base.metadata
