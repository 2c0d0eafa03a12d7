"""The last look before a message goes out: may it still, to whom, and in which words? Inside the transaction that begins the attempt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from flask import current_app

from feedback import clock, languages
from feedback.delivery.alert_letters import alert_letters
from feedback.delivery.outcomes import Letter
from feedback.delivery.wording import Ask, Kind, words
from feedback.store import council, links, people, samples, surveys, tokens
from feedback.store.council import Council
from feedback.store.encryption import unseal
from feedback.store.links import Unanswered
from feedback.store.messages import Message
from feedback.store.people import Contact, Person
from feedback.store.surveys import Survey

NOBODY = 0
"""No person has this id: the stop link in a test to oneself stops nobody's messages."""


@dataclass(frozen=True)
class Checked:
    """What may go out, and why the others may not: {message id: reason}."""

    letters: Sequence[Letter]
    stopped: Mapping[str, str]


@dataclass(frozen=True)
class Around:
    """What messages of one sample have in common. `unanswered` is None in an open survey: nobody knows who answered."""

    council: Council
    survey: Survey
    address: str
    today: date
    unanswered: Mapping[int, Unanswered] | None


def check(messages: Sequence[Message]) -> Checked:
    """Look at each, a sample at a time; alerts, which belong to none, by themselves."""
    found = dict(alert_letters([message for message in messages if message.kind == "alert"]))
    by_sample: dict[int | None, list[Message]] = defaultdict(list)
    for message in messages:
        if message.id not in found:
            by_sample[message.sample_id].append(message)
    for sample_id, some in by_sample.items():
        found |= dict(zip([message.id for message in some], _of_sample(sample_id, some), strict=True))
    letters = [one for message in messages if isinstance(one := found[message.id], Letter)]
    return Checked(letters, {message_id: one for message_id, one in found.items() if not isinstance(one, Letter)})


def _of_sample(sample_id: int | None, messages: Sequence[Message]) -> Sequence[Letter | str]:
    """A letter for each, or the reason why there is none."""
    sample = samples.by_id(sample_id) if sample_id is not None else None
    survey = surveys.by_id(sample.survey_id) if sample else None
    if survey is None or survey.state != "open":
        return ["closed"] * len(messages)
    ids = [message.person_id for message in messages if message.person_id is not None]
    around = _around(survey, sample_id, ids)
    known, contacts = people.by_ids(ids), people.contacts(ids)
    return [
        _test(message, around)
        if message.person_id is None
        else _letter(message, known.get(message.person_id), contacts.get(message.person_id), around)
        for message in messages
    ]


def _around(survey: Survey, sample_id: int | None, person_ids: Sequence[int]) -> Around:
    confidential = survey.privacy == "confidential" and sample_id is not None
    unanswered = links.unanswered(sample_id, person_ids) if confidential and sample_id is not None else None
    return Around(council.current(), survey, current_app.config["FEEDBACK_SETTINGS"].messages.address, clock.today(), unanswered)


def _letter(message: Message, person: Person | None, contact: Contact | None, around: Around) -> Letter | str:
    if person is None or contact is None:
        return "no_contact"
    if person.opted_out_on is not None:
        return "opted_out"
    link = _open_link(around) if around.unanswered is None else _own_link(person.id, around)
    sealed = contact.phone if message.channel == "sms" else contact.email
    if not link.startswith(around.address):
        return link
    if sealed is None:
        return "no_contact"
    language = languages.own(person.language, around.council.languages_checked)
    spoken = "" if language == languages.ENGLISH else f"?language={language}"
    stop = f"{around.address}/stop/{_stop_token(contact)}{spoken}"
    ask = Ask(around.council.public_name, link, stop, personal=around.unanswered is not None, language=language)
    return _written(message, unseal(sealed), ask)


def _own_link(person_id: int, around: Around) -> str:
    """Somebody's own link, or the reason why there is none. Who answered and who said no cannot be told apart here, on purpose."""
    assert around.unanswered is not None
    invitation = around.unanswered.get(person_id)
    if invitation is None:
        return "answered"
    token = invitation.token
    if token is None or invitation.expires_on < around.today:
        return "expired"
    return f"{around.address}/i/{token}"


def _stop_token(contact: Contact) -> str:
    """The token with which this message's reader stops messages. It must work, also after the secret key was changed."""
    token = tokens.stop_token(contact.person_id)
    contact.stop_hash = tokens.stop_hash(token)
    return token


def _open_link(around: Around) -> str:
    return f"{around.address}/s/{around.survey.slug}"


def _test(message: Message, around: Around) -> Letter | str:
    """To oneself. In a confidential survey its link leads to the page where a code is typed: a test answers for nobody."""
    if message.address is None:
        return "no_contact"
    personal = around.survey.privacy == "confidential"
    link = f"{around.address}/i/" if personal else _open_link(around)
    stop = f"{around.address}/stop/{tokens.stop_token(NOBODY)}"
    return _written(message, unseal(message.address), Ask(around.council.public_name, link, stop, personal=personal))


def _written(message: Message, address: str, ask: Ask) -> Letter:
    text = words(cast(Kind, message.kind), ask)
    return Letter(message.id, message.channel, ask.public_name, address, text, ask.stop)
