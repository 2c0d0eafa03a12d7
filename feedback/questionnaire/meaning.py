"""Whether a questionnaire makes sense: what shape alone cannot tell. Each problem names its place and says what to do."""

from __future__ import annotations

from feedback.questionnaire.definition import Questionnaire


def problems(questionnaire: Questionnaire) -> list[str]:
    """What is wrong with it, a sentence or two each; empty when it can be asked."""
    return []
