"""Reminders: written when their day has come, once for each person. The worker calls this each minute."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from feedback import store
from feedback.asking import sending
from feedback.store import links, messages, reached, samples, surveys
from feedback.store.samples import Sample

LATE = timedelta(days=7)
"""A reminder whose day passed longer ago than this is left out: the survey was closed, or the worker away."""


def write_due(today: date) -> int:
    """Write the reminders that are due on a day; how many. Calling it again writes nothing twice."""
    due = [(sample, number) for sample in samples.with_reminders() if (number := number_due(sample, today))]
    return sum(_write(sample, number, today) for sample, number in due)


def number_due(sample: Sample, today: date) -> int | None:
    """Which reminder of a sample is due, from 1: the last one whose day has come, so that two are never written at once."""
    assert sample.written_on is not None
    days = _days(sample, sample.written_on)
    number = sum(day <= today for day in days)
    return number if number and today - days[number - 1] <= LATE else None


def _days(sample: Sample, written_on: date) -> Sequence[date]:
    return [written_on + timedelta(days=days) for days in sorted(sample.reminder_days)]


def _write(sample: Sample, number: int, today: date) -> int:
    """In a confidential survey only those who have not answered are reminded; in an open one nobody knows who has."""
    survey = surveys.by_id(sample.survey_id)
    if survey.state != "open":
        return 0
    with store.transaction():
        now = samples.by_id(sample.id)
        if now is None or number_due(now, today) != number:
            # Somebody has stopped it meanwhile.
            return 0
        found = reached.to_remind(sample.id, number, today - timedelta(days=sorted(now.reminder_days)[number - 1]))
        if found and survey.privacy != "open":
            unanswered = links.unanswered(sample.id)
            found = [(person_id, channel) for person_id, channel in found if person_id in unanswered]
        messages.write_all([sending.row(sample.id, person_id, channel, number, today) for person_id, channel in found])
    return len(found)
