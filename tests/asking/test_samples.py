"""The life of a sample, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from feedback import store
from feedback.asking import drawing, samples
from feedback.asking import surveys as life
from feedback.asking.samples import SampleError
from feedback.store import asks, events, links, tokens
from feedback.store import samples as kept
from feedback.store.asks import Invitation
from feedback.store.database import db
from feedback.store.samples import Member
from tests.asking.sampled import a_sample, add_people, plan
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey

pytestmark = pytest.mark.usefixtures("each_database")


def drawn_references(sample_id: int) -> set[str]:
    return {reference for reference, _, drawn in kept.references(sample_id) if drawn}


def invitations() -> list[Invitation]:
    return db.session.query(Invitation).populate_existing().all()


def test_a_sample_keeps_its_frame_its_method_and_an_invitation_for_each_one_drawn() -> None:
    survey = open_survey()
    frame = add_people(12, age_band="15-16", sex="f")
    sample = a_sample(method="random", wanted=5, seed=99)
    assert drawn_references(sample.id) == drawing.draw(dict.fromkeys(frame, ""), "random", 5, 99)
    assert (sample.frame_size, sample.drawn, sample.resting, sample.seed, sample.wanted) == (12, 5, 0, 99, 5)
    assert (sample.survey_id, sample.drawn_on, sample.drawn_by) == (survey.id, TODAY, ACTOR)
    assert (sample.quarter, sample.written_on) == ("2026/27 Q3", None)
    asked = invitations()
    assert {row.link_number for row in asked} == set(links.numbers_of(kept.drawn(sample.id)).values())
    for row in asked:
        assert row.nonce is not None
        assert (row.token_hash, row.code_hash) == tokens.hashes_of(row.nonce)
        assert (row.touchpoint, row.quarter, row.team, row.age_band, row.sex) == ("census", "2026/27 Q3", "East team", "15-16", "f")
        assert (row.expires_on, row.started, row.response_id, row.channel) == (date(2027, 1, 4), False, None, "")
    (event,) = events.latest(["sample.drawn"], str(sample.id))
    assert event.detail == {"slug": "views", "touchpoint": "census", "method": "random", "frame": 12, "drawn": 5}


def test_an_open_survey_gets_no_invitations_and_no_link_numbers() -> None:
    open_survey(privacy="open")
    add_people(3)
    sample = a_sample()
    assert len(kept.drawn(sample.id)) == 3
    assert invitations() == []
    assert db.session.query(links.Link).count() == 0


def test_the_place_of_an_invitation_tells_nobodys() -> None:
    open_survey()
    add_people(40)
    sample = a_sample()
    people_of = {number: person_id for person_id, number in links.numbers_of(kept.drawn(sample.id)).items()}
    in_order = [people_of[row.link_number] for row in sorted(invitations(), key=lambda row: row.id)]
    assert in_order != sorted(in_order)
    assert in_order != [row.person_id for row in kept.frame(sample.id)]


def test_strata_are_kept_and_the_draw_can_be_repeated() -> None:
    open_survey()
    add_people(6, age_band="15-16")
    add_people(3, first=2000, age_band="17+")
    add_people(1, first=3000)
    sample = a_sample(method="stratified", stratified_by="age_band", wanted=5)
    assert sorted({stratum for _, stratum, _ in kept.references(sample.id)}) == ["", "15-16", "17+"]
    assert drawn_references(sample.id) >= {"YP-3000"}
    assert samples.redrawn(sample)
    with store.transaction():
        db.session.query(Member).filter_by(sample_id=sample.id, drawn=False).limit(1).one().drawn = True
    assert not samples.redrawn(sample)


def test_only_those_of_the_surveys_audience_who_are_due_are_in_the_frame() -> None:
    open_survey()
    due = add_people(2, first=1000, started_on=date(2026, 10, 10))
    add_people(2, first=2000, started_on=date(2026, 1, 1))
    add_people(2, first=3000, started_on=date(2026, 10, 10), audience="parents_and_carers")
    add_people(1, first=4000, started_on=date(2026, 10, 10), left_on=date(2026, 11, 1))
    assert drawn_references(a_sample(touchpoint="start").id) == set(due)


def test_those_who_left_the_cohort_are_followed_up() -> None:
    open_survey()
    gone = add_people(1, ended_on=date(2026, 8, 1), left_on=date(2026, 9, 1))
    assert drawn_references(a_sample(touchpoint="follow_up").id) == set(gone)


def test_whoever_was_asked_lately_rests() -> None:
    open_survey()
    open_survey("other")
    add_people(6)
    first = a_sample("other", method="random", wanted=2)
    look = samples.look(life.find("views"), plan())
    assert (look.frame, look.resting, look.drawn) == (4, 2, 4)
    with store.transaction():
        assert kept.by_id(first.id) is not None
        first.drawn_on = TODAY - timedelta(days=28)
    assert samples.look(life.find("views"), plan()).resting == 2
    with store.transaction():
        first.drawn_on = TODAY - timedelta(days=29)
    assert samples.look(life.find("views"), plan()).resting == 0
    assert samples.look(life.find("views"), plan(rest_days=0)).resting == 0
    with store.transaction():
        first.written_on = TODAY - timedelta(days=28)
    assert samples.look(life.find("views"), plan()).resting == 2


def test_the_very_same_plan_is_drawn_once() -> None:
    open_survey()
    add_people(6)
    some = plan(method="random", wanted=2, rest_days=0)
    first = samples.draw_once("views", some, ACTOR)
    assert samples.draw_once("views", some, ACTOR).id == first.id
    assert samples.draw_once("views", replace(some, seed=8), ACTOR).id != first.id
    assert len(kept.of_survey(first.survey_id)) == 2


def test_nobody_is_asked_twice_on_the_same_occasion_however_long_ago() -> None:
    open_survey()
    add_people(2, started_on=date(2026, 9, 20))
    first = a_sample(touchpoint="start", due_from=date(2026, 10, 1), due_to=date(2026, 10, 10))
    with store.transaction():
        first.drawn_on = TODAY - timedelta(days=100)
    later = plan(touchpoint="start", due_from=date(2026, 10, 8), due_to=date(2026, 12, 1))
    assert samples.look(life.find("views"), later) == samples.Look(0, 2, 0)
    with pytest.raises(SampleError, match="Nobody is due then"):
        samples.draw("views", later, ACTOR)


def test_a_review_three_months_later_is_another_occasion() -> None:
    open_survey()
    add_people(1, started_on=date(2026, 7, 2))
    first = a_sample(touchpoint="review", due_from=date(2026, 10, 1), due_to=date(2026, 12, 5))
    with store.transaction():
        first.drawn_on = TODAY - timedelta(days=40)
    assert samples.look(life.find("views"), plan(touchpoint="review")).drawn == 0
    assert samples.look(life.find("views"), plan(touchpoint="review", due_to=date(2026, 12, 31))).drawn == 1


def test_the_same_person_keeps_their_link_number_from_sample_to_sample() -> None:
    open_survey()
    add_people(1)
    a_sample()
    a_sample(due_from=date(2027, 1, 1), due_to=date(2027, 1, 9), rest_days=0)
    assert len({row.link_number for row in invitations()}) == 1
    assert len({row.nonce for row in invitations()}) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_to": date(2026, 9, 1)}, "must not be before"),
        ({"method": "random"}, "how many people"),
        ({"method": "random", "wanted": 0}, "how many people"),
        ({"method": "stratified", "wanted": 3}, "Choose the groups"),
        ({"method": "stratified", "wanted": 3, "stratified_by": "team"}, "Choose the groups"),
        ({"touchpoint": "birthday"}, "no touchpoint"),
        ({"method": "quota"}, "no touchpoint"),
        ({"rest_days": -1}, "no touchpoint"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_nothing_is_kept(changes: dict[str, object], said: str) -> None:
    survey = open_survey()
    add_people(3)
    with pytest.raises(SampleError, match=said):
        samples.draw("views", replace(plan(), **changes), ACTOR)  # type: ignore[arg-type]
    assert kept.of_survey(survey.id) == []


def test_a_closed_survey_draws_nothing_and_an_unknown_one_neither() -> None:
    open_survey()
    add_people(1)
    life.close_survey("views", ACTOR)
    with pytest.raises(SampleError, match="closed"):
        a_sample()
    with pytest.raises(SampleError, match="no such survey"):
        a_sample("nothing")


def test_a_sample_that_nobody_used_is_taken_back_whole() -> None:
    survey = open_survey()
    add_people(3)
    sample = a_sample()
    samples.take_back(sample.id, ACTOR)
    assert kept.of_survey(survey.id) == []
    assert (invitations(), kept.frame(sample.id)) == ([], [])
    assert len(events.latest(["sample.taken_back"])) == 1
    assert samples.look(survey, plan()).resting == 0
    with pytest.raises(SampleError, match="no such sample"):
        samples.take_back(sample.id, ACTOR)


@pytest.mark.parametrize("moved", ["used", "started", "declined", "offered"])
def test_a_sample_that_somebody_used_stays(moved: str) -> None:
    survey = open_survey()
    add_people(3)
    sample = a_sample()
    one = invitations()[0].id
    with store.transaction():
        if moved == "used":
            asks.use(one, "00000000-0000-4000-8000-000000000000")
        elif moved == "started":
            asks.start(one)
        elif moved == "offered":
            made = {"way": "kiosk", "outcome": "could_not_be_asked", "quarter": "2026/27 Q3", "made_on": TODAY}
            asks.offer(asks.Offer(survey_id=survey.id, sample_id=sample.id, **made))
        else:
            asks.decline(one, TODAY)
    with pytest.raises(SampleError, match="used a link"):
        samples.take_back(sample.id, ACTOR)
    assert len(kept.of_survey(survey.id)) == 1
    assert len(invitations()) == 3


def test_a_sample_that_was_asked_stays() -> None:
    open_survey()
    add_people(3)
    sample = a_sample()
    with store.transaction():
        kept.write(sample.id, TODAY, dict.fromkeys(kept.drawn(sample.id), "list"), [])
    with pytest.raises(SampleError, match="asked already"):
        samples.take_back(sample.id, ACTOR)


def test_a_look_tells_what_answers_would_be_worth() -> None:
    survey = open_survey()
    add_people(180)
    look = samples.look(survey, plan())
    assert look.precision() == [
        "If 36 of the 180 answer, a percentage may be off by about 15 points either way.",
        "If 72 of the 180 answer, a percentage may be off by about 9 points either way.",
        "If 108 of the 180 answer, a percentage may be off by about 6 points either way.",
    ]
    assert not look.ask_everybody
    assert samples.look(survey, plan(method="random", wanted=50)).ask_everybody
    assert samples.Look(400, 0, 50).ask_everybody is False
    assert samples.Look(0, 0, 0).precision() == []
