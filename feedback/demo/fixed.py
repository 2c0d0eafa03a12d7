"""Groups whose answers the demo fixes to the last one, so that what disclosure control must hide is there to be hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from feedback.demo import targets
from feedback.demo.respondents import Respondent, is_black_or_mixed
from feedback.demo.seeds import CLOSED, QUARTERS
from feedback.figures.quarter import Quarter

YEAR = CLOSED[-1].rolling()


@dataclass(frozen=True)
class Fixed:
    """Of the respondents at these places, exactly `good` answer a question well."""

    places: frozenset[int]
    good: int


def groups(question: str, quarter: Quarter, who: Mapping[Quarter, Sequence[Respondent]]) -> Iterator[Fixed]:
    """The groups fixed for one question of the young people's survey in one quarter; no place is in two of them."""
    number, respondents = QUARTERS.index(quarter), who[quarter]
    in_care = frozenset(place for place, each in enumerate(respondents) if each.person and each.person.in_care)
    if question == "overall":
        yield Fixed(in_care, targets.IN_CARE_OVERALL_GOOD[number])
    elif question == "fair":
        group = frozenset(place for place, each in enumerate(respondents) if is_black_or_mixed(each.person))
        yield Fixed(group, targets.BLACK_OR_MIXED_FAIR[number])
    elif question == "listened" and quarter == targets.ALL_IN_CARE_LISTENED:
        yield Fixed(in_care, len(in_care))
    if question in targets.BEFORE_ANSWERING_AGAIN:
        again = _answer_again(quarter, who)
        yield Fixed(again, round(targets.BEFORE_ANSWERING_AGAIN[question] * len(again)))


def _answer_again(quarter: Quarter, who: Mapping[Quarter, Sequence[Respondent]]) -> frozenset[int]:
    """Those whose answers are not counted in the year to 2026/27 Q2, because they answer again in it. Nobody in the other groups does."""
    if quarter not in YEAR:
        return frozenset()
    later = {each.person.reference for then in YEAR if then > quarter for each in who[then] if each.person}
    return frozenset(
        place for place, each in enumerate(who[quarter]) if each.person and each.person.reference in later and not each.straight
    )
