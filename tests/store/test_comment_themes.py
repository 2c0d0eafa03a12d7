from __future__ import annotations

from flask import Flask

from feedback import store
from feedback.store import accounts as kept
from feedback.store import comment_themes, passages, responses
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import add
from tests.reporting.scripted import Q2, Q3, send

QUARTERS = ["2026/27 Q2", "2026/27 Q3"]


def test_people_are_counted_once_a_theme_on_both_databases(each_database: Flask) -> None:
    me = kept.by_email(add(each_database, "voice_officer"))
    assert me is not None
    survey = open_survey()
    for day, link in ((Q2, 2**52), (Q3, 2**52), (Q3, 2**52), (Q3, None), (Q3, None)):
        send(survey, day=day, comments={"good": "she listens", "change": "the bus"}, link_number=link)
    hidden = send(survey, day=Q3, comments={"good": "she listens too"})
    with store.transaction():
        responses.show_all(survey.id, QUARTERS)
        for passage in passages.recent(QUARTERS, 100):
            comment_themes.put(passage.id, ["listening"], ["letters", "listening"], me.id)
            comment_themes.find(passage.id, "family", me.id)
    assert comment_themes.people(survey.id, QUARTERS) == {"family": 4, "listening": 4}
    assert comment_themes.people(survey.id, QUARTERS[:1]) == {"family": 1, "listening": 1}
    with store.transaction():
        responses.set_aside(hidden, "test")
        responses.show_all(survey.id, QUARTERS)
    assert comment_themes.people(survey.id, QUARTERS)["listening"] == 3
    assert comment_themes.undecided(survey.id, QUARTERS, "letters", 100) == []
    assert len(comment_themes.undecided(survey.id, QUARTERS, "building", 100)) == 11
    assert [len(page) for page, _ in (comment_themes.page(survey.id, "family", number, 8) for number in (1, 2))] == [8, 3]
