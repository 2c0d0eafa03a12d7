"""The last look, after the secret key was changed: no dead link goes out, and the link that stops messages works; on both databases."""

from __future__ import annotations

from dataclasses import replace

from flask import Flask

from feedback import store
from feedback.asking import stopping
from feedback.delivery import checking
from feedback.delivery.checking import Checked
from feedback.store import encryption, people
from tests.databases import TODAY
from tests.delivery import outbox
from tests.delivery.outbox import Asked


def checked_under_another_key(app: Flask, asked: Asked) -> Checked:
    """What becomes of messages that were written before the key was changed."""
    written = outbox.write(asked)
    encryption.prepare(app, replace(app.config["FEEDBACK_SETTINGS"], secret_key="another-secret-key-of-32-characters"))
    with store.transaction():
        return checking.check([outbox.found(one) for one in written])


def test_a_link_from_before_is_not_sent(each_database: Flask) -> None:
    found = checked_under_another_key(each_database, outbox.ask(2))
    assert (found.letters, set(found.stopped.values())) == ([], {"expired"})


def test_the_link_that_stops_messages_works(each_database: Flask) -> None:
    asked = outbox.ask(1, privacy="open")
    (letter,) = checked_under_another_key(each_database, asked).letters
    stopping.stop(letter.stop.rpartition("/")[2])
    store.recover()
    (person_id,) = asked.person_ids
    assert people.by_ids([person_id])[person_id].opted_out_on == TODAY
