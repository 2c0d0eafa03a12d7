"""A survey with one question of each kind, in English, Welsh and Urdu: its own words come from here, ours from the catalogues."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask

from tests.questionnaire import tiny
from tests.respondent.asking import page, prepare_own, set_council

QUESTIONS = [
    tiny.scale(),
    tiny.choice(),
    tiny.choices(),
    tiny.rating(),
    tiny.number(),
    tiny.comment(),
    tiny.contact(),
    tiny.goals(),
]
ENGLISH_WORD = re.compile("[A-Za-z]{2,}")
FILLED = re.compile("{[a-z]+}")
SPOKEN = ("aria-label", "alt", "title", "placeholder")
"""Attributes that are read out."""


def variant(language: str, label: str, said: str) -> dict[str, Any]:
    """Every question and option in one word of this language, with a number where there are several."""
    asked = {question["code"]: _wording(question, said) for question in QUESTIONS}
    welcome = {"title": said, "paragraphs": [said], "minutes": 2, "assent_version": "1"}
    words = {"questions": asked | {"before": {"text": said}}, "sections": {"one": said}, "welcome": welcome}
    return {"code": language, "kind": "language", "language": language, "label": label, **words}


def prepare_translated(app: Flask, *checked: str, **council: Any) -> None:
    """The survey at /s/own, with a council that says that it has checked our words in these languages."""
    prepare_own(app, QUESTIONS, variants=[variant("cy", "Cymraeg", "Gair"), variant("ur", "اردو", "لفظ")])
    set_council(app, languages_checked=list(checked), **council)


def not_in_its_language(html: str) -> list[str]:
    """What the body of a page in Urdu says with Latin letters outside what is marked as another language."""
    return [text for text in _said(page(html).find("body")) if ENGLISH_WORD.search(text)]


def scripts_not_in_urdu(html: str) -> list[str]:
    """What a page hands to its scripts to say in Latin letters, without what they fill in."""
    blocks = [block for block in page(html).iter("script") if block.get("id") == "settings"]
    said = [FILLED.sub("", said) for block in blocks for said in json.loads(block.text or "")["words"].values()]
    return [text for text in said if ENGLISH_WORD.search(text)]


def _said(element: Element) -> Iterator[str]:
    """All text that is read out, without scripts, codes to type and what is marked as another language."""
    if element.tag in {"script", "style"} or element.get("aria-hidden") or element.get("class") == "code":
        return
    if element.get("lang", "ur") != "ur":
        return
    yield from (element.get(name, "") for name in SPOKEN)
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _said(child)
        yield child.tail or ""


def _wording(question: dict[str, Any], said: str) -> dict[str, Any]:
    options = {option["code"]: f"{said} {number}" for number, option in enumerate(question.get("options", []), 1)}
    return {"text": said, "options": options} | {end: said for end in ("low", "high") if end in question}
