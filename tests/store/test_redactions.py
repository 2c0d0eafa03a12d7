"""What is decided about a quote is kept sealed, once, and goes with its comment."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from feedback import accounts, store
from feedback.store import comments, redactions
from feedback.store.database import db
from feedback.store.redactions import Decision
from tests.officer.signing_in import PASSWORD
from tests.store.rows import a_survey, keep_response
from tests.store.test_comments import write

pytestmark = pytest.mark.usefixtures("each_database")

DECIDED_ON = date(2026, 10, 6)


def a_comment() -> tuple[str, str]:
    """The id of a comment, and of its response."""
    survey = a_survey()
    response_id = keep_response(survey)
    return write(survey.id, response_id, "kel explained it"), response_id


def decision(state: str = "approved", words: str = "[name] explained it") -> Decision:
    officer = accounts.create_officer(f"{state}@harrowdale.example", "Ada", PASSWORD, ["voice_officer"], "command")
    return Decision(state, False, words, '[[0,3,"name"]]', officer.id, DECIDED_ON)


def kept(comment_id: str, one: Decision) -> bool:
    with store.transaction():
        return redactions.decide(comment_id, one)


def test_a_decision_is_read_as_it_was_kept_and_nothing_of_it_is_in_clear() -> None:
    comment_id, _ = a_comment()
    one = decision()
    assert kept(comment_id, one)
    assert redactions.of(comment_id) == one
    assert redactions.decided([comment_id, "no such"]) == {comment_id}
    (row,) = db.session.execute(text("SELECT * FROM redaction")).mappings()
    clear = " ".join(str(value) for name, value in row.items() if name not in {"comment_id"})
    for word in ("explained", "name", "kel", "[["):
        assert word not in clear
        assert word.encode() not in bytes(row["text"]) + bytes(row["spans"])


def test_the_second_decision_is_not_kept() -> None:
    comment_id, _ = a_comment()
    first = decision()
    assert kept(comment_id, first)
    assert not kept(comment_id, decision("kept_back", "other"))
    assert redactions.of(comment_id) == first


def test_it_is_undone_once() -> None:
    comment_id, _ = a_comment()
    kept(comment_id, decision())
    for undone in (True, False):
        with store.transaction():
            assert redactions.undo(comment_id) is undone
    assert redactions.of(comment_id) is None


def test_it_is_destroyed_with_its_comment() -> None:
    comment_id, response_id = a_comment()
    kept(comment_id, decision())
    with store.transaction():
        comments.forget(response_id)
    assert redactions.of(comment_id) is None


def test_nobody_has_a_word_on_a_comment_that_nobody_read() -> None:
    comment_id, _ = a_comment()
    with pytest.raises(LookupError, match="nobody has read"):
        redactions.word_on(comment_id)
    assert not redactions.may_be_quoted("no such comment")
