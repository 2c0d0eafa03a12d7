"""Whether a questionnaire makes sense: what its shape alone cannot tell.

Each problem names its place and says what to do. Codes used twice come first, for they are what breaks a live survey.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from feedback.questionnaire import meaning_of_consent, meaning_of_instruments, meaning_of_questions, meaning_of_rules, meaning_of_variants
from feedback.questionnaire.definition import (
    ABSENT,
    ENVELOPE,
    Choice,
    Comment,
    Contact,
    Questionnaire,
    Scale,
    Section,
    Statement,
)
from feedback.questionnaire.places import place, texts
from feedback.questionnaire.variants import worded

KPIS = range(1, 11)
"""The ten key performance indicators of the Youth Justice Board."""


def problems(questionnaire: Questionnaire) -> list[str]:
    """What is wrong with it, a sentence or two each; empty when it can be asked."""
    found = [
        *_codes(questionnaire),
        *_untidy_text(questionnaire),
        *_whole(questionnaire),
        *_sections(questionnaire),
        *_tags(questionnaire),
        *(problem for question in questionnaire.questions() for problem in meaning_of_questions.problems(question)),
        *meaning_of_rules.problems(questionnaire),
        *meaning_of_consent.problems(questionnaire),
        *meaning_of_instruments.problems(questionnaire),
        *meaning_of_variants.problems(questionnaire),
        *_privacy_words(questionnaire),
    ]
    return list(dict.fromkeys(found))


def _codes(questionnaire: Questionnaire) -> Iterator[str]:
    for code in _twice(section.code for section in questionnaire.sections):
        yield f"Section “{code}”: two sections have this code. Give each a code of its own."
    for code in _twice(question.code for question in questionnaire.questions()):
        yield f"Question “{code}”: two questions have this code. Give each a code of its own."
    for code in _twice(variant.code for variant in questionnaire.variants):
        yield f"Variant “{code}”: two variants have this code. Give each a code of its own."
    for question in questionnaire.questions():
        if question.code in ENVELOPE | ABSENT:
            yield f"Question “{question.code}”: the program keeps this word for itself. Choose another code."


def _untidy_text(questionnaire: Questionnaire) -> Iterator[str]:
    raw = questionnaire.model_dump(mode="json")
    for path, text in texts(raw):
        if text != text.strip() or "  " in text:
            yield f"{place(raw, path)}: there is a space too many, at an end or in the middle. Take it out."
        if any(ord(character) < 32 and character != "\n" for character in text):
            yield f"{place(raw, path)}: there is a character that cannot be seen, a tab perhaps. Take it out."


def _whole(questionnaire: Questionnaire) -> Iterator[str]:
    questions = list(questionnaire.questions())
    if all(isinstance(question, Statement) for question in questions):
        yield "The questionnaire asks nothing. Add a question that can be answered."
    contacts = [question.code for question in questions if isinstance(question, Contact)]
    if len(contacts) > 1:
        yield f"Question “{contacts[1]}”: there is a contact question already, “{contacts[0]}”. Keep one of them."
    headlines = [question.code for question in questions if isinstance(question, Scale) and question.headline]
    if len(headlines) > 1:
        yield f"Question “{headlines[1]}”: “{headlines[0]}” is the headline already. Mark one question as headline."
    for shared in _twice(question.shared for question in questions if isinstance(question, Scale) and question.shared):
        yield f"Shared item “{shared}”: two questions say that they are it. Keep it on one of them."


def _sections(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.sections:
        yield from _only_open(section) if section.only_open else _never_only_open(section)
    bands = [question.band for question in questionnaire.questions() if isinstance(question, Choice) and question.band]
    for band in _twice(bands):
        yield f"Band “{band}”: two questions fill it. Keep it on one of them."


def _only_open(section: Section) -> Iterator[str]:
    for question in section.questions:
        if not isinstance(question, (Choice, Statement)):
            yield (
                f"Question “{question.code}”: section “{section.code}” is asked in open surveys alone, "
                "so it may hold choices and statements only. Move the question to another section."
            )


def _never_only_open(section: Section) -> Iterator[str]:
    for question in section.questions:
        if isinstance(question, Choice) and question.band:
            yield (
                f"Question “{question.code}”: it fills the band “{question.band}”, which only open surveys ask about. "
                "Move it to a section with only_open."
            )


def _tags(questionnaire: Questionnaire) -> Iterator[str]:
    for question in questionnaire.questions():
        for kpi in question.kpis:
            if kpi not in KPIS:
                yield f"Question “{question.code}”: there is no KPI {kpi}. Use {KPIS.start} to {KPIS.stop - 1}."


def _privacy_words(questionnaire: Questionnaire) -> Iterator[str]:
    """People must have read who reads a comment, and what cannot be kept secret, before they can write one."""
    if _writes_unwarned(questionnaire):
        yield f"Question “{_writes_unwarned(questionnaire)}”: {_SAY_FIRST}"
    for variant in questionnaire.variants:
        unwarned = _writes_unwarned(worded(questionnaire, variant.code))
        if unwarned:
            yield f"Variant “{variant.code}”, question “{unwarned}”: {_SAY_FIRST}"


_SAY_FIRST = (
    "it is the first comment, and nothing before it says who will read it and what cannot be kept secret. "
    "Add a statement before it that everybody sees."
)


def _writes_unwarned(questionnaire: Questionnaire) -> str | None:
    for section in questionnaire.sections:
        for question in section.questions:
            if isinstance(question, Comment):
                return question.code
            if isinstance(question, Statement) and question.visible_if is None and not section.only_open:
                return None
    return None


def _twice(codes: Iterable[str]) -> list[str]:
    return [code for code, count in Counter(codes).items() if count > 1]
