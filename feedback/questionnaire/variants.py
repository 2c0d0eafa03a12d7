"""One questionnaire in the words of another reader."""

from __future__ import annotations

from typing import Any

from feedback.questionnaire.definition import Choice, Choices, Goals, Question, Questionnaire, Rating, Scale, Section, Variant, Wording


def worded(questionnaire: Questionnaire, variant_code: str | None) -> Questionnaire:
    """The questionnaire as this variant asks it: the same codes, other words, and nothing that has no words in it.

    None or "" is the questionnaire itself. KeyError, naming the variants there are, for a code that is not one of them.
    """
    if not variant_code:
        return questionnaire
    variant = questionnaire.variant(variant_code)
    if variant is None:
        known = ", ".join(each.code for each in questionnaire.variants) or "none"
        raise KeyError(f'There is no variant "{variant_code}" of "{questionnaire.code}". There are: {known}.')
    sections = tuple(_section(section, variant) for section in questionnaire.sections if _words_any(section, variant))
    changes = {"language": variant.language, "welcome": variant.welcome, "sections": sections, "variants": ()}
    return questionnaire.model_copy(update=changes)


def _words_any(section: Section, variant: Variant) -> bool:
    return any(question.code in variant.questions for question in section.questions)


def _section(section: Section, variant: Variant) -> Section:
    questions = tuple(
        _question(question, variant.questions[question.code]) for question in section.questions if question.code in variant.questions
    )
    return section.model_copy(update={"title": variant.sections.get(section.code, section.title), "questions": questions})


def _question(question: Question, wording: Wording) -> Question:
    changes: dict[str, Any] = {"text": wording.text, "help": wording.help, "recording": wording.recording}
    if isinstance(question, (Scale, Choice, Choices, Goals)):
        offered = [option for option in question.options if option.code in wording.options]
        changes["options"] = tuple(option.model_copy(update={"label": wording.options[option.code]}) for option in offered)
    if isinstance(question, (Rating, Goals)):
        changes |= {"low": wording.low or question.low, "high": wording.high or question.high}
    return question.model_copy(update=changes)
