"""The headline figures from rows, by their definitions alone: one row after the other, in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.second.export import Exported, Row
from tests.second.periods import quarter

NOTHING = ("skipped", "not_asked")
NO_OPINION = ("not_sure", "rather_not_say")
Question = Mapping[str, Any]


@dataclass
class Said:
    """What people said to one question. `given` counts people by answer, `values` are scores or numbers, one for each person."""

    n: int = 0
    given: Counter[str] = field(default_factory=Counter)
    skipped: int = 0
    not_asked: int = 0
    not_sure: int = 0
    rather_not_say: int = 0
    other: int = 0
    values: list[float] = field(default_factory=list)

    def of(self, codes: Collection[str]) -> int:
        """How many gave one of these answers."""
        return sum(self.given[code] for code in codes)


def in_quarters(rows: Iterable[Row], quarters: Collection[str]) -> list[Row]:
    """The rows that figures show, of these quarters."""
    return [row for row in rows if row.shown and quarter(row.day) in quarters]


def people(rows: Iterable[Row]) -> list[Row]:
    """People, not forms: of each link number the latest row. Nothing finer than a day is kept, so the greater id breaks a tie."""
    latest: dict[object, Row] = {}
    for row in sorted(rows, key=lambda row: (row.day, row.id)):
        latest[row.link if row.link is not None else row.id] = row
    return list(latest.values())


def questions(survey: Exported, rows: Sequence[Row]) -> dict[str, Question]:
    """Every question of the versions that were answered and of the newest, as the newest of them words it."""
    newest = list(survey.versions)[-1]
    used = {row.version for row in rows} | {newest}
    found: dict[str, Question] = {}
    for version, questionnaire in survey.versions.items():
        if version in used:
            found |= {question["code"]: question for section in questionnaire["sections"] for question in section["questions"]}
    return found


def said(question: Question, rows: Iterable[Row]) -> Said:
    """What these people said to a question; one whose row holds nothing about it was not asked."""
    found = Said()
    for row in rows:
        answer = row.answers.get(question["code"], "not_asked")
        (_several if question["type"] in ("choices", "goals") else _one)(found, question, answer)
    return found


def population(survey: Exported, rows: Sequence[Row], quarters: Collection[str]) -> int | None:
    """The people due, where every row shown is of another one of them; None where that is not known."""
    due = frozenset[int]().union(*(survey.due.get(name, ()) for name in quarters))
    links = frozenset[int]().union(*(survey.links.get(name, ()) for name in quarters))
    known = bool(rows) and all(row.link in links for row in rows)
    return len(due) if known and len(due) >= len(people(rows)) else None


def positive(question: Question) -> list[str]:
    """The answers that count as good."""
    return [option["code"] for option in question.get("options", ()) if option.get("positive")]


def scores(question: Question) -> dict[str, float]:
    """Scores by answer, higher always the more wanted: on a reversed scale each is as far from the other end."""
    found = {option["code"]: option["score"] for option in question["options"] if option.get("score") is not None}
    if question.get("reversed"):
        return {code: min(found.values()) + max(found.values()) - score for code, score in found.items()}
    return found


def best(question: Question) -> list[str]:
    """The one answer with the highest score."""
    found = scores(question)
    return [max(found, key=lambda code: found[code])]


def worst_two(question: Question) -> list[str]:
    """The two lowest of the answers that are not good, or the one there is."""
    found = {code: score for code, score in scores(question).items() if code not in positive(question)}
    return sorted(found, key=lambda code: found[code])[:2]


def _one(found: Said, question: Question, answer: Any) -> None:
    if answer in NOTHING:
        setattr(found, answer, getattr(found, answer) + 1)
        return
    if answer in NO_OPINION:
        setattr(found, answer, getattr(found, answer) + 1)
        if answer == "not_sure" and question.get("not_sure_counts") and question["type"] == "scale":
            _opinion(found, answer, None)
        return
    if question["type"] in ("rating", "number"):
        _opinion(found, str(answer), float(answer))
    elif answer not in [option["code"] for option in question["options"]]:
        found.other += 1
    else:
        _opinion(found, answer, scores(question).get(answer) if question["type"] == "scale" else None)


def _opinion(found: Said, answer: str, value: float | None) -> None:
    found.n += 1
    found.given[answer] += 1
    if value is not None:
        found.values.append(value)


def _several(found: Said, question: Question, answer: Any) -> None:
    """People, not ticks: somebody counts once in the base, and once under each answer that they gave."""
    if isinstance(answer, str):
        _one(found, question, answer)
        return
    chosen = set(answer)
    opinions = chosen - set(NO_OPINION)
    if opinions:
        found.n += 1
        found.given.update(opinions)
    elif chosen:
        _one(found, question, min(chosen))
    else:
        found.skipped += 1
