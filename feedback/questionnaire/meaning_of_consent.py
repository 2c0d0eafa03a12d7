"""Whether the question that lets words be quoted makes sense: a choice of its own, which can be answered either way."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.questionnaire.definition import DECLINED, Choice, Questionnaire, QuoteConsent


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with it; nothing where the survey does not ask for consent."""
    consent = questionnaire.quote_consent
    if consent is None:
        return
    question = next((question for question in questionnaire.questions() if question.code == consent.question), None)
    if not isinstance(question, Choice) or question.band:
        yield f"Quote consent: “{consent.question}” is no question of its own with a choice of answers. Name one, or add it."
        return
    if any(question in section.questions for section in questionnaire.sections if section.only_open):
        yield f"Quote consent: only open surveys ask “{consent.question}”. Move the question to another section."
    yield from _answers(consent, question)


def _answers(consent: QuoteConsent, question: Choice) -> Iterator[str]:
    offered = {option.code for option in question.options}
    for code in dict.fromkeys(consent.allows):
        if code not in offered:
            yield f"Quote consent: “{consent.question}” has no answer “{code}”. Use one of: {', '.join(sorted(offered))}."
        elif code in DECLINED:
            yield f"Quote consent: “{code}” is no agreement. Leave it out of the answers that allow."
    if offered <= set(consent.allows):
        yield f"Quote consent: every answer to “{consent.question}” allows quoting. Leave one that does not."
