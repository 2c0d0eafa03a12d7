"""The survey and the sample that an address names."""

from __future__ import annotations

from flask import abort

from feedback.store import samples, surveys
from feedback.store.samples import Sample
from feedback.store.surveys import Survey


def survey_of(slug: str) -> Survey:
    """The survey at this address. Raises 404."""
    return surveys.by_slug(slug) or abort(404)


def sample_of(survey: Survey, sample_id: int) -> Sample:
    """A sample of this survey. Raises 404."""
    found = samples.by_id(sample_id) if sample_id < 2**31 else None
    return found if found is not None and found.survey_id == survey.id else abort(404)
