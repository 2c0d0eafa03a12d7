"""The record: who did what, in plain words, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from feedback import clock
from feedback.officer import paging
from feedback.officer.access import needs
from feedback.officer.blueprint import pages
from feedback.permissions import ROLES
from feedback.store import accounts
from feedback.store import events as kept

SENTENCES: Mapping[str, str] = {
    "survey.created": "made the survey {slug} from the questionnaire “{questionnaire}” ({audience}, {privacy})",
    "survey.version_published": "published version {version} of the survey {slug}",
    "survey.opened": "opened the survey {slug}",
    "survey.closed": "closed the survey {slug}",
    "response.set_aside": "set a response aside as {reason}",
    "response.restored": "brought back a response that had been set aside",
    "response.exported": "exported {rows} responses of the survey {slug} row by row. Reason given: “{reason}”",
    "figures.issued": "issued {rows} figures of the survey {slug}, {period}, to: {audience}",
    "response.imported": "imported {rows} responses into the survey {slug}",
    "response.sealed_imported": "brought in a file of {items} sealed answers",
    "kiosk.enrolled": "set up the tablet {name} for {surveys}",
    "kiosk.revoked": "revoked the tablet {name}",
    "held.settled": "settled an arrival that needed a look: {how}. Reason given: {reason}",
    "key.rotated": "made a new key to seal answers with",
    "cohort.taken": "took a list of {audience}: {added} added, {updated} changed, {ended} ended",
    "cohort.undone": "undid the newest list of {audience}",
    "sample.drawn": "drew {drawn} of {frame} people for the survey {slug} ({touchpoint}, {method})",
    "sample.taken_back": "took back a sample of the survey {slug}",
    "sample.listed": "took out the list of a sample of the survey {slug} ({how})",
    "sample.sent": "asked a sample of the survey {slug}: {messages} messages, {reminders} reminders planned",
    "sample.stopped": "stopped {messages} messages to a sample of the survey {slug}",
    "message.repeated": "let {messages} messages of a sample be tried again",
    "message.tested": "sent a test of the survey {slug} to themselves ({channel})",
    "paper.keyed": "typed in a paper of the survey {slug}",
    "language.checked": "marked our words in {language} as {checked}",
    "comment.listed": "read {count} comments of the survey {slug}, {quarter}, page {page}",
    "comment.read": "read a comment of the survey {slug}",
    "reading.settings_changed": "changed how comments are read: {second_share} of 100 by a second officer, guess {guess_hidden}",
    "concern.listed": "looked at the list of concerns ({count})",
    "concern.opened": "opened a concern",
    "contact.opened": "opened the contact of somebody who asked to talk",
    "concern.decided": "decided about a concern",
    "concern.level_changed": "changed the level of a concern",
    "concern.access_changed": "changed who may see a concern",
    "concern.handed_over": "handed a concern over",
    "concern.handed_back": "handed a comment back to the reading desk",
    "concern.taken_back": "took a comment back from the reading desk",
    "concern.raised": "raised a concern about a comment",
    "identity.opened": "opened who somebody is",
    "second_look.read": "read a comment of the weekly look, {week}",
    "second_look.undone": "took back what they said of a comment of the weekly look, {week}",
    "miss.listed": "read what the list of signs missed ({count})",
    "list.changed": "made version {version} of the list of {kind}",
    "words.tried": "tried a change of the list of words on past comments and was shown {comments}",
    "theme.listed": "read {count} comments of the survey {slug} on the theme {theme}, page {page}",
    "theme.proposed": "read {count} comments of the survey {slug} that may be on the theme {theme}",
    "alert.tested": "sent a test alert ({messages} messages)",
    "duty.added": "put {lead} and {deputy} on duty for safeguarding from {first} to {last}",
    "duty.removed": "took {lead} and {deputy} off duty for safeguarding from {first} to {last}",
    "quote.listed": "read {count} comments or quotes of the survey {slug}, {shown}, page {page}",
    "quote.opened": "looked at a comment of the survey {slug} to decide whether it may be quoted",
    "quote.approved": "approved the redacted words of a comment of the survey {slug} for quoting",
    "quote.kept_back": "kept a comment of the survey {slug} from being quoted",
    "quote.undone": "took back whether a comment of the survey {slug} may be quoted",
    "council.changed": "changed settings of the council: {fields}",
    "place.added": "added the {kind} {name}",
    "place.removed": "removed the {kind} {name}",
    "officer.created": "added {subject} as {role}",
    "officer.changed": "changed the account of {subject}: {fields}",
    "officer.signed_in": "signed in",
    "officer.locked_out": "was locked out after too many wrong passwords",
    "demo.loaded": "loaded the demo: {part}",
}
"""Kind → what the actor did. The keys are those of the event's detail, and `subject`."""
HOW = {
    "kept": "brought in",
    "left_out": "left out",
    "list": "looked at",
    "csv": "a file for letters",
    "cards": "cards to print",
    "frame": "the frame",
    "paper": "paper forms",
}
COMMAND = "command"


@dataclass(frozen=True)
class Told:
    """One event as a line of the record."""

    day: str
    time: str
    actor: str
    what: str


@pages.get("/record")
@needs("see_events")
def events() -> ResponseReturnValue:
    """Everything that was done, a page at a time."""
    found, total = kept.page(paging.number(), paging.SIZE)
    return render_template("officer/events.html", lines=[told(event) for event in found], pager=paging.pager(total))


def told(event: kept.Event) -> Told:
    """An event in plain words, in London's time."""
    at = event.at.astimezone(clock.LONDON)
    actor = "Somebody at the command line" if event.actor == COMMAND else event.actor
    return Told(f"{at.day} {at:%B %Y}", f"{at:%H:%M}", actor, _sentence(event))


def _sentence(event: kept.Event) -> str:
    words = {key: _in_words(key, value) for key, value in event.detail.items()}
    return SENTENCES.get(event.kind, event.kind).format_map({**words, "subject": _subject(event)})


def _in_words(key: str, value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value)
    if key == "role":
        given = str(value).split(", ")
        return ", ".join(words for code, words in ROLES.items() if code in given)
    if key == "checked":
        return "checked by a person" if value else "not checked"
    if key == "guess_hidden":
        return "hidden until the reader has chosen" if value else "shown"
    if key == "how":
        return HOW.get(str(value), str(value))
    return str(value).replace("_", " ") if key in {"audience", "reason", "questionnaire", "touchpoint", "shown"} else str(value)


def _subject(event: kept.Event) -> str:
    if not event.kind.startswith("officer."):
        return event.subject_id
    officer = accounts.by_id(int(event.subject_id))
    return officer.email if officer else f"officer {event.subject_id}"
