"""No more messages, on both databases."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback import store
from feedback.asking import sending, stopping
from feedback.store import people, samples, tokens
from tests.asking.sampled import a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey
from tests.respondent.test_stopping import a_person, standing


@pytest.mark.parametrize("times", [1, 2])
def test_stopping_twice_is_stopping_once(each_database: Flask, times: int) -> None:
    person, token = a_person(each_database)
    for _ in range(times):
        stopping.stop(token)
    assert standing(each_database, person) == (True, "stopped opted_out")
    for _ in range(times):
        stopping.take_back(token)
    assert standing(each_database, person)[0] is False


def test_a_first_message_that_is_stopped_waits_no_more_on_the_page_of_who_was_asked(each_database: Flask) -> None:
    can_send(each_database)
    open_survey()
    references = add_people(2)
    add_contacts(references)
    sample = a_sample()
    sending.write(sample.id, ["sms"], [], ACTOR)
    stopping.stop(tokens.stop_token(people.ids("young_people")[references[0]]))
    assert samples.channels(sample.id) == {("sms", "waiting"): 1, ("sms", "stopped"): 1}


def test_the_link_in_an_older_message_works_after_the_contact_has_gone(each_database: Flask) -> None:
    open_survey()
    references = add_people(1)
    add_contacts(references)
    person = people.ids("young_people")[references[0]]
    with store.transaction():
        people.forget_contacts([person])
    assert people.contacts([person]) == people.reachable("young_people") == {}
    stopping.stop(tokens.stop_token(person))
    store.recover()
    assert people.by_ids([person])[person].opted_out_on == TODAY
