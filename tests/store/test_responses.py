"""Keeping, counting and showing responses, on both databases."""

from __future__ import annotations

import threading
import uuid
from datetime import date

import pytest
from flask import Flask

from feedback import store
from feedback.store import responses, surveys
from tests.store.rows import DAY, QUARTER, a_survey, keep_response, response_row


@pytest.mark.usefixtures("each_database")
class TestKeeping:
    def test_a_second_response_under_the_same_id_changes_nothing(self) -> None:
        survey = a_survey()
        kept = keep_response(survey, digest="a" * 64)
        with store.transaction():
            assert responses.add_new([response_row(survey, id=kept, digest="b" * 64)]) == set()
        assert responses.kept_digest(kept) == "a" * 64
        assert responses.counts(survey.id)[0].responses == 1

    def test_what_fails_late_in_a_transaction_leaves_nothing(self) -> None:
        survey = a_survey()
        with pytest.raises(RuntimeError), store.transaction():
            responses.add_new([response_row(survey)])
            raise RuntimeError
        assert responses.counts(survey.id) == []

    def test_of_several_rows_those_with_a_new_id_are_kept_and_named(self) -> None:
        survey = a_survey()
        old, new = keep_response(survey), response_row(survey)
        with store.transaction():
            assert responses.add_new([response_row(survey, id=old), new, new | {"digest": "f" * 64}]) == {new["id"]}
        assert responses.kept_digest(str(new["id"])) == new["digest"]

    def test_counts_leave_out_and_name_those_set_aside(self) -> None:
        survey = a_survey()
        first = keep_response(survey)
        keep_response(survey, sent_on=date(2026, 7, 1), quarter="2026/27 Q2")
        with store.transaction():
            assert responses.set_aside(first, "test")
        assert [(c.quarter, c.responses, c.set_aside) for c in responses.counts(survey.id)] == [("2026/27 Q2", 1, 0), (QUARTER, 0, 1)]
        assert responses.aside_reasons(survey.id, [QUARTER]) == {"test": 1}

    def test_setting_aside_what_is_not_there_says_so(self) -> None:
        a_survey()
        with store.transaction():
            assert not responses.set_aside(str(uuid.uuid4()), "test")

    def test_pages_follow_the_random_ids_and_not_the_order_of_arrival(self) -> None:
        survey = a_survey()
        kept = [keep_response(survey) for _ in range(7)]
        first, total = responses.page(survey.id, QUARTER, 1, 5)
        second, _ = responses.page(survey.id, QUARTER, 2, 5)
        assert [row.id for row in [*first, *second]] == sorted(kept)
        assert total == 7

    def test_pending_responses_are_those_whose_showing_is_out_of_date(self) -> None:
        survey = a_survey()
        kept = sorted(keep_response(survey) for _ in range(3))
        with store.transaction():
            responses.show(kept[:2])
            responses.set_aside(kept[0], "duplicate")
        assert responses.pending(survey.id, QUARTER) == [kept[0], kept[2]]
        with store.transaction():
            responses.show(responses.pending(survey.id, QUARTER))
        assert responses.pending(survey.id, QUARTER) == []
        assert sorted(responses.shown_frame(survey.id, QUARTER).id) == kept[1:]

    def test_all_responses_of_a_quarter_are_brought_into_line_at_once_and_no_others(self) -> None:
        survey = a_survey()
        kept = sorted(keep_response(survey, link_number=link) for link in (2**61 + 1, None, 3))
        other = keep_response(survey, sent_on=date(2026, 7, 1), quarter="2026/27 Q2")
        with store.transaction():
            responses.show(kept[:2])
            responses.set_aside(kept[0], "duplicate")
            responses.show_all(survey.id, [QUARTER])
        found = responses.shown_frame(survey.id, QUARTER)
        assert sorted(found.id) == kept[1:]
        assert set(found.link_number) <= {2**61 + 1, None, 3}
        assert responses.pending(survey.id, "2026/27 Q2") == [other]

    def test_the_quarters_of_some_responses_are_told_and_not_those_of_another_survey(self) -> None:
        survey, other = a_survey(), a_survey("others")
        ids = [keep_response(survey), keep_response(survey, quarter="2026/27 Q2"), keep_response(other, quarter="2026/27 Q1")]
        assert responses.quarters_of(survey.id, ids) == {QUARTER, "2026/27 Q2"}


def test_two_writers_at_once_both_keep_their_responses(each_app: Flask) -> None:
    with each_app.app_context():
        survey = a_survey()
        rows = [response_row(survey) for _ in range(40)]

    def write(mine: list[dict[str, object]]) -> None:
        for row in mine:
            with each_app.app_context(), store.transaction():
                surveys.by_slug("views")
                responses.add_new([row])

    threads = [threading.Thread(target=write, args=(rows[part::4],)) for part in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with each_app.app_context():
        assert responses.counts(survey.id)[0].responses == 40


def test_the_same_response_sent_by_five_threads_is_kept_once(each_app: Flask) -> None:
    with each_app.app_context():
        row = response_row(survey := a_survey())
    outcomes: list[str] = []

    def write() -> None:
        with each_app.app_context(), store.transaction():
            outcomes.append("kept" if responses.add_new([row]) else "known")

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["kept", "known", "known", "known", "known"]
    with each_app.app_context():
        assert responses.counts(survey.id)[0].responses == 1


def test_a_write_that_began_as_a_read_does_not_fail_when_somebody_wrote_in_between(sqlite_url: str, app: Flask) -> None:
    from tests.databases import application

    with app.app_context(), application(sqlite_url) as other:
        survey = a_survey()
        surveys.by_slug("views")
        with other.app_context():
            keep_response(surveys.by_id(survey.id))
        keep_response(survey)
        assert responses.counts(survey.id)[0].responses == 2


@pytest.mark.usefixtures("each_database")
def test_an_inner_transaction_joins_the_outer_one() -> None:
    survey = a_survey()
    with pytest.raises(RuntimeError), store.transaction():
        with store.transaction():
            responses.add_new([response_row(survey)])
        raise RuntimeError
    assert responses.counts(survey.id) == []


@pytest.mark.usefixtures("each_database")
def test_days_count_only_one_way_in() -> None:
    survey = a_survey()
    for _ in range(3):
        keep_response(survey)
    keep_response(survey, way="paper")
    assert responses.days(survey.id, [QUARTER], "link") == {DAY: 3}
