"""Whether one question makes sense by itself: its options, scores and faces."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from feedback.questionnaire.definition import (
    ABSENT,
    BANDS,
    DECLINED,
    NOT_SURE,
    RATHER_NOT_SAY,
    Choice,
    Choices,
    Goals,
    Number,
    Option,
    Question,
    Scale,
)

LARGEST_NUMBER = 1_000_000_000


def problems(question: Question) -> Iterator[str]:
    """What is wrong with this question."""
    for problem in _found(question):
        yield f"Question “{question.code}”: {problem}"


def _found(question: Question) -> Iterator[str]:
    match question:
        case Scale():
            yield from options_alike(question.options)
            yield from _scale(question)
        case Choice():
            yield from options_alike(question.options)
            yield from _unscored(question.options)
            yield from _choice(question)
        case Choices():
            yield from options_alike(question.options)
            yield from _unscored(question.options)
            if all(option.excludes for option in question.options):
                yield "every option excludes the others. Leave one that can be chosen with others, or make it a choice."
        case Goals():
            yield from options_alike(question.options)
            yield from _unscored(question.options)
            yield from _nothing_excludes(question.options)
            yield from _nothing_raises(question.options)
        case Number():
            yield from _number(question)


def options_alike(options: tuple[Option, ...]) -> Iterator[str]:
    """Codes used twice, codes kept for the program, and labels that a reader could not tell apart."""
    codes, labels = set[str](), set[str]()
    for option in options:
        label = " ".join(option.label.casefold().split())
        if option.code in codes:
            yield f"the option code “{option.code}” is used twice. Give each option a code of its own."
        if option.code in ABSENT:
            yield f"no option may have the code “{option.code}”: it means that there is no answer. Choose another code."
        if label in labels:
            yield f"two options read “{option.label}”. Word them so that people can tell them apart."
        codes.add(option.code)
        labels.add(label)


def _unscored(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        if option.score is not None or option.positive or option.face:
            yield f"option “{option.code}” has a score, a face or counts as positive, which only a scale's can. Take that out."


def _nothing_excludes(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        if option.excludes:
            yield f"option “{option.code}” excludes the others, which only means something in choices. Take that out."


def _nothing_raises(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        if option.raises:
            yield f"option “{option.code}” raises a concern, which a goal cannot. Take that out."


def _choice(question: Choice) -> Iterator[str]:
    yield from _nothing_excludes(question.options)
    if question.band is None:
        return
    allowed = (*BANDS[question.band], RATHER_NOT_SAY)
    for option in question.options:
        if option.code not in allowed:
            yield f"“{option.code}” is not a value of the band “{question.band}”. Use {', '.join(allowed)}."


def _number(question: Number) -> Iterator[str]:
    if question.least > question.most:
        yield f"the least, {question.least}, is more than the most, {question.most}. Swap them."
    if max(abs(question.least), abs(question.most)) > LARGEST_NUMBER:
        yield f"a limit is beyond {LARGEST_NUMBER:,}. Use a smaller one."


def _scale(scale: Scale) -> Iterator[str]:
    yield from _nothing_excludes(scale.options)
    yield from _scores(scale)
    if len(opinions_of(scale)) > 1:
        yield from _positives(scale)
    yield from _faces(scale)
    if scale.not_sure_counts and all(option.code != NOT_SURE for option in scale.options):
        yield f"not_sure_counts is set, but no option has the code “{NOT_SURE}”. Add the option, or take the setting out."


def _scores(scale: Scale) -> Iterator[str]:
    for option in scale.options:
        if option.code in DECLINED and (option.score is not None or option.positive or option.face):
            yield f"“{option.code}” is no opinion, so it can have no score, no face and not be positive. Take those out."
        if option.code not in DECLINED and option.score is None:
            yield f"option “{option.code}” has no score. Give it one."
    scores = [option.score for option in scale.options if option.score is not None]
    steps = {later > earlier if later != earlier else None for earlier, later in pairwise(scores)}
    if len(scores) < 2:
        yield "fewer than two options have a score. Give at least two."
    elif None in steps or len(steps) > 1:
        yield "the scores neither rise nor fall all the way. Put the options in the order of their scores, each with its own."


def _positives(scale: Scale) -> Iterator[str]:
    opinions = opinions_of(scale)
    if not any(option.positive for option in opinions):
        yield "no option counts as positive. Mark those that do."
    if all(option.positive for option in opinions):
        yield "every option counts as positive, so the answer is known already. Leave at least one that does not."
        return
    by_score = sorted((option for option in opinions if option.score is not None), key=lambda option: option.score or 0)
    least_wanted = by_score[-1 if scale.reversed else 0] if by_score else None
    if least_wanted and least_wanted.positive:
        end = "highest score of a reversed scale" if scale.reversed else "lowest score"
        yield f"option “{least_wanted.code}” counts as positive but has the {end}. Change one or the other."


def _faces(scale: Scale) -> Iterator[str]:
    faced = [option for option in opinions_of(scale) if option.face]
    if not scale.faces:
        if faced:
            yield f"option “{faced[0].code}” has a face, but the question shows none. Set faces, or take the face out."
        return
    yield from _no_pictures(scale.options)
    for option in opinions_of(scale):
        if not option.face:
            yield f"option “{option.code}” has no face. Give it one from 1 to 5."
        if not any(character.isalpha() for character in option.label):
            yield f"option “{option.code}” has no words beside its face. Write some."
    by_wish = sorted(faced, key=lambda option: option.score or 0, reverse=scale.reversed)
    if any((later.face or 0) <= (earlier.face or 0) for earlier, later in pairwise(by_wish)):
        yield "the faces are not in order. Give the least wanted answer the lowest face, and each its own."


def _no_pictures(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options:
        if option.picture:
            yield f"option “{option.code}” has a picture beside the faces. Take one or the other out."


def opinions_of(scale: Scale) -> list[Option]:
    """The options that are opinions: all but "not sure" and "rather not say"."""
    return [option for option in scale.options if option.code not in DECLINED]
