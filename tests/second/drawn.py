"""Random surveys: questionnaires of every countable kind, versions that change them, and a year and a half of answers."""

from __future__ import annotations

import copy
import random
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from feedback import clock, store
from feedback.asking import surveys as life
from feedback.figures.quarter import Quarter, london_day
from feedback.intake import codes, genuineness, keeping, withdrawing
from feedback.intake.recording import Sent, rows_of, withdrawal_hash
from feedback.questionnaire import loading
from feedback.questionnaire.answers import Collected
from feedback.questionnaire.definition import BANDS
from feedback.store import asks, people, samples
from feedback.store.surveys import Survey

ACTOR = "officer@example.org"
FIRST = datetime(2025, 1, 1, tzinfo=UTC)
DAYS = 690
"""Up to 21 November 2026, the business date of the tests."""
EDGES = (
    datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
    datetime(2026, 3, 31, 23, 30, tzinfo=UTC),
    datetime(2026, 3, 31, 22, 59, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2025, 9, 30, 23, 0, tzinfo=UTC),
    datetime(2025, 10, 26, 0, 30, tzinfo=UTC),
    datetime(2025, 10, 26, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
)
"""Minutes around midnights in London, at the ends of quarters and where clocks change."""
KINDS = ("linked", "mixed", "open")
WORDS = ("worst", "bad", "middling", "good", "best")


@dataclass(frozen=True)
class Drawn:
    """A survey as it was kept. `instants` is when each response was sent, by id."""

    survey: Survey
    instants: dict[str, datetime] = field(default_factory=dict)


def drawn(seed: int) -> Drawn:
    """Make and fill the random survey of this seed, at the address `random-<seed>`."""
    rng = random.Random(seed)
    kind = rng.choice(KINDS)
    slug = f"random-{seed}"
    definitions = [_questionnaire(rng)]
    life.create(loading.load(definitions[0]), slug, "Random", "open" if kind == "open" else "confidential", ACTOR)
    survey = life.open_survey(slug, ACTOR)
    while rng.random() < 0.5 and len(definitions) < 4:
        definitions.append(_next(rng, definitions[-1]))
        life.publish(slug, loading.load(definitions[-1]), ACTOR)
    persons = _persons(rng, slug, rng.choice((8, 40, 120))) if kind != "open" else []
    made = Drawn(survey)
    _answer(rng, made, definitions, persons, mixed=kind != "linked")
    _take_out(rng, made)
    return made


def _questionnaire(rng: random.Random) -> dict[str, Any]:
    questions = [_scale(rng, f"scale_{number}") for number in range(rng.randint(1, 4))]
    questions[0]["headline"] = rng.random() < 0.5
    questions += [make(rng) for make in (_choice, _choices, _rating, _number, _goals) if rng.random() < 0.7]
    rng.shuffle(questions)
    welcome = {"title": "Hello", "paragraphs": ["You can say no."], "minutes": 3, "assent_version": "1"}
    sections = [{"code": "all", "title": "All", "questions": questions}]
    audience = rng.choice(("young_people", "parents_and_carers", "people_harmed"))
    return {"code": "drawn", "title": "Drawn", "audience": audience, "welcome": welcome, "sections": sections}


def _scale(rng: random.Random, code: str) -> dict[str, Any]:
    words = WORDS if rng.random() < 0.7 else WORDS[1::2]
    turned = rng.random() < 0.25
    good = rng.randint(1, len(words) - 1)
    options: list[dict[str, Any]] = []
    for place, word in enumerate(words):
        score = len(words) - place if turned else place + 1
        options.append({"code": word, "label": word.title(), "score": score, "positive": place >= good})
    if unsure := rng.random() < 0.8:
        options.append({"code": "not_sure", "label": "Not sure"})
    if rng.random() < 0.4:
        options.append({"code": "rather_not_say", "label": "I would rather not say"})
    rule = unsure and rng.random() < 0.3
    return {"type": "scale", "code": code, "text": f"About {code}.", "options": options, "reversed": turned, "not_sure_counts": rule}


def _choice(rng: random.Random) -> dict[str, Any]:
    return {"type": "choice", "code": "choice", "text": "Which?", "options": _plain(rng, 4, declined=True)}


def _choices(rng: random.Random) -> dict[str, Any]:
    return {"type": "choices", "code": "choices", "text": "Which of these?", "options": _plain(rng, 5, declined=True)}


def _goals(rng: random.Random) -> dict[str, Any]:
    return {"type": "goals", "code": "goals", "text": "What for?", "options": _plain(rng, 4), "low": "Far", "high": "There"}


def _rating(rng: random.Random) -> dict[str, Any]:
    return {"type": "rating", "code": "rating", "text": "How much?", "low": "None", "high": "All"}


def _number(rng: random.Random) -> dict[str, Any]:
    return {"type": "number", "code": "number", "text": "How many?", "least": rng.choice((-3, 0)), "most": rng.choice((1, 12))}


def _plain(rng: random.Random, most: int, *, declined: bool = False) -> list[dict[str, Any]]:
    options: list[dict[str, Any]] = [{"code": f"o{number}", "label": f"Option {number}"} for number in range(rng.randint(2, most))]
    if declined and rng.random() < 0.5:
        options.append({"code": "not_sure", "label": "Not sure"})
    return options


def _next(rng: random.Random, before: dict[str, Any]) -> dict[str, Any]:
    """The next version: other words, an answer more or less, another rule for "not sure", a question more or less."""
    made = copy.deepcopy(before)
    questions = made["sections"][0]["questions"]
    for question in questions:
        question["text"] = f"Now {question['text'][0].lower()}{question['text'][1:]}"
        if question["type"] == "scale":
            _change_scale(rng, question)
        elif "options" in question and rng.random() < 0.5:
            _change_plain(rng, question["options"])
    if len(questions) > 2 and rng.random() < 0.5:
        questions.pop(rng.randrange(len(questions)))
    if not any(question["type"] == "scale" for question in questions) or rng.random() < 0.3:
        questions.append(_scale(rng, f"later_{len(questions)}_{rng.randrange(1000)}"))
    return made


def _change_scale(rng: random.Random, question: dict[str, Any]) -> None:
    options = question["options"]
    scored = [option for option in options if "score" in option]
    middle = [option for option in scored[1:-1] if not option["positive"]]
    if middle and rng.random() < 0.4:
        options.remove(rng.choice(middle))
    elif rng.random() < 0.3 and all(option["code"] != "splendid" for option in options):
        score = 0 if question["reversed"] else len(WORDS) + 3
        options.insert(len(scored), {"code": "splendid", "label": "Splendid", "score": score, "positive": True})
    if any(option["code"] == "not_sure" for option in options) and rng.random() < 0.2:
        question["not_sure_counts"] = not question["not_sure_counts"]


def _change_plain(rng: random.Random, options: list[dict[str, Any]]) -> None:
    opinions = [option for option in options if option["code"] != "not_sure"]
    if len(opinions) > 2:
        options.remove(rng.choice(opinions))
    options.insert(0, {"code": f"new{rng.randrange(1000)}", "label": f"New {rng.randrange(10**6)}"})


@dataclass(frozen=True)
class _Person:
    number: int
    link: int
    bands: dict[str, str]


def _persons(rng: random.Random, slug: str, count: int) -> list[_Person]:
    bands = [{band: rng.choice(given) for band, given in BANDS.items()} for _ in range(count)]
    about = {"audience": "young_people", "language": "en", "team": None, "demo": False}
    with store.transaction():
        people.add_rows([about | one | {"reference": f"{slug}-{number}"} for number, one in enumerate(bands)])
        ids = people.ids("young_people")
    return [_Person(ids[f"{slug}-{number}"], rng.randrange(1, 2**62), one) for number, one in enumerate(bands)]


def _answer(rng: random.Random, made: Drawn, definitions: list[dict[str, Any]], persons: list[_Person], *, mixed: bool) -> None:
    moments = [*EDGES, *(FIRST + timedelta(days=rng.randrange(DAYS), minutes=rng.randrange(1440)) for _ in range(rng.choice((5, 60, 150))))]
    versions = store.surveys.versions(made.survey.id)
    sent: list[Sent] = []
    asked: dict[str, dict[int, _Person]] = {}
    for moment in sorted(moments):
        person = rng.choice(persons) if persons and not (mixed and rng.random() < 0.2) else None
        place = (
            rng.randrange(len(definitions)) if rng.random() < 0.3 else min(len(definitions) - 1, (moment - FIRST).days * 4 // (DAYS + 1))
        )
        one = _sent(rng, made.survey, versions[place].id, definitions[place], person, moment)
        quarter = str(Quarter.of(one.day))
        if person is not None:
            asked.setdefault(quarter, {})[person.number] = person
        made.instants[one.response_id] = moment
        sent.append(one)
    if persons:
        for quarter, answered in asked.items():
            _ask(rng, made.survey, quarter, answered, persons)
    keeping.keep_all([rows_of(one) for one in sent])


def _sent(rng: random.Random, survey: Survey, version: int, definition: dict[str, Any], person: _Person | None, moment: datetime) -> Sent:
    response_id = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    return Sent(
        response_id=response_id,
        survey_id=survey.id,
        privacy=survey.privacy,
        version_id=version,
        variant="",
        language="en",
        questionnaire=loading.load(definition),
        collected=Collected(_answers(rng, definition, Quarter.of(london_day(moment))), {}, None, {}),
        way="invitation" if person else rng.choice(("link", "kiosk", "paper")),
        day=london_day(moment),
        at=moment,
        link_number=person.link if person else None,
        bands=person.bands if person else {band: rng.choice((*given, "rather_not_say")) for band, given in BANDS.items()},
        withdrawal=withdrawal_hash(codes.withdrawal_code(response_id)),
    )


def _answers(rng: random.Random, definition: dict[str, Any], quarter: Quarter) -> dict[str, Any]:
    """Some quarters are better than others, so that figures do change."""
    lean = (0.1, 0.5, 0.9)[(quarter.year + quarter.number) % 3]
    return {question["code"]: _given(rng, question, lean) for question in definition["sections"][0]["questions"]}


def _given(rng: random.Random, question: dict[str, Any], lean: float) -> Any:
    if rng.random() < 0.08:
        return rng.choice(("skipped", "not_asked"))
    match question["type"]:
        case "scale" | "choice":
            offered = question["options"]
            good = [option for option in offered if option.get("positive")] or offered
            return rng.choice(good if rng.random() < lean else offered)["code"]
        case "choices":
            return _several(rng, question["options"])
        case "goals":
            chosen = rng.sample(question["options"], rng.randint(1, min(3, len(question["options"]))))
            return {goal["code"]: rng.choice((None, *range(11))) for goal in chosen}
        case "rating":
            return rng.randint(0, 10)
    return rng.randint(question["least"], question["most"])


def _several(rng: random.Random, options: list[dict[str, Any]]) -> list[str]:
    chosen = [option["code"] for option in rng.sample(options, rng.randint(1, len(options)))]
    return chosen + chosen[:1] if rng.random() < 0.1 else chosen


def _ask(rng: random.Random, survey: Survey, quarter: str, answered: dict[int, _Person], persons: list[_Person]) -> None:
    """A sample of those who answered in a quarter and of some who did not, with a link for each; sometimes of too few."""
    others = [person for person in persons if person.number not in answered and rng.random() < 0.5]
    everybody = [*answered.values(), *others]
    if rng.random() < 0.1:
        everybody = everybody[1:]
    if not everybody:
        return
    day = Quarter.parse(quarter).first
    drawing = {"seed": 1, "quarter": quarter, "due_on": day, "frame_size": len(everybody), "drawn": len(everybody), "drawn_on": day}
    with store.transaction():
        sample = samples.add(samples.Sample(survey_id=survey.id, touchpoint="review", method="census", written_on=day, **drawing))
        tie = {"sample_id": sample.id, "stratum": "", "drawn": True, "team": None, "channel": "list", "reached": ""}
        samples.add_members([tie | {"person_id": person.number} for person in everybody])
        asks.invite_all([_invitation(rng, sample, quarter, person) for person in everybody])


def _invitation(rng: random.Random, sample: samples.Sample, quarter: str, person: _Person) -> dict[str, Any]:
    secrets = {name: f"{rng.getrandbits(256):064x}" for name in ("token_hash", "code_hash")} | {"nonce": uuid.uuid4().hex}
    about = {"survey_id": sample.survey_id, "privacy": "confidential", "sample_id": sample.id, "link_number": person.link}
    when = {"touchpoint": "review", "quarter": quarter, "expires_on": clock.today()}
    state = {"response_id": None, "started": False, "declined_on": None, "channel": "list", "team": None}
    return secrets | about | when | state | person.bands


def _take_out(rng: random.Random, made: Drawn) -> None:
    """Some are set aside, some of these brought back, and some people take their answers back."""
    ids = list(made.instants)
    aside = rng.sample(ids, len(ids) // 12)
    genuineness.set_aside(made.survey.id, aside, rng.choice(list(genuineness.REASONS)), "", ACTOR)
    genuineness.bring_back(made.survey.id, aside[: len(aside) // 3], "", ACTOR)
    for response_id in rng.sample(ids, len(ids) // 20):
        if withdrawing.take_back(codes.withdrawal_code(response_id)) == "taken_back":
            made.instants.pop(response_id)
