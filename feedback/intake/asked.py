"""What a version asks in one variant: the questionnaire, its words for that reader, its form. Made once: a version never changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from feedback.questionnaire import fields, loading, variants
from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.fields import AnswerForm
from feedback.store import surveys

_KEPT = "feedback_asked"


@dataclass(frozen=True)
class Asked:
    """`whole` is the version as published; `worded` is what this reader is asked; `form_class` takes their answers."""

    whole: Questionnaire
    worded: Questionnaire
    form_class: type[AnswerForm]
    variant: str
    language: str


def asked(version_id: int, variant: str, *, open_mode: bool) -> Asked:
    """What is asked. Raises LookupError for a variant that the version does not have."""
    kept = cast(dict[tuple[int, str, bool], Asked], current_app.extensions.setdefault(_KEPT, {}))
    found = kept.get((version_id, variant, open_mode))
    if found is None:
        found = kept[version_id, variant, open_mode] = _make(version_id, variant, open_mode=open_mode)
    return found


def _make(version_id: int, variant: str, *, open_mode: bool) -> Asked:
    whole = loading.load(surveys.definition(version_id))
    chosen = whole.variant(variant)
    if variant and chosen is None:
        raise LookupError(f"this version has no variant '{variant}'")
    worded = variants.worded(whole, variant)
    return Asked(
        whole, worded, fields.form_class(worded, whole, open_mode=open_mode), variant, chosen.language if chosen else whole.language
    )
