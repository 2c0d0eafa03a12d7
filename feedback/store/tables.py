"""Every table, for the migrations: importing this module is knowing them all."""

from feedback.store import accounts, asks, comments, concerns, council, counts, events, people, quarters, responses, surveys
from feedback.store.database import Base

__all__ = [
    "accounts",
    "asks",
    "comments",
    "concerns",
    "council",
    "counts",
    "events",
    "metadata",
    "people",
    "quarters",
    "responses",
    "surveys",
]

metadata = Base.metadata
