"""Whether variants make sense: they know the codes they word, leave out only what they may, and can still be answered."""

from __future__ import annotations

from collections.abc import Iterator

from feedback.questionnaire.definition import (
    Goals,
    Question,
    Questionnaire,
    Rating,
    Scale,
    Statement,
    Variant,
    Wording,
    options_of,
)
from feedback.questionnaire.meaning_of_questions import opinions_of, options_alike
from feedback.questionnaire.meaning_of_rules import leaves
from feedback.questionnaire.variants import worded

EASY_READ_OPTIONS = 3


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the variants, one by one."""
    for variant in questionnaire.variants:
        for problem in _variant(questionnaire, variant):
            yield f"Variant “{variant.code}”{problem}"


def _variant(questionnaire: Questionnaire, variant: Variant) -> Iterator[str]:
    """Problems as endings of a sentence that begins with the variant: each starts with its own punctuation."""
    yield from _unknown_codes(questionnaire, variant)
    yield from _sections(questionnaire, variant)
    if variant.kind == "language":
        yield from _left_unworded(questionnaire, variant)
    reworded = worded(questionnaire, variant.code)
    if all(isinstance(question, Statement) for question in reworded.questions()):
        yield ": it asks nothing. Word at least one question that can be answered."
    originals = {question.code: question for question in questionnaire.questions()}
    for question in reworded.questions():
        for problem in _question(originals[question.code], question, variant):
            yield f", question “{question.code}”: {problem}"
        for leaf in leaves(question.visible_if):
            if leaf.question in originals and leaf.question not in variant.questions:
                yield (
                    f", question “{question.code}”: it is asked only after an answer to “{leaf.question}”, which has no wording here. "
                    "Word both, or leave both out."
                )


def _unknown_codes(questionnaire: Questionnaire, variant: Variant) -> Iterator[str]:
    questions = {question.code: question for question in questionnaire.questions()}
    for section in sorted(variant.sections.keys() - {section.code for section in questionnaire.sections}):
        yield f", section “{section}”: there is no such section. Use a code of the questionnaire, or take it out."
    for code, wording in variant.questions.items():
        if code not in questions:
            yield f", question “{code}”: there is no such question. Use a code of the questionnaire, or take it out."
            continue
        for option in sorted(wording.options.keys() - {option.code for option in options_of(questions[code])}):
            yield f", question “{code}”, option “{option}”: the question has no such option. Use one of its codes, or take it out."


def _sections(questionnaire: Questionnaire, variant: Variant) -> Iterator[str]:
    for section in questionnaire.sections:
        asked = any(question.code in variant.questions for question in section.questions)
        if asked and section.code not in variant.sections:
            yield f", section “{section.code}”: its title has no wording. Add it to the variant's sections."


def _left_unworded(questionnaire: Questionnaire, variant: Variant) -> Iterator[str]:
    """Another language asks all that is asked; only Easy Read leaves things out."""
    for question in questionnaire.questions():
        wording = variant.questions.get(question.code)
        if wording is None:
            yield f", question “{question.code}”: it has no wording. A language variant words every question."
        else:
            missing = ", ".join(_missing(question, wording))
            if missing:
                yield f", question “{question.code}”: there is no wording for {missing}. A language variant words everything."


def _missing(question: Question, wording: Wording) -> Iterator[str]:
    if question.help and not wording.help:
        yield "help"
    if isinstance(question, (Rating, Goals)):
        yield from (end for end, words in (("low", wording.low), ("high", wording.high)) if not words)
    yield from (f"option “{option.code}”" for option in options_of(question) if option.code not in wording.options)


def _question(original: Question, question: Question, variant: Variant) -> Iterator[str]:
    offered = options_of(question)
    yield from options_alike(offered)
    least = 1 if isinstance(question, Goals) else 2
    if options_of(original) and len(offered) < least:
        yield f"it offers {len(offered)} of the options. Word at least {least}."
    elif isinstance(original, Scale) and isinstance(question, Scale) and variant.kind == "easy_read":
        yield from _easy_read_scale(original, question)


def _easy_read_scale(original: Scale, scale: Scale) -> Iterator[str]:
    offered, wanted = opinions_of(scale), min(EASY_READ_OPTIONS, len(opinions_of(original)))
    if len(offered) != wanted:
        yield f"Easy Read offers {wanted} answers besides “not sure”, and here are {len(offered)}. Word {wanted}."
    elif len({option.positive for option in offered}) < 2:
        yield "its answers are all positive, or none is. Offer at least one of each."
