from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from feedback.desk import themes
from feedback.figures.quarter import Quarter
from feedback.reporting import theming
from feedback.reporting.windows import Window
from feedback.store import accounts, comment_themes, events, passages
from feedback.store.accounts import Officer
from feedback.store.surveys import Survey
from tests.intake.arrivals import open_survey
from tests.officer.signing_in import add
from tests.reporting.scripted import Q1, Q2, Q3, send

HARM = "been cutting again but dont tell my mum"
LISTENS = "she listens to me and the bus is late"


def officer(app: Flask, role: str = "voice_officer") -> Officer:
    found = accounts.by_email(add(app, role))
    assert found is not None
    return found


def written(survey: Survey, text: str, day: date = Q3, **more: object) -> str:
    """The id of a comment that somebody wrote."""
    before = {one.id for one in _all()}
    send(survey, day=day, comments={"good": text}, **more)
    (made,) = (one.id for one in _all() if one.id not in before)
    return made


def _all() -> list[passages.Passage]:
    return list(passages.recent([str(Quarter.of(day)) for day in (Q1, Q2, Q3)], 1000))


def test_the_themes_that_an_officer_decides_are_kept_in_place_of_those_before(app_context: Flask) -> None:
    me, comment = officer(app_context), written(open_survey(), LISTENS)
    assert comment_themes.of([comment]) == {}
    themes.decide(comment, ["listening", "fairness"], me)
    assert comment_themes.of([comment]) == {comment: ["fairness", "listening"]}
    themes.decide(comment, ["listening"], me)
    assert comment_themes.of([comment]) == {comment: ["listening"]}
    themes.take_back(comment)
    assert comment_themes.of([comment]) == {}


def test_what_was_proposed_and_not_chosen_is_not_proposed_again(app_context: Flask) -> None:
    me, survey = officer(app_context), open_survey()
    comment = written(survey, LISTENS)
    proposed = {one.theme for one in themes.proposals([LISTENS])[0]}
    assert {"listening", "times_and_places"} <= proposed
    themes.decide(comment, ["listening"], me)
    for theme in proposed:
        assert themes.undecided(survey, theme, me.email) == ([], 0)
    themes.take_back(comment)
    assert themes.undecided(survey, "listening", me.email)[1] == 1


def test_proposals_are_decided_one_by_one_and_undone(app_context: Flask) -> None:
    me, survey = officer(app_context), open_survey()
    comment = written(survey, LISTENS)
    (proposed,), waiting = themes.undecided(survey, "listening", me.email)
    assert (waiting, proposed.passage.id) == (1, comment)
    assert "".join(piece for piece, _ in proposed.parts) == LISTENS
    assert any(marked and "listen" in piece for piece, marked in proposed.parts)
    themes.find(comment, "listening", me)
    assert themes.with_theme(survey, "listening", 1, me.email)[1] == 1
    themes.refuse(comment, "listening")
    assert themes.with_theme(survey, "listening", 1, me.email)[1] == 0
    assert themes.undecided(survey, "listening", me.email)[1] == 0
    themes.undecide(comment, "listening")
    assert themes.undecided(survey, "listening", me.email)[1] == 1


def test_looking_at_the_comments_of_a_theme_is_on_record_without_their_words(app_context: Flask) -> None:
    me, survey = officer(app_context), open_survey()
    comment = written(survey, LISTENS)
    themes.undecided(survey, "listening", me.email)
    themes.find(comment, "listening", me)
    themes.with_theme(survey, "listening", 1, me.email)
    themes.with_theme(survey, "building", 1, me.email)
    found = events.latest(["theme.listed", "theme.proposed"])
    assert [(one.kind, one.actor, one.detail) for one in found] == [
        ("theme.listed", me.email, {"slug": "views", "theme": "listening", "page": 1, "count": 1}),
        ("theme.proposed", me.email, {"slug": "views", "theme": "listening", "count": 1}),
    ]


def test_a_code_that_the_codebook_does_not_have_is_refused(app_context: Flask) -> None:
    me, comment = officer(app_context), written(open_survey(), LISTENS)
    with pytest.raises(ValueError, match="weather"):
        themes.decide(comment, ["listening", "weather"], me)
    assert comment_themes.of([comment]) == {}


def test_a_comment_that_the_lead_alone_reads_has_no_themes(app_context: Flask) -> None:
    me = officer(app_context)
    send(open_survey(), comments={"good": HARM})
    assert _all() == []
    with pytest.raises(themes.NotOnTheDesk):
        themes.decide("00000000-0000-0000-0000-000000000000", ["listening"], me)


def test_words_that_several_comments_share_and_no_theme_has_are_offered(app_context: Flask) -> None:
    survey = open_survey()
    for number in range(3):
        written(survey, f"the minibus broke down, number {number}", Q2 if number else Q3)
    for _ in range(2):
        written(survey, "the trampoline is good")
    written(survey, "the trampoline was good then", Q1)
    offered = dict(themes.emerging())
    assert offered.get("minibus") == 3
    assert "trampoline" not in offered


def test_people_are_counted_and_not_comments(app_context: Flask) -> None:
    me, survey = officer(app_context), open_survey()
    for day, link in ((Q2, 7), *((Q3, link) for link in (7, 7, 7, 8, 8, None, None, None, None))):
        themes.decide(written(survey, LISTENS, day, link_number=link), ["listening"], me)
    both = send(survey, day=Q3, comments={"good": "one more", "change": "and another"})
    for comment in [one.id for one in _all() if one.text in ("one more", "and another")]:
        themes.decide(comment, ["listening"], me)
    assert both
    quarter, year = Window(Quarter.of(Q3)), Window(Quarter.of(Q3), rolling=True)
    shown = [theming.beside(survey)[place].by_theme for place in (0, 1)]
    assert [theming.raised(survey.id, window) for window in (quarter, year)] == [{"listening": 7}, {"listening": 7}]
    assert shown == [{"listening": "7 young people"}, {"listening": "[c]"}]


def test_counts_follow_each_decision(app_context: Flask) -> None:
    me, survey = officer(app_context), open_survey()
    comments = [written(survey, LISTENS) for _ in range(6)]
    for comment in comments:
        themes.decide(comment, ["listening"], me)
    assert theming.beside(survey)[0].by_theme == {"listening": "5 young people"}
    first = next(one for one in comments if theming_without(survey, one, me))
    assert theming.beside(survey)[0].by_theme == {"listening": "a few young people"}
    themes.undecide(first, "listening")
    themes.find(first, "listening", me)
    assert theming.beside(survey)[0].by_theme == {"listening": "5 young people"}


def theming_without(survey: Survey, comment: str, me: Officer) -> bool:
    """Refuse a theme of a comment; whether that one was counted. One that was not gets its theme back."""
    window = Window(Quarter.of(Q3))
    before = theming.raised(survey.id, window)
    themes.refuse(comment, "listening")
    if theming.raised(survey.id, window) != before:
        return True
    themes.find(comment, "listening", me)
    return False
