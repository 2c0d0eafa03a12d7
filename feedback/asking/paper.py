"""Forms on paper: empty ones for anybody, and one for each person of a sample who has not answered, with their code."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from flask import current_app

from feedback import clock
from feedback.asking import lists, paper_form, typesetting
from feedback.asking.paper_form import About
from feedback.questionnaire import loading, variants
from feedback.questionnaire.definition import Questionnaire
from feedback.store import council, links, surveys
from feedback.store.samples import Sample
from feedback.store.surveys import Door

TEMPLATE = "form.typ"
MOST_AT_ONCE = 500
"""Forms in one file: more than a printer takes in one go."""


def blank(door: Door, variant: str) -> bytes:
    """One form in the words of a variant, as a PDF. Raises LookupError for a variant that the version does not have."""
    whole = _whole(door)
    return _made(whole, variant, _about(door, whole, variant))


def of_sample(door: Door, sample: Sample, variant: str, part: int, actor: str) -> bytes:
    """A form for each person of a part (from 1) of a sample who has not answered, with their code, as one PDF; on record.

    In the order of the sample list. Raises LookupError for a variant that the version does not have, and when nobody is left.
    """
    whole = _whole(door)
    lines, _ = lists.page(sample, lists.EVERYBODY, part, MOST_AT_ONCE)
    codes = [line.code for line in lines if line.code and not line.done]
    if not codes:
        raise LookupError("nobody is left in this part of the sample")
    made = _made(whole, variant, replace(_about(door, whole, variant), codes=codes))
    lists.record(sample, "paper", actor)
    return made


def parts(sample: Sample) -> int:
    """In how many parts the forms of a sample are printed. Who is in which does not depend on who has answered."""
    return max(1, ceil(sample.drawn / MOST_AT_ONCE))


def waiting(sample: Sample) -> int:
    """How many people of a sample have neither answered nor said no, and have a code that is still good."""
    today = clock.today()
    return sum(one.token is not None and one.expires_on >= today for one in links.unanswered(sample.id).values())


def _whole(door: Door) -> Questionnaire:
    return loading.load(surveys.definition(door.version_id))


def _made(whole: Questionnaire, variant: str, about: About) -> bytes:
    return typesetting.pdf(TEMPLATE, paper_form.form(variants.worded(whole, variant), about))


def _about(door: Door, whole: Questionnaire, variant: str) -> About:
    found = council.current()
    chosen = whole.variant(variant)
    return About(
        public_name=found.public_name,
        name=paper_form.name(door.slug, door.version, variant),
        privacy=door.privacy,
        address=current_app.config["FEEDBACK_SETTINGS"].messages.address,
        easy_read=chosen is not None and chosen.kind == "easy_read",
        checked=found.languages_checked,
        help_lines=found.help_lines,
    )
