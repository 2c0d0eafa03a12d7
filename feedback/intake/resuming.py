"""Where somebody with a personal link left off: what they chose so far, never what they wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from feedback import clock, store
from feedback.intake.asked import Asked
from feedback.questionnaire.definition import Contact
from feedback.questionnaire.fields import WrittenField
from feedback.store import asks, unfinished
from feedback.store.asks import Ask


def save(ask: Ask, what: Asked, form: MultiDict[str, str]) -> None:
    """Keep what was chosen so far, in place of what was kept before. Nothing once the answers were sent."""
    if ask.response_id:
        return
    chosen = dict(_chosen(what, form))
    with store.transaction():
        # What was chosen may arrive after the answers themselves.
        if asks.start(ask.invitation_id):
            unfinished.save(ask.invitation_id, json.dumps(chosen), clock.today())


def chosen_before(ask: Ask) -> MultiDict[str, str]:
    """What was chosen when this invitation was left; empty when nothing was, or too long ago."""
    kept = unfinished.find(ask.invitation_id, clock.today())
    return MultiDict(json.loads(kept)) if kept else MultiDict()


def _chosen(what: Asked, form: MultiDict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """The choices that can be taken, by name: no text, and no wish to be contacted, which nobody may see before it is sent."""
    filled = what.form_class(form)
    filled.validate()
    wishes = {question.code for question in what.whole.questions() if isinstance(question, Contact)}
    for field in filled:
        if isinstance(field, WrittenField) or field.name in wishes or field.errors or field.data in (None, []):
            continue
        yield field.name, [str(value) for value in (field.data if isinstance(field.data, list) else [field.data])]
