"""Answers to a questionnaire, drawn from seeded numbers: as the form that a browser sends."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode

from feedback.questionnaire.definition import Choice, Choices, Comment, Contact, Goals, Item, Number, Questionnaire, Rating, Scale

SEED = 46
WRITTEN = (
    "my worker is sound and she actually listens to me",
    "the appointments clash with college every week and then i get warned if i am late",
    "Very supportive and kept me informed the whole way through, I cannot fault them",
    "had four workers in one year so you have to tell your story every single time",
    "boxing sessions are good and the music studio is even better, more of that please",
    "it is alright i suppose",
    "nobody explained what the letter meant until my mum rang up and asked them about it twice",
    "helped me get back into college and sort out my money, would not have done it on my own",
)
COMMENTS_EACH = 2


def form(questionnaire: Questionnaire, draw: random.Random, version: int = 1) -> list[tuple[str, str]]:
    """The fields of one sent form: every closed question answered, two comments written."""
    fields = [("response_id", str(uuid.UUID(int=draw.getrandbits(128), version=4))), ("version", str(version)), ("variant", "")]
    left = COMMENTS_EACH
    for section in questionnaire.sections:
        if section.only_open:
            continue
        for question in section.questions:
            writes = isinstance(question, Comment) and left > 0
            left -= writes
            fields += _fields(question, draw, draw.choice(WRITTEN) if writes else "")
    return [*fields, ("start", "yes")]


def bodies(questionnaire: Questionnaire, count: int, seed: int = SEED) -> Iterator[str]:
    """`count` different forms as they go over the wire."""
    draw = random.Random(seed)
    return (urlencode(form(questionnaire, draw)) for _ in range(count))


def _fields(question: Item, draw: random.Random, written: str) -> list[tuple[str, str]]:
    match question:
        case Scale() | Choice():
            return [(question.code, draw.choice(question.options).code)]
        case Choices():
            return [(question.code, next(option.code for option in question.options if not option.excludes))]
        case Goals():
            chosen = draw.sample(question.options, min(2, len(question.options)))
            rated = [(f"{question.code}.{goal.code}", str(draw.randint(0, 10))) for goal in chosen]
            return [(question.code, goal.code) for goal in chosen] + rated
        case Rating():
            return [(question.code, str(draw.randint(0, 10)))]
        case Number():
            return [(question.code, str(draw.randint(question.least, question.most)))]
        case Comment():
            return [(question.code, written)]
        case Contact():
            return [(f"{question.code}.name", ""), (f"{question.code}.how", "")]
        case _:
            return []
