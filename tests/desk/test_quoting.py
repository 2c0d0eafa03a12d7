"""What may be quoted, tried every way round; and what an officer takes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from feedback import store
from feedback.desk import quoting
from feedback.desk.quoting import DecidedAlready, NotOnTheDesk, NotQuotable, QuotingRefused, Unchecked
from feedback.intake import genuineness
from feedback.language.redaction import KINDS, Span
from feedback.store import comments, council, events, redactions, responses
from feedback.store.comments import Comment
from feedback.store.database import db
from feedback.store.redactions import Chosen
from tests.desk.quoted import approved, comment_of, consenting_survey, flag, proposed, read_as, voice_officer, written
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import Q1, Q2, send

KEL = "i was scared of going court but kel explained it"
WITHOUT_KEL = "i was scared of going court but [name] explained it"


def response_of(comment_id: str) -> str:
    comment = db.session.get(Comment, comment_id)
    assert comment is not None
    return comment.response_id


def set_aside(comment_id: str) -> None:
    with store.transaction():
        responses.set_aside(response_of(comment_id), "not_genuine")


def take_back(comment_id: str) -> None:
    response_id = response_of(comment_id)
    with store.transaction():
        comments.forget(response_id)
        responses.take_back(response_id)


def unread(comment_id: str) -> None:
    with store.transaction():
        db.session.execute(db.text("DELETE FROM person_reading"))


OUT: dict[str, Callable[[str], None]] = {
    "a red concern": lambda comment_id: flag(comment_id, "red"),
    "an amber concern": lambda comment_id: flag(comment_id, "amber"),
    "a blue concern": lambda comment_id: flag(comment_id, "blue"),
    "a red concern, handed back": lambda comment_id: flag(comment_id, "red", date(2026, 10, 6)),
    "a blue concern, handed back": lambda comment_id: flag(comment_id, "blue", date(2026, 10, 6)),
    "its response is set aside": set_aside,
    "its response is taken back": take_back,
    "its reading is taken back": unread,
}


def quotes_of(comment_id: str) -> list[str]:
    """Whatever any way out gives away about a comment."""
    chosen = Chosen(1)
    given_away = [*redactions.approved(1, ["2026/27 Q2"]), *redactions.approved_page(chosen, 1, 9)[0]]
    praise = redactions.in_clear(redactions.compliments())
    return [quote.text for quote in given_away if quote.id == comment_id] + [praise[one] for one in praise if one == comment_id]


@pytest.mark.parametrize("reason", OUT)
def test_what_may_not_be_quoted_is_refused_and_kept_nowhere(app_context: Flask, reason: str) -> None:
    comment_id = written(open_survey(), KEL)
    OUT[reason](comment_id)
    assert not quoting.quotable(comment_id)
    assert redactions.undecided(Chosen(1), 1, 9) == ([], 0)
    for decide in (
        lambda: quoting.open_comment(comment_id, ACTOR),
        lambda: quoting.approve(comment_id, (), voice_officer(), checked=True, compliment=False),
        lambda: quoting.keep_back(comment_id, (), voice_officer()),
    ):
        with pytest.raises((NotQuotable, NotOnTheDesk)):
            decide()
    assert redactions.of(comment_id) is None
    assert events.latest(["quote.opened", "quote.approved", "quote.kept_back"]) == []


@pytest.mark.parametrize("reason", OUT)
def test_a_quote_goes_out_at_once_when_it_may_no_longer_be_used(app_context: Flask, reason: str) -> None:
    comment_id = approved(written(open_survey(), KEL), compliment=True)
    assert quotes_of(comment_id) == [WITHOUT_KEL] * 3
    OUT[reason](comment_id)
    assert quotes_of(comment_id) == []
    assert redactions.counts(Chosen(1)) == (0, 0)


def test_a_response_that_counts_again_brings_its_quote_back(app_context: Flask) -> None:
    survey = open_survey()
    comment_id = approved(written(survey, KEL))
    genuineness.set_aside(survey.id, [response_of(comment_id)], "test", "", ACTOR)
    assert quotes_of(comment_id) == []
    genuineness.bring_back(survey.id, [response_of(comment_id)], "", ACTOR)
    assert quotes_of(comment_id) == [WITHOUT_KEL] * 2


def test_a_comment_that_nobody_read_is_no_candidate(app_context: Flask) -> None:
    comment_id = written(open_survey(), KEL, word=None)
    assert not quoting.quotable(comment_id)
    read_as(comment_id, "negative", "second")
    assert not quoting.quotable(comment_id)
    read_as(comment_id, "positive")
    assert quoting.quotable(comment_id)


@pytest.mark.parametrize(
    ("answer", "may"),
    [("yes", True), ("yes_shortened", True), ("no", False), ("not_sure", False), ("skipped", False), ("not_asked", False)],
)
def test_where_the_survey_asks_only_those_who_agreed_are_quoted(app_context: Flask, answer: str, *, may: bool) -> None:
    comment_id = written(consenting_survey(), KEL, answers={"may_quote": answer})
    assert quoting.quotable(comment_id) is may
    assert redactions.undecided(Chosen(1), 1, 9)[1] == int(may)


def test_a_survey_that_asks_since_its_second_version_quotes_nobody_who_was_not_asked(app_context: Flask) -> None:
    survey = open_survey("before")
    never_asked = written(survey, "before the question came")
    assert quoting.quotable(never_asked)
    later = consenting_survey("later", twice=True)
    first = next(iter(_versions(later)))
    comment_id = written(later, "said yes", answers={"may_quote": "yes"})
    assert quoting.quotable(comment_id)
    with store.transaction():
        db.session.execute(
            db.text("UPDATE response SET version_id = :first WHERE id = :id"), {"first": first, "id": response_of(comment_id)}
        )
    assert not quoting.quotable(comment_id)


def _versions(survey: object) -> list[int]:
    from feedback.store import surveys

    return [version.id for version in surveys.versions(survey.id)]  # type: ignore[attr-defined]


def test_an_answer_to_another_question_is_no_consent(app_context: Flask) -> None:
    comment_id = written(consenting_survey(), KEL, answers={"may_quote": "no", "x_may_quote": "yes", "mayxquote": "yes"})
    assert not quoting.quotable(comment_id)


def test_a_quote_says_the_audience_the_quarter_and_nothing_else_of_whoever_wrote_it(app_context: Flask) -> None:
    approved(written(open_survey(), KEL, bands={"sex": "m"}))
    (quote,) = redactions.approved(1, ["2026/27 Q2"])
    assert set(vars(quote)) == {"id", "quarter", "audience", "sentiment", "compliment", "text"}
    assert (quote.audience, quote.quarter, quote.text) == ("young_people", "2026/27 Q2", WITHOUT_KEL)
    assert quoting.BY == {"young_people": "Young person", "parents_and_carers": "Parent or carer", "people_harmed": "Person harmed"}


def test_quotes_come_by_survey_and_quarter(app_context: Flask) -> None:
    survey, other = open_survey(), open_survey("other")
    for where, text, day in ((survey, "older", Q1), (survey, "newer", Q2), (other, "elsewhere", Q2)):
        approved(written(where, text, day=day))
    approved_ones = {quote.text for quote in redactions.approved(survey.id, ["2026/27 Q2", "2026/27 Q3"])}
    assert approved_ones == {"newer"}
    assert [quote.text for quote in redactions.approved(survey.id, ["2026/27 Q1", "2026/27 Q2"])] == ["newer", "older"]


def test_a_name_that_only_the_council_knows_is_proposed(app_context: Flask) -> None:
    with store.transaction():
        council.change({"known_staff": ["Zzyzx"], "known_places": ["the Pineapple"], "known_schools": ["Zedbridge"]})
        council.add_place("site", "Moorside Youth Hub")
    voice_officer()
    comment_id = written(open_survey(), "zzyzx met me at the pineapple, then moorside youth hub and zedbridge. wilhelmina helped")
    assert [span.kind for span in proposed(comment_id)] == ["name", "place", "place", "school", "name"]


def test_a_proposal_left_in_needs_the_officers_word(app_context: Flask) -> None:
    comment_id = written(open_survey(), KEL)
    with pytest.raises(Unchecked, match="Take them out, or confirm"):
        quoting.approve(comment_id, (), voice_officer(), checked=False, compliment=False)
    assert redactions.of(comment_id) is None
    quoting.approve(comment_id, (), voice_officer(), checked=True, compliment=False)
    assert quotes_of(comment_id) == [KEL] * 2


def test_nothing_but_labels_is_no_quote(app_context: Flask) -> None:
    text = "kel explained it"
    comment_id = written(open_survey(), text)
    with pytest.raises(QuotingRefused, match="Nothing is left to quote"):
        quoting.approve(comment_id, (Span(0, len(text), "name"),), voice_officer(), checked=True, compliment=False)


def test_an_emoji_is_a_quote(app_context: Flask) -> None:
    comment_id = approved(written(open_survey(), "🙂"))
    assert quotes_of(comment_id) == ["🙂"] * 2


@pytest.mark.parametrize("word", ["negative", "mixed", "neutral", "unclear"])
def test_only_praise_is_a_compliment(app_context: Flask, word: str) -> None:
    comment_id = approved(written(open_survey(), KEL, word), compliment=True)
    decision = redactions.of(comment_id)
    assert decision is not None
    assert not decision.compliment
    assert redactions.compliments() == []


def test_praise_that_is_read_otherwise_later_is_no_compliment_any_more(app_context: Flask) -> None:
    comment_id = approved(written(open_survey(), KEL), compliment=True)
    assert len(redactions.compliments()) == 1
    read_as(comment_id, "negative", "agreed")
    assert redactions.compliments() == []
    assert redactions.counts(Chosen(1)) == (1, 1)


def test_what_is_decided_stands_until_it_is_undone(app_context: Flask) -> None:
    comment_id = approved(written(open_survey(), KEL))
    with pytest.raises(DecidedAlready):
        quoting.keep_back(comment_id, (), voice_officer())
    decision = redactions.of(comment_id)
    assert decision is not None
    assert decision.state == "approved"
    assert quoting.undo(comment_id, ACTOR)
    assert not quoting.undo(comment_id, ACTOR)
    assert quotes_of(comment_id) == []
    quoting.keep_back(comment_id, proposed(comment_id), voice_officer())
    assert quotes_of(comment_id) == []
    assert [quote.text for quote in redactions.kept_back_page(Chosen(1), 1, 9)[0]] == [WITHOUT_KEL]
    kinds = [event.kind for event in events.latest(["quote.approved", "quote.undone", "quote.kept_back"])]
    assert kinds == ["quote.kept_back", "quote.undone", "quote.approved"]


def test_candidates_come_newest_first_and_those_that_say_something_before_the_others(app_context: Flask) -> None:
    survey = open_survey()
    for text, word, day in (("old", "negative", Q1), ("idk", "unclear", Q2), ("rude", "negative", Q2), ("fine", "neutral", Q2)):
        written(survey, text, word, day)
    found = [one.text for one in redactions.undecided(Chosen(survey.id), 1, 9)[0]]
    assert (found[0], found[-1], set(found)) == ("rude", "old", {"rude", "idk", "fine", "old"})
    assert [one.text for one in redactions.undecided(Chosen(survey.id, sentiment="unclear"), 1, 9)[0]] == ["idk"]
    assert [one.text for one in redactions.undecided(Chosen(survey.id, quarter="2026/27 Q1"), 1, 9)[0]] == ["old"]
    assert redactions.undecided(Chosen(survey.id, theme="listening"), 1, 9) == ([], 0)
    assert len(redactions.undecided(Chosen(survey.id), 2, 3)[0]) == 1


def test_looking_is_on_record(app_context: Flask) -> None:
    comment_id = written(open_survey(), KEL)
    opened = quoting.open_comment(comment_id, ACTOR)
    assert (opened.sentiment, opened.comment.text, opened.proposals) == ("positive", KEL, proposed(comment_id))
    (event,) = events.latest(["quote.opened"], comment_id)
    assert (event.actor, event.detail) == (ACTOR, {"slug": "views"})


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("kel", [(0, 3), (13, 16)]),
        ("KEL  and", [(0, 7)]),
        ("elly", [(21, 25)]),
        ("", []),
        ("nobody", []),
        ("kel.*", []),
    ],
)
def test_words_are_found_wherever_they_stand(words: str, places: list[tuple[int, int]]) -> None:
    assert [span[:2] for span in quoting.find("Kel and then kel or kelly", words, "name")] == places


texts = st.text(max_size=60)
spans = st.lists(
    st.builds(lambda start, more, kind: Span(start, start + more, kind), st.integers(0, 70), st.integers(0, 20), st.sampled_from(KINDS))
)


@given(texts, spans, spans)
def test_pieces_put_together_are_the_text_and_show_what_is_out(text: str, marked: list[Span], out: list[Span]) -> None:
    inside = [span for span in marked if span.end <= len(text)]
    taken = [span for span in out if span.end <= len(text)]
    cut = quoting.pieces(text, inside, taken)
    assert "".join(piece.text for piece in cut) == text
    place = 0
    for piece in cut:
        covered = any(span.start <= place < span.end for span in taken)
        assert piece.out == covered or not piece.text
        place += len(piece.text)


def test_every_comment_of_a_response_is_decided_by_itself(app_context: Flask) -> None:
    survey = open_survey()
    response_id = send(survey, day=Q2, comments={"good": "kind people"})
    comment_id = comment_of(response_id)
    read_as(comment_id, "positive")
    assert quotes_of(approved(comment_id)) == ["kind people"] * 2
