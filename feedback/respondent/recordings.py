"""Questions as somebody read them aloud, where a version carries that."""

from __future__ import annotations

import base64

from flask import Blueprint, Response, abort, request

from feedback.assets import FOR_A_YEAR
from feedback.intake.asked import asked
from feedback.questionnaire.definition import Recording
from feedback.respondent.replies import HEADERS
from feedback.respondent.shelf import shelf
from feedback.store.surveys import Door

USUAL = "-"
"""Stands in the address for the words of no variant."""


def add_to(blueprint: Blueprint) -> None:
    """Their addresses. A version never changes, so neither does what stands at one."""
    blueprint.add_url_rule("/recording/<slug>/<int:version>/<variant>/<question>", "recording", recording)


def recording(slug: str, version: int, variant: str, question: str) -> Response:
    """The sound of one question, in parts where the browser asks for parts."""
    door = shelf().door(slug, version)
    if door is None or door.state == "draft":
        abort(404)
    found = _found(door, "" if variant == USUAL else variant, question) or abort(404)
    sound = base64.b64decode(found.sound)
    response = Response(sound, mimetype=found.type)
    response.headers.update({name: value for name, value in HEADERS if name != "Content-Type"} | {"Cache-Control": FOR_A_YEAR})
    response.make_conditional(request, accept_ranges=True, complete_length=len(sound))
    return response


def _found(door: Door, variant: str, code: str) -> Recording | None:
    try:
        words = asked(door.version_id, variant, open_mode=door.privacy == "open").worded
    except LookupError:
        return None
    return next((question.recording for question in words.questions() if question.code == code), None)
