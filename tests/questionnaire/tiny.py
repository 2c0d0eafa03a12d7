"""Tiny questionnaires, one for each thing that a questionnaire can do, as the JSON that an author would write."""

from __future__ import annotations

from typing import Any

from feedback.questionnaire.definition import Questionnaire
from feedback.questionnaire.loading import load

Json = dict[str, Any]

WELCOME = {"title": "Hi", "paragraphs": ["You can say no."], "minutes": 2, "assent_version": "2026-1"}
NO = {"code": "no", "label": "No", "score": 1}
BIT = {"code": "bit", "label": "A bit", "score": 2}
YES = {"code": "yes", "label": "Yes", "score": 3, "positive": True}
NOT_SURE = {"code": "not_sure", "label": "Not sure"}


def scale(code: str = "good", **more: Any) -> Json:
    return {"type": "scale", "code": code, "text": f"It is {code}.", "options": [NO, BIT, YES, NOT_SURE], **more}


def choice(code: str = "where", **more: Any) -> Json:
    options = [{"code": "home", "label": "At home"}, {"code": "office", "label": "At the office"}]
    return {"type": "choice", "code": code, "text": "Where do we meet?", "options": options, **more}


def choices(code: str = "help_with", **more: Any) -> Json:
    options = [
        {"code": "school", "label": "School"},
        {"code": "work", "label": "Work"},
        {"code": "none", "label": "None of these", "excludes": True},
    ]
    return {"type": "choices", "code": code, "text": "What did you get help with?", "options": options, **more}


def rating(code: str = "stars", **more: Any) -> Json:
    return {"type": "rating", "code": code, "text": "How good is it?", "low": "Bad", "high": "Good", **more}


def number(code: str = "workers", **more: Any) -> Json:
    return {"type": "number", "code": code, "text": "How many workers have you had?", "most": 20, **more}


def comment(code: str = "change", **more: Any) -> Json:
    return {"type": "comment", "code": code, "text": "What should we change?", "comment_kind": "improve", **more}


def contact(code: str = "talk", **more: Any) -> Json:
    return {"type": "contact", "code": code, "text": "I want someone to talk to me.", **more}


def goals(code: str = "goals", **more: Any) -> Json:
    options = [{"code": name, "label": name.title()} for name in ("school", "work", "home", "calm")]
    return {"type": "goals", "code": code, "text": "What are your goals?", "options": options, "low": "Start", "high": "Done", **more}


def statement(code: str = "before", **more: Any) -> Json:
    return {"type": "statement", "code": code, "text": "A small team reads this.", **more}


def band(name: str = "age_band", *codes: str) -> Json:
    options = [{"code": code, "label": f"I am {code}"} for code in codes or ("10-12", "17+", "rather_not_say")]
    return {"type": "choice", "code": name, "text": "How old are you?", "band": name, "options": options}


def section(*questions: Json, code: str = "main", **more: Any) -> Json:
    return {"code": code, "title": code.title(), "questions": list(questions), **more}


def asking(*questions: Json, sections: tuple[Json, ...] = (), **more: Any) -> Json:
    """A questionnaire with these questions in one section, and then these sections."""
    everything = [section(*questions), *sections] if questions else list(sections)
    return {"code": "tiny", "title": "Tiny", "audience": "young_people", "welcome": WELCOME, "sections": everything, **more}


def variant(questions: Json, code: str = "easy-read", **more: Any) -> Json:
    start = {"code": code, "kind": "easy_read", "language": "en", "label": "Easy Read", "welcome": WELCOME}
    return {**start, "sections": {"main": "Main"}, "questions": questions, **more}


def worded_scale(text: str = "Good?", *, codes: tuple[str, ...] = ("no", "bit", "yes")) -> Json:
    return {"text": text, "options": {code: f"{code}!" for code in codes}}


def when(question: str, value: Any) -> Json:
    return {"kind": "equals", "question": question, "value": value}


def loaded(*questions: Json, **more: Any) -> Questionnaire:
    return load(asking(*questions, **more))
