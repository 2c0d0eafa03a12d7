"""What all of the cohort raises when something cannot be done."""

from __future__ import annotations


class CohortRefused(Exception):
    """A file, or what is asked for it, cannot be taken. The message says why and what to do, and repeats no value of a cell."""
