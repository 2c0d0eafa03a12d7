"""Sample lists, merge files, cards and posters, on both databases."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from feedback import store
from feedback.asking import cards, lists, paper, sending
from feedback.asking.lists import EVERYBODY
from feedback.intake import receiving
from feedback.store import asks, council, encryption, events
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.samples import Filters
from tests.asking.sampled import ADDRESS, a_sample, add_contacts, add_people, can_send
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey

ID = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def ready(each_database: Flask) -> Flask:
    """A service that can send, with an open confidential survey."""
    can_send(each_database)
    open_survey()
    return each_database


def rows(made: str) -> list[list[str]]:
    """A CSV file read as a spreadsheet does."""
    return list(csv.reader(io.StringIO(made.removeprefix("\ufeff"))))


def hows() -> list[str]:
    return [str(event.detail["how"]) for event in events.latest(["sample.listed"])]


def test_a_list_has_a_code_for_each_that_opens_the_survey(ready: Flask) -> None:
    references = add_people(3)
    found, total = lists.page(a_sample(), EVERYBODY, 1, 25)
    assert ([line.reference for line in found], total) == (references, 3)
    assert all(re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", line.code) for line in found)
    for line in found:
        by_code, by_link = receiving.invitation_by_code(line.code.lower()), receiving.invitation(line.link.removeprefix(f"{ADDRESS}/i/"))
        assert by_code is not None
        assert by_code == by_link
    assert len({line.code for line in found}) == 3


@pytest.mark.parametrize("how", ["answered", "declined"])
def test_whoever_is_done_has_no_code_any_more(ready: Flask, how: str) -> None:
    add_people(3)
    sample = a_sample()
    before = {line.code for line in lists.page(sample, EVERYBODY, 1, 25)[0]}
    one = db.session.query(Invitation).order_by(Invitation.id).first()
    assert one is not None
    with store.transaction():
        if how == "answered":
            asks.use(one.id, ID)
        else:
            asks.decline(one.id, TODAY)
    found = lists.page(sample, EVERYBODY, 1, 25)[0]
    assert sorted(line.done for line in found) == [False, False, True]
    assert [(line.code, line.link) for line in found if line.done] == [("", "")]
    assert {line.code for line in found} - {""} < before
    assert len(rows(lists.merge_file(sample, EVERYBODY, ACTOR))) == 3


def test_what_has_run_out_is_not_handed_out(ready: Flask) -> None:
    add_people(2)
    sample = a_sample()
    assert paper.waiting(sample) == 2
    with store.transaction():
        first, second = db.session.query(Invitation).all()
        first.expires_on, second.expires_on = TODAY, TODAY - timedelta(days=1)
    found, _ = lists.page(sample, EVERYBODY, 1, 25)
    assert sorted((line.run_out, bool(line.code), bool(line.link), line.done) for line in found) == [
        (False, True, True, False),
        (True, False, False, False),
    ]
    assert len(lists.batch(sample, EVERYBODY, 1)) == 1
    assert len(rows(lists.merge_file(sample, EVERYBODY, ACTOR))) == 2
    assert paper.waiting(sample) == 1


def test_a_list_is_paged_searched_and_told_apart_by_team(ready: Flask) -> None:
    add_people(3, first=1000, team="West team")
    add_people(2, first=2000, team="East team")
    add_people(1, first=3000, team=None)
    sample = a_sample()

    def found(**filters: str) -> list[str]:
        return [line.reference for line in lists.page(sample, Filters(**filters), 1, 25)[0]]  # type: ignore[arg-type]

    assert found(team="West team") == ["YP-1000", "YP-1001", "YP-1002"]
    assert found(reference="yp-200") == ["YP-2000", "YP-2001"]
    assert found(reference="%") == []
    assert sorted(found()) == ["YP-1000", "YP-1001", "YP-1002", "YP-2000", "YP-2001", "YP-3000"]
    pages = [line.reference for number in (1, 2, 3) for line in lists.page(sample, EVERYBODY, number, 2)[0]]
    assert pages == found()


def test_the_list_can_leave_out_those_who_get_a_message(ready: Flask) -> None:
    add_contacts(add_people(2))
    add_people(1, first=2000)
    sample = a_sample()
    without = Filters(without_message=True)
    assert lists.page(sample, without, 1, 25)[1] == 3
    sending.write(sample.id, ["sms"], [], ACTOR)
    assert [line.reference for line in lists.page(sample, without, 1, 25)[0]] == ["YP-2000"]
    assert lists.page(sample, EVERYBODY, 1, 25)[1] == 3


def test_a_merge_file_holds_references_links_and_codes_and_nothing_that_runs(ready: Flask) -> None:
    add_people(1)
    with store.transaction():
        db.session.execute(db.text("UPDATE person SET reference = '=1+1'"))
    sample = a_sample()
    (line,) = lists.page(sample, EVERYBODY, 1, 25)[0]
    assert rows(lists.merge_file(sample, EVERYBODY, ACTOR)) == [["reference", "link", "code"], ["'=1+1", line.link, line.code]]
    assert hows() == ["csv"]


def test_a_frame_file_says_who_was_drawn(ready: Flask) -> None:
    add_people(2, age_band="17+")
    sample = a_sample(method="stratified", stratified_by="age_band", wanted=1)
    made = rows(lists.frame_file(sample, ACTOR))
    assert made[0] == ["reference", "group", "drawn"]
    assert sorted(row[2] for row in made[1:]) == ["no", "yes"]
    assert hows() == ["frame"]


def test_an_open_survey_has_neither_codes_nor_links_of_ones_own(each_database: Flask) -> None:
    can_send(each_database)
    open_survey(privacy="open")
    add_people(2)
    found, _ = lists.page(a_sample(), EVERYBODY, 1, 25)
    assert [(line.reference, line.code, line.link, line.done) for line in found] == [
        (reference, "", f"{ADDRESS}/s/views", False) for reference in ("YP-1000", "YP-1001")
    ]


def test_batches_do_not_move_when_somebody_answers(ready: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "AT_ONCE", 2)
    add_people(5)
    sample = a_sample()
    before = [[line.reference for line in lists.batch(sample, EVERYBODY, number)] for number in (1, 2, 3)]
    assert lists.batches(sample) == 3
    assert [len(some) for some in before] == [2, 2, 1]
    one = db.session.query(Invitation).first()
    assert one is not None
    with store.transaction():
        asks.use(one.id, ID)
    after = [[line.reference for line in lists.batch(sample, EVERYBODY, number)] for number in (1, 2, 3)]
    assert sum(map(len, after)) == 4
    assert all(set(some) <= set(full) for some, full in zip(after, before, strict=True))


def test_cards_are_papers_that_go_on_record(ready: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    add_people(2)
    add_people(1, first=3000, language="ur")
    with store.transaction():
        council.change({"public_name": "Have your say", "languages_checked": ["ur"]})
    sample = a_sample()
    given: dict[str, object] = {}
    typeset = cards.typesetting.pdf
    monkeypatch.setattr(cards.typesetting, "pdf", lambda template, data: given.update(data) or typeset(template, data))
    assert cards.cards(sample, EVERYBODY, 1, ACTOR).startswith(b"%PDF")
    lines = lists.page(sample, EVERYBODY, 1, 25)[0]
    made = given["cards"]
    assert isinstance(made, list)
    assert [(card["code"], card["strip"], card["language"]) for card in made] == [
        (line.code, f"{line.reference} · East team", line.language) for line in lines
    ]
    assert {card["address"] for card in made} == {"feedback.example.org/i"}
    assert [card["qr"] for card in made] == [cards.qr(line.link) for line in lines]
    words = given["words"]
    assert isinstance(words, dict)
    assert sorted(words) == ["en", "ur"]
    assert words["ur"]["may_say_no"] != words["en"]["may_say_no"]
    assert hows() == ["cards"]


def test_cards_of_an_open_survey_bear_nothing_of_a_person(each_database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    can_send(each_database)
    open_survey(privacy="open")
    add_people(2)
    given: dict[str, list[object]] = {}
    monkeypatch.setattr(cards.typesetting, "pdf", lambda _, data: given.update(data) or b"")
    cards.cards(a_sample(), EVERYBODY, 1, ACTOR)
    first, second = given["cards"]
    assert first == second
    assert "YP-" not in str(given)


def test_a_batch_in_which_everybody_is_done_is_a_paper_that_says_so(ready: Flask) -> None:
    add_people(1)
    sample = a_sample()
    one = db.session.query(Invitation).first()
    assert one is not None
    with store.transaction():
        asks.use(one.id, ID)
    assert cards.cards(sample, EVERYBODY, 1, ACTOR).startswith(b"%PDF")


def test_a_poster_leads_to_the_open_link(ready: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = cards.lists.surveys.by_slug("views")
    assert survey is not None
    assert cards.poster(survey).startswith(b"%PDF")
    given: dict[str, object] = {}
    monkeypatch.setattr(cards.typesetting, "pdf", lambda _, data: given.update(data) or b"")
    cards.poster(survey, "cy")
    assert given["qr"] == cards.qr(f"{ADDRESS}/s/views")
    assert given["address"] == "feedback.example.org/s/views"
    assert given["words"] != cards.said("en")


def test_a_code_from_before_the_secret_key_was_changed_has_run_out(ready: Flask) -> None:
    add_people(2)
    sample = a_sample()
    assert paper.waiting(sample) == 2
    encryption.prepare(ready, replace(ready.config["FEEDBACK_SETTINGS"], secret_key="another-secret-key-of-32-characters"))
    assert [(line.run_out, line.link, line.code) for line in lists.page(sample, EVERYBODY, 1, 10)[0]] == [(True, "", "")] * 2
    assert lists.batch(sample, EVERYBODY, 1) == []
    assert paper.waiting(sample) == 0
