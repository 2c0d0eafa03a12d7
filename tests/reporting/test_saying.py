"""The person's word is what is reported; the machine's guess stands in until there is one."""

from __future__ import annotations

from flask import Flask

from feedback import store
from feedback.desk import agreeing, deciding, raising, reading
from feedback.desk import concerns as lane
from feedback.figures.quarter import Quarter
from feedback.reporting import results as reporting
from feedback.reporting.saying import said
from feedback.reporting.windows import Window
from feedback.store import concerns
from feedback.store.surveys import Survey
from tests.desk.lane import somebody
from tests.desk.reading import reader, say, settings, write
from tests.intake.arrivals import open_survey
from tests.reporting.scripted import Q2, send

CLOSED = Quarter(2026, 2)


def shown_comments(survey: Survey, *texts: str) -> list[str]:
    """Comments of the closed quarter, which stand behind its figures."""
    ids = [write(survey, text, Q2) for text in texts]
    reporting.results(survey, Window(CLOSED))
    return ids


def read_as(survey: Survey) -> dict[str, int]:
    return dict(said(survey.id, [CLOSED]).sentiments["good"])


def test_a_word_replaces_the_guess_at_once_and_gives_way_when_it_is_taken_back(each_database: Flask) -> None:
    survey, ada = open_survey(), reader("Ada Ode")
    settings()
    one, other = shown_comments(survey, "brilliant", "brilliant and helpful")
    assert read_as(survey) == {"positive": 2}
    say(ada, one, "negative")
    say(ada, other, "positive")
    found = said(survey.id, [CLOSED])
    assert read_as(survey) == {"negative": 1, "positive": 1}
    assert (found.comments, found.read, found.changed) == (2, 2, 1)
    reading.take_back(one, ada)
    assert read_as(survey) == {"positive": 2}
    assert said(survey.id, [CLOSED]).read == 1


def test_the_agreed_word_is_reported_else_the_first_and_never_the_second_alone(each_database: Flask) -> None:
    survey, ada, ben = open_survey(), reader("Ada Ode"), reader("Ben Bay")
    settings(100)
    (one,) = shown_comments(survey, "brilliant")
    say(ada, one, "mixed")
    say(ben, one, "negative", shown_as="second")
    assert read_as(survey) == {"mixed": 1}
    agreeing.agree(one, "unclear", ada)
    assert read_as(survey) == {"unclear": 1}


def test_what_once_raised_a_concern_is_counted_with_the_others_so_that_nobody_can_tell_how_many_there_are(app_context: Flask) -> None:
    survey, ada = open_survey(), reader("Ada Ode")
    settings()
    response_id = send(survey, comments={"good": "been cutting again but dont tell my mum"}, day=Q2)
    (raised,) = concerns.of_response(response_id)
    with store.transaction():
        concerns.hand_back(raised.concern.id, Q2)
    shown_comments(survey, "brilliant")
    comment_id = str(raised.concern.comment_id)
    told = []
    for word in ("negative", "positive"):
        say(ada, comment_id, word)
        found = said(survey.id, [CLOSED])
        told.append((found.read, found.changed))
    assert [read for read, _ in told] == [1, 1]
    assert 1 in [changed for _, changed in told], "one of the two is not what the machine took it to mean"


def test_a_comment_that_raised_a_concern_counts_as_untold_and_comes_and_goes_with_the_lane(each_database: Flask) -> None:
    survey, lead = open_survey(), somebody("safeguarding_lead")
    settings()
    one, _ = shown_comments(survey, "brilliant", "brilliant and helpful")
    assert read_as(survey) == {"positive": 2}
    concern_id = raising.raise_concern(one, "red", "other", "I know this hand.", reader("Ada Ode"))
    assert read_as(survey) == {"positive": 1}
    lane.open_concern(concern_id, lead)
    deciding.decide(concern_id, deciding.Decision("mistaken", "It was a song."), lead)
    deciding.hand_back(concern_id, lead)
    assert read_as(survey) == {"positive": 1, "unclear": 1}, "what the machine took it to mean is told to nobody"
    deciding.take_back(concern_id, lead)
    assert read_as(survey) == {"positive": 1}
    deciding.change_level(concern_id, "blue", "It was a song.", lead)
    assert read_as(survey) == {"positive": 1, "unclear": 1}
