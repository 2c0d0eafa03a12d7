"""Which answer to which question of a published questionnaire lets what somebody wrote be quoted."""

from __future__ import annotations

from functools import lru_cache

from feedback.questionnaire.definition import QuoteConsent
from feedback.questionnaire.loading import load


@lru_cache(maxsize=256)
def asked_in(definition: str) -> QuoteConsent | None:
    """The consent that a questionnaire (its JSON) asks for, or None. Raises DefinitionError for what is no questionnaire."""
    return load(definition).quote_consent
