"""How hard a questionnaire's words are. The starters are held to this; a council's own questionnaires are its own choice.

A grade is the Flesch-Kincaid grade level (Kincaid, Fishburne, Rogers and Chissom 1975): 4 is about the age of nine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedback.questionnaire.definition import Questionnaire, Variant, options_of
from feedback.questionnaire.variants import worded

HIGHEST_GRADE = 4.0
LONGEST_SENTENCE = 12
LONGEST_EASY_READ_SENTENCE = 10
HARD_WORDS = ("agencies", "breach", "comply", "disposal", "engage", "intervention", "outcome", "reparation")
"""Beginnings of words that services use and young people do not."""
NOT_TRUE = ("anonymous",)
"""Beginnings of words that promise more than is kept."""


def problems(questionnaire: Questionnaire) -> list[str]:
    """What a nine-year-old reader would stumble over, in the questionnaire and in its Easy Read variants."""
    return [*_stumbles(questionnaire, LONGEST_SENTENCE), *_in_variants(questionnaire)]


def grade(text: str) -> float:
    """Flesch-Kincaid grade level; 0.0 for a text without words. Syllables are counted by rule, so to about one in twenty."""
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; numbers are not words."""
    sentences = (re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence) for sentence in re.split(r"[.?!:;\n]+", text))
    return [words for words in sentences if words]


def syllables(word: str) -> int:
    """Groups of vowels, without the e that is not heard: place 1, places 2, times 1, treated 2, people 2, going 2."""
    spelt = word.lower()
    count = len(re.findall(r"[aeiouy]+", spelt)) + len(re.findall(r"[aeiouy]ing", spelt))
    unheard = re.search(r"([^aeiouyl]|[aeiouy]l)e$|[^aeioutd]ed$|[^aeiousxzcg]es$", spelt)
    return max(1, count - 1 if unheard and not re.search(r"(ch|sh)es$", spelt) else count)


def _in_variants(questionnaire: Questionnaire) -> Iterator[str]:
    for variant in questionnaire.variants:
        if variant.kind == "easy_read":
            yield from _of_variant(questionnaire, variant)


def _of_variant(questionnaire: Questionnaire, variant: Variant) -> Iterator[str]:
    for problem in _stumbles(worded(questionnaire, variant.code), LONGEST_EASY_READ_SENTENCE):
        yield f"Variant “{variant.code}”: {problem}"


def _stumbles(questionnaire: Questionnaire, longest: int) -> Iterator[str]:
    for text in _running_text(questionnaire):
        if grade(text) > HIGHEST_GRADE:
            yield f"“{text}” reads at grade {grade(text):.1f}. Use shorter words."
        for sentence in sentences_of(text):
            if len(sentence) > longest:
                yield f"“{' '.join(sentence)}” has {len(sentence)} words. Use {longest} at most."
    for text in (*_running_text(questionnaire), *_labels(questionnaire)):
        for word in re.findall(r"[a-z]+", text.lower()):
            if word.startswith((*HARD_WORDS, *NOT_TRUE)):
                yield f"“{text}” says “{word}”. Say it in another way."


def _running_text(questionnaire: Questionnaire) -> Iterator[str]:
    yield questionnaire.welcome.title
    yield from questionnaire.welcome.paragraphs
    for question in questionnaire.questions():
        yield question.text
        if question.help:
            yield question.help


def _labels(questionnaire: Questionnaire) -> Iterator[str]:
    for section in questionnaire.sections:
        yield section.title
    for question in questionnaire.questions():
        yield from (option.label for option in options_of(question))
