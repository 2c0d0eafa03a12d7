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
    links,
    messages,
    people,
    quarters,
    responses,
    samples,
    sealing_keys,
    snapshots,
    surveys,
    unfinished,
    worker,
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
    "links",
    "messages",
    "metadata",
    "people",
    "quarters",
    "responses",
    "samples",
    "sealing_keys",
    "snapshots",
    "surveys",
    "unfinished",
    "worker",
]

metadata = Base.metadata
