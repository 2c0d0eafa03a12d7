"""The life of a sample: its frame is looked at, it is drawn, the draw is repeated, and it is taken back while nobody was asked."""

from __future__ import annotations

import random
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, Literal

from feedback import clock, store
from feedback.asking import drawing
from feedback.asking.due import TOUCHPOINTS, Dates, Occasion, occasion
from feedback.figures import precision
from feedback.figures.quarter import Quarter
from feedback.store import asks, events, links, people, surveys, tokens
from feedback.store import samples as kept
from feedback.store.codes import BANDS
from feedback.store.samples import Sample
from feedback.store.surveys import Survey

REST_DAYS = 28
GOOD_FOR = timedelta(days=30)
"""How long after the last day on which somebody was due their link still opens."""
CENSUS_UNDER = 400
"""In a frame smaller than this everybody should be asked: leaving people out saves little and costs much precision."""
ANSWERING = (0.2, 0.4, 0.6)
"""Shares of those asked for whose answers the precision is told before the draw."""
SEED_BITS = 32
LONGEST_REST = 366
Person = Mapping[str, Any]
State = Literal["drawn", "sending", "asked"]


class SampleError(Exception):
    """What was asked of a sample cannot be done. The message says why and what to do."""


@dataclass(frozen=True)
class Plan:
    """Whom to draw: those due at `touchpoint` between two days who were not asked in the last `rest_days` days, by a method of
    `drawing.METHODS`. `wanted` counts for random and stratified draws, `stratified_by` (a band) for stratified ones."""

    touchpoint: str
    due_from: date
    due_to: date
    seed: int
    method: str = "census"
    wanted: int | None = None
    stratified_by: str = ""
    rest_days: int = REST_DAYS


@dataclass(frozen=True)
class Look:
    """What a draw would come to: how many are in the frame, how many rest, how many would be drawn, and what answers would tell."""

    frame: int
    resting: int
    drawn: int

    @property
    def ask_everybody(self) -> bool:
        """Whether a part is drawn of so few that everybody should be asked."""
        return self.drawn < self.frame < CENSUS_UNDER

    def precision(self) -> Sequence[str]:
        """What answers from a few shares of those asked would be worth, in sentences."""
        numbers = sorted({max(1, round(share * self.drawn)) for share in ANSWERING}) if self.drawn else []
        return [precision.sentence(answers, self.frame) for answers in numbers]


def new_seed() -> int:
    """A seed that nobody chose."""
    return secrets.randbits(SEED_BITS)


def look(survey: Survey, plan: Plan) -> Look:
    """What a draw would come to; nothing is kept. Raises SampleError."""
    frame, resting = _frame(survey, plan)
    return Look(len(frame), resting, len(_drawn(frame, plan)))


def draw(slug: str, plan: Plan, actor: str) -> Sample:
    """Keep a sample with its frame and, in a confidential survey, an invitation for everybody drawn. Raises SampleError."""
    with store.transaction():
        survey = _survey(slug)
        frame, resting = _frame(survey, plan)
        drawn = _drawn(frame, plan)
        if not drawn:
            raise SampleError("Nobody is due then, so there is nobody to draw. Choose other days, or bring in a newer list of people.")
        sample = kept.add(_row(survey, plan, len(frame), resting, len(drawn), actor))
        kept.add_members([_member(sample.id, person, plan, drawn) for person in frame])
        if survey.privacy == "confidential":
            asks.invite_all(_invitations(sample, [person for person in frame if person["reference"] in drawn]))
        detail = {"slug": slug, "touchpoint": plan.touchpoint, "method": plan.method, "frame": len(frame), "drawn": len(drawn)}
        events.record(clock.now(), actor, "sample.drawn", sample.id, **detail)
    return sample


def draw_once(slug: str, plan: Plan, actor: str) -> Sample:
    """Draw as `draw` does; when this very plan was drawn already, with its seed, that sample: whoever clicks twice draws one."""
    with store.transaction():
        drawn = next((one for one in kept.of_survey(_survey(slug).id) if _is_of(one, plan)), None)
        return drawn or draw(slug, plan, actor)


def take_back(sample_id: int, actor: str) -> None:
    """Forget a sample with its frame and its links. Raises SampleError once somebody was asked or has begun to answer."""
    with store.transaction():
        sample = _found(sample_id)
        if sample.written_on:
            raise SampleError("This sample was asked already, so it cannot be taken back. You can stop messages that still wait.")
        if not asks.withdraw_sample(sample_id):
            raise SampleError("Somebody has used a link or a code of this sample, so it cannot be taken back.")
        kept.remove(sample_id)
        events.record(clock.now(), actor, "sample.taken_back", sample_id, slug=surveys.by_id(sample.survey_id).slug)


def redrawn(sample: Sample) -> bool:
    """Repeat a draw from its seed and its frame: whether the same people are drawn."""
    frame = kept.references(sample.id)
    strata = {reference: stratum for reference, stratum, _ in frame}
    again = drawing.draw(strata, sample.method, sample.wanted, sample.seed)
    return again == {reference for reference, _, drawn in frame if drawn}


def state(sample: Sample, counts: Mapping[tuple[str, str], int]) -> State:
    """How a sample stands, from its row and its messages' counts."""
    if sample.written_on is None:
        return "drawn"
    return "sending" if any(where in {"waiting", "trying"} for _, where in counts) else "asked"


def _survey(slug: str) -> Survey:
    survey = surveys.by_slug(slug)
    if survey is None:
        raise SampleError("There is no such survey.")
    return survey


def _found(sample_id: int) -> Sample:
    sample = kept.by_id(sample_id)
    if sample is None:
        raise SampleError("There is no such sample any more.")
    return sample


def _frame(survey: Survey, plan: Plan) -> tuple[Sequence[Person], int]:
    """Everybody who is due and may be asked, by reference, and how many more rest. Raises SampleError."""
    _check(survey, plan)
    due = [(person, found) for person in people.known(survey.audience) if (found := _occasion(person, plan))]
    rested = clock.today() - timedelta(days=plan.rest_days)
    resting = kept.asked_since([person["id"] for person, _ in due], rested) if plan.rest_days else frozenset[int]()
    asked = resting | _asked_before(survey, plan, {person["id"]: found for person, found in due})
    frame = [person for person, _ in due if person["id"] not in asked]
    return sorted(frame, key=lambda person: person["reference"]), len(due) - len(frame)


def _occasion(person: Person, plan: Plan) -> Occasion | None:
    return occasion(Dates.of(person), plan.touchpoint, plan.due_from, plan.due_to)


def _asked_before(survey: Survey, plan: Plan, due: Mapping[int, Occasion]) -> frozenset[int]:
    """Who of those due was drawn for this very occasion by an earlier sample, however long ago."""
    earlier = kept.asked_at(survey.id, plan.touchpoint)
    return frozenset(person_id for person_id, first, last in earlier if person_id in due and due[person_id].meets(first, last))


def _check(survey: Survey, plan: Plan) -> None:
    if survey.state == "closed":
        raise SampleError("This survey is closed. Open it again before you draw a sample.")
    if plan.touchpoint not in TOUCHPOINTS or plan.method not in drawing.METHODS or not 0 <= plan.rest_days <= LONGEST_REST:
        raise SampleError("This is no touchpoint, no way to draw or no time to rest.")
    if plan.due_to < plan.due_from:
        raise SampleError("The last day must not be before the first.")
    if plan.method != "census" and (plan.wanted is None or plan.wanted < 1):
        raise SampleError("Say how many people to draw.")
    if plan.method == "stratified" and plan.stratified_by not in BANDS:
        raise SampleError("Choose the groups that the sample is drawn from.")


def _is_of(sample: Sample, plan: Plan) -> bool:
    return all(getattr(sample, one.name) == getattr(plan, one.name) for one in fields(Plan))


def _stratum(person: Person, plan: Plan) -> str:
    return (person[plan.stratified_by] or "") if plan.method == "stratified" else ""


def _drawn(frame: Sequence[Person], plan: Plan) -> frozenset[str]:
    return drawing.draw({person["reference"]: _stratum(person, plan) for person in frame}, plan.method, plan.wanted, plan.seed)


def _row(survey: Survey, plan: Plan, frame_size: int, resting: int, drawn: int, actor: str) -> Sample:
    partly = plan.method != "census"
    return Sample(
        survey_id=survey.id,
        touchpoint=plan.touchpoint,
        method=plan.method,
        seed=plan.seed,
        quarter=str(Quarter.of(plan.due_to)),
        due_on=plan.due_to,
        frame_size=frame_size,
        drawn=drawn,
        drawn_on=clock.today(),
        drawn_by=actor,
        due_from=plan.due_from,
        due_to=plan.due_to,
        stratified_by=plan.stratified_by if plan.method == "stratified" else "",
        wanted=plan.wanted if partly else None,
        rest_days=plan.rest_days,
        resting=resting,
    )


def _member(sample_id: int, person: Person, plan: Plan, drawn: Collection[str]) -> Mapping[str, object]:
    return {
        "sample_id": sample_id,
        "person_id": person["id"],
        "stratum": _stratum(person, plan),
        "drawn": person["reference"] in drawn,
        "team": person["team"],
    }


def _invitations(sample: Sample, drawn: list[Person]) -> list[Mapping[str, object]]:
    """In random order, so that the place of an invitation in its table tells nobody's."""
    assert sample.due_to is not None
    expires_on = max(sample.due_to, clock.today()) + GOOD_FOR
    numbers = links.numbers_of([person["id"] for person in drawn])
    random.SystemRandom().shuffle(drawn)
    return [_invitation(sample, person, numbers[person["id"]], expires_on) for person in drawn]


def _invitation(sample: Sample, person: Person, link_number: int, expires_on: date) -> Mapping[str, object]:
    nonce = tokens.new_nonce()
    token_hash, code_hash = tokens.hashes_of(nonce)
    return {band: person[band] for band in BANDS} | {
        "survey_id": sample.survey_id,
        "sample_id": sample.id,
        "link_number": link_number,
        "nonce": nonce,
        "token_hash": token_hash,
        "code_hash": code_hash,
        "touchpoint": sample.touchpoint,
        "quarter": sample.quarter,
        "expires_on": expires_on,
        "team": person["team"],
    }
