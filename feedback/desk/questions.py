"""Questions as officers read them beside what somebody answered."""

from __future__ import annotations

from feedback.questionnaire import loading
from feedback.store import surveys


def as_last_asked(survey_id: int, code: str) -> str:
    """The words of a question as a survey last asked it; its code when no version asks it any more."""
    for version in reversed(surveys.versions(survey_id)):
        for question in loading.load(version.definition).questions():
            if question.code == code:
                return question.text
    return code
