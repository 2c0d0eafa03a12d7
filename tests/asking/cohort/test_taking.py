"""Taking a list, as the database sees it; undoing it; being killed in between."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from feedback import clock, store
from feedback.asking.cohort import drafting, taking, undoing
from feedback.asking.cohort.refused import CohortRefused
from feedback.store import encryption, events, people, samples, snapshots, surveys, tokens
from feedback.store.database import db
from feedback.store.people import Contact, Person
from tests.asking.cohort.lists import ACTOR, ANOTHER, HEADINGS, TODAY, a_team, csv_of, draft_of, person, take

YP = "young_people"


def everybody() -> Mapping[str, Mapping[str, Any]]:
    db.session.expire_all()
    return {row["reference"]: row for row in people.known(YP)}


def contacts() -> Mapping[int, tuple[str | None, ...]]:
    return {
        person_id: tuple(encryption.unseal(one) if one else None for one in sealed) for person_id, *sealed in people.sealed_contacts(YP)
    }


def newest() -> snapshots.Snapshot:
    found = snapshots.newest(YP)
    assert found is not None
    return found


def a_sample(person_id: int, written_on: date | None) -> None:
    with store.transaction():
        survey = surveys.add(
            surveys.Survey(slug="views", title="Views", audience=YP, privacy="confidential", created_on=TODAY, opened_on=TODAY)
        )
        sample = samples.add(
            samples.Sample(
                survey_id=survey.id,
                method="census",
                seed=1,
                quarter="2026/27 Q3",
                due_on=TODAY,
                frame_size=1,
                drawn=1,
                drawn_on=TODAY,
                written_on=written_on,
            )
        )
        samples.add_members([{"sample_id": sample.id, "person_id": person_id, "stratum": "", "drawn": True, "team": None}])


def test_a_list_is_taken_whole_with_contacts_apart_and_encrypted(each_database: Flask) -> None:
    a_team()
    done = take(csv_of(person("YP-1"), person("YP-2", Sex="F", **{"Mobile": "", "E-mail": ""})))
    assert (done.state, done.problem, done.content) == ("taken", "", b"")
    found = everybody()
    assert (found["YP-1"]["sex"], found["YP-1"]["team"], found["YP-1"]["started_on"]) == ("m", "East team", date(2026, 5, 1))
    assert (found["YP-2"]["sex"], found["YP-2"]["language"], found["YP-2"]["left_on"]) == ("f", "en", None)
    first = found["YP-1"]["id"]
    assert contacts() == {first: ("+447700900123", "a@example.org")}
    kept = db.session.get(Contact, first)
    assert kept is not None
    assert b"900123" not in (kept.phone or b"")
    assert kept.stop_hash == tokens.stop_hash(tokens.stop_token(first))
    assert (newest().people, newest().added, newest().updated, newest().ended) == (2, 2, 0, 0)
    assert [(event.actor, event.detail) for event in events.latest(["cohort.taken"])] == [
        (ACTOR, {"audience": YP, "added": 2, "updated": 0, "ended": 0})
    ]


def test_a_newer_list_changes_ends_and_brings_back(each_database: Flask) -> None:
    a_team()
    take(csv_of(person("YP-1"), person("YP-2"), person("YP-3")))
    take(csv_of(person("YP-1", Sex="F", Mobile="07700 900999"), person("yp-2")))
    found = everybody()
    assert (found["YP-1"]["sex"], found["YP-2"]["left_on"], found["YP-3"]["left_on"]) == ("f", None, TODAY)
    assert contacts()[found["YP-1"]["id"]] == ("+447700900999", "a@example.org")
    assert found["YP-3"]["id"] in contacts(), "somebody who left keeps their contact until the worker destroys it"
    assert (newest().added, newest().updated, newest().ended) == (0, 1, 1)
    take(csv_of(person("YP-1", Sex="F", Mobile="07700 900999"), person("YP-2"), person("YP-3")))
    assert everybody()["YP-3"]["left_on"] is None
    assert (newest().added, newest().updated, newest().ended) == (0, 1, 0)


def test_columns_that_a_list_does_not_have_and_opt_outs_stay(each_database: Flask) -> None:
    a_team()
    take(csv_of(person("YP-1")))
    first = everybody()["YP-1"]["id"]
    with store.transaction():
        people.opt_out(first, TODAY)
    take(csv_of(["YP-1", "F"], headings=["Reference", "Sex"]))
    assert (everybody()["YP-1"]["sex"], everybody()["YP-1"]["team"]) == ("f", "East team")
    assert contacts() == {first: ("+447700900123", "a@example.org")}
    found = db.session.get(Person, first, populate_existing=True)
    assert found is not None
    assert found.opted_out_on == TODAY


def test_nothing_is_taken_when_one_row_is_wrong(app_context: Flask) -> None:
    a_team()
    draft = draft_of(csv_of(person("YP-1"), person("Jane")))
    preview = drafting.preview(draft)
    assert preview.difference is None
    taking.take(draft.id, preview.after, ACTOR)
    after = snapshots.draft(draft.id)
    assert after is not None
    assert (after.state, after.problem) == ("failed", "Some rows cannot be taken, so none was. Look at the file again.")
    assert everybody() == {}


def test_what_is_never_kept_stands_nowhere_in_the_database(app_context: Flask, caplog: pytest.LogCaptureFixture) -> None:
    a_team()
    row = [*person("YP-1"), "Quentin Zebedee", "12/03/2011", "S60 9ZZ", "Robbery9"]
    draft = draft_of(csv_of(row, headings=[*HEADINGS, "Name", "DOB", "Postcode", "Offence"]))
    opened = json.dumps([drafting.content(draft).headings, [list(one.cells) for one in drafting.content(draft).rows]])
    taking.take(draft.id, drafting.preview(draft).after, ACTOR)
    everything = "".join(
        str(list(db.session.connection().exec_driver_sql(f"SELECT * FROM {name}")))
        for name in ("snapshot", "snapshot_draft", "snapshot_before", "person", "contact", "event")
    )
    for secret in ("Quentin", "Zebedee", "12/03/2011", "2011-03-12", "S60 9ZZ", "Robbery9"):
        assert secret not in opened
        assert secret not in everything
        assert secret not in caplog.text
    assert "900123" not in everything
    assert everybody()["YP-1"]["age_band"] == "15-16"
    assert newest().not_taken == ["Name", "DOB", "Postcode", "Offence"]


def test_the_mapping_of_the_last_list_is_offered_again(app_context: Flask) -> None:
    draft = draft_of(csv_of(["1", "zz"], ["2", "zz"], headings=["Reference", "Gruppe"]))
    drafting.map_columns(draft, {"Reference": "reference", "Gruppe": "sex"})
    changed = snapshots.draft(draft.id)
    assert changed is not None
    drafting.map_words(changed, {"sex": {"zz": "other"}})
    taking.take(draft.id, 0, ACTOR)
    assert everybody()["1"]["sex"] == "other"
    again = drafting.mapped(draft_of(csv_of(["1", "zz"], headings=["Reference", "Gruppe"])))
    assert again.columns == {"Reference": "reference", "Gruppe": "sex"}
    assert again.words == {"sex": {"zz": "other"}}
    assert "'zz'" not in str(changed.mapping) + str([one.mapping for one in snapshots.latest()])


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"Reference": "", "Sex": "sex"}, "Say which column is the Reference"),
        ({"Reference": "reference", "Sex": "team", "Team": "team"}, "Two columns are Team"),
    ],
)
def test_columns_are_mapped_once_each_with_a_reference(app_context: Flask, columns: dict[str, str], said: str) -> None:
    with pytest.raises(CohortRefused, match=said):
        drafting.map_columns(draft_of(csv_of(person("YP-1"))), columns)


def test_what_was_shown_no_longer_holds_when_another_list_came_between(app_context: Flask) -> None:
    a_team()
    first, second = draft_of(csv_of(person("YP-1"))), draft_of(csv_of(person("YP-2")), actor=ANOTHER)
    taking.take(first.id, 0, ACTOR)
    with pytest.raises(CohortRefused, match="Look again"):
        taking.take(second.id, 0, ACTOR)
    assert list(everybody()) == ["YP-1"]
    taking.take(first.id, 0, ACTOR)
    assert newest().id == 1, "what is taken is not taken twice"


def test_a_large_list_waits_for_the_worker_which_may_be_killed_at_any_point(each_database: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_team()
    monkeypatch.setattr(taking, "IN_A_REQUEST", 1)
    monkeypatch.setattr(taking, "TOLD_EVERY", 1)
    draft = draft_of(csv_of(person("YP-1"), person("YP-2"), person("YP-3")))
    taking.take(draft.id, 0, ACTOR)
    assert snapshots.to_take() == [draft.id]
    for name in ("put_contacts", "change", "add_rows"):
        with monkeypatch.context() as patch:
            patch.setattr(people, name, _killed)
            with pytest.raises(SystemExit):
                taking.take_waiting()
        waiting = snapshots.draft(draft.id)
        assert waiting is not None
        assert (everybody(), waiting.state, waiting.done) == ({}, "taking", 3)
    assert taking.take_waiting() == 1
    assert taking.take_waiting() == 0
    assert len(everybody()) == 3
    assert len(snapshots.latest()) == 1


def test_of_two_lists_that_wait_the_second_is_not_taken_unseen(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_team()
    monkeypatch.setattr(taking, "IN_A_REQUEST", 0)
    drafts = [draft_of(csv_of(person(reference)), actor=actor) for reference, actor in (("YP-1", ACTOR), ("YP-2", ANOTHER))]
    for draft in drafts:
        taking.take(draft.id, 0, ACTOR)
    assert taking.take_waiting() == 2
    after = [snapshots.draft(draft.id) for draft in drafts]
    assert sorted(one.state for one in after if one) == ["failed", "taken"]
    assert [one.problem for one in after if one and one.problem] == [taking.CHANGED_MEANWHILE]
    assert len(everybody()) == 1


def _killed(*_: object) -> None:
    raise SystemExit


def test_what_breaks_is_said_without_the_rows_and_can_be_tried_again(
    app_context: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    a_team()
    draft = draft_of(csv_of(person("YP-1")))
    with monkeypatch.context() as patch:
        patch.setattr(people, "add_rows", lambda rows: (_ for _ in ()).throw(RuntimeError(str(rows))))
        taking.take(draft.id, 0, ACTOR)
    failed = snapshots.draft(draft.id)
    assert failed is not None
    assert (failed.state, failed.problem) == ("failed", taking.BROKE_OFF)
    assert "RuntimeError" in caplog.text
    assert "YP-1" not in caplog.text
    taking.take(draft.id, 0, ACTOR)
    assert list(everybody()) == ["YP-1"]


def test_a_list_is_undone_with_contacts_as_if_it_had_never_been(each_database: Flask) -> None:
    a_team()
    take(csv_of(person("YP-1"), person("YP-2", **{"Mobile": "", "E-mail": ""}), person("YP-3"), person("YP-5")))
    take(csv_of(person("YP-1"), person("YP-2", **{"Mobile": "", "E-mail": ""}), person("YP-3")))
    before = everybody(), contacts()
    rows = [person("YP-1", Sex="F", Mobile="07700 900999"), person("YP-2"), person("YP-4"), person("YP-5", Mobile="")]
    take(csv_of(*rows))
    assert (everybody(), contacts()) != before
    undone = undoing.undo(newest().id, ACTOR)
    assert (everybody(), contacts()) == before
    assert undone.undone_on == TODAY
    assert not snapshots.has_before(undone.id)
    assert [event.detail for event in events.latest(["cohort.undone"])] == [{"audience": YP}]
    with pytest.raises(CohortRefused, match="undone before"):
        undoing.undo(undone.id, ACTOR)
    with pytest.raises(CohortRefused, match="Bring in another file instead"):
        undoing.undo(newest().id, ACTOR)


def test_only_the_newest_list_is_undone(app_context: Flask) -> None:
    a_team()
    take(csv_of(person("YP-1")))
    take(csv_of(person("YP-1"), person("YP-2")))
    with pytest.raises(CohortRefused, match="Only the newest"):
        undoing.undo(1, ACTOR)
    with pytest.raises(CohortRefused, match="no such snapshot"):
        undoing.undo(99, ACTOR)


@pytest.mark.parametrize(
    ("sent", "said"), [(TODAY, "were sent messages"), (None, "stand in a sample"), (date(2026, 11, 20), "stand in a sample")]
)
def test_a_list_is_not_undone_once_somebody_was_asked_because_of_it(app_context: Flask, sent: date | None, said: str) -> None:
    a_team()
    take(csv_of(person("YP-1")))
    a_sample(everybody()["YP-1"]["id"], sent)
    with pytest.raises(CohortRefused, match=said):
        undoing.undo(newest().id, ACTOR)


def test_what_a_list_replaced_is_destroyed_after_thirty_days(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_team()
    take(csv_of(person("YP-1")))
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=30))
    taking.take_waiting()
    assert snapshots.has_before(newest().id)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=31))
    taking.take_waiting()
    assert not snapshots.has_before(newest().id)


def test_parents_and_young_people_do_not_meet(app_context: Flask) -> None:
    a_team()
    take(csv_of(person("YP-1")))
    take(csv_of(person("YP-1"), person("PC-2")), "parents_and_carers")
    assert people.sizes() == {YP: 1, "parents_and_carers": 2}


def test_a_file_chosen_instead_destroys_what_was_left_of_the_last(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_team()
    others = [draft_of(csv_of(person("YP-1")), actor=ANOTHER).id, draft_of(csv_of(person("YP-1")), "parents_and_carers").id]
    first = draft_of(csv_of(person("YP-1"))).id
    with pytest.raises(CohortRefused):
        draft_of(b"")
    assert snapshots.draft(first)
    second = draft_of(csv_of(person("YP-2"))).id
    assert snapshots.draft(first) is None
    monkeypatch.setattr(taking, "IN_A_REQUEST", 0)
    taking.take(second, 0, ACTOR)
    third = draft_of(csv_of(person("YP-3"))).id
    assert {one.id for one in snapshots.unfinished()} == {*others, second, third}


def test_a_draft_is_thrown_away_unless_it_is_being_taken(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    a_team()
    draft = draft_of(csv_of(person("YP-1")))
    drafting.throw_away(draft.id)
    assert snapshots.draft(draft.id) is None
    monkeypatch.setattr(taking, "IN_A_REQUEST", 0)
    draft = draft_of(csv_of(person("YP-1")))
    taking.take(draft.id, 0, ACTOR)
    drafting.throw_away(draft.id)
    assert [one.state for one in snapshots.unfinished()] == ["taking"]
