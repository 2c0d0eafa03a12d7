"""Who writes what: lines from the bank that fit the quarter and how somebody feels, with a slip of the thumb here and there."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from feedback.demo import comment_bank as bank
from feedback.demo.answers import Given
from feedback.demo.comment_bank import Line, Planted
from feedback.demo.respondents import Respondent
from feedback.demo.seeds import OPEN, TODAY
from feedback.figures.quarter import Quarter

WELL = frozenset({"good", "very_good"})
SLIPS = 0.12
"""Share of comments that are mistyped."""
SHORTEST_TO_SLIP = 12

Lines = tuple[Line, ...]


@dataclass(frozen=True)
class Box:
    """One comment question: how often it is used, and what those who think well of the help write there, and the others."""

    question: str
    used: float
    content: Lines
    unhappy: Lines


YOUNG_PEOPLE = (
    Box("good", 0.62, bank.YOUNG_GOOD, bank.YOUNG_GOOD_UNHAPPY),
    Box("change", 0.55, bank.YOUNG_CHANGE, bank.YOUNG_CHANGE_UNHAPPY),
    Box("news", 0.3, bank.YOUNG_NEWS, bank.YOUNG_NEWS),
)
PARENTS = (
    Box("good", 0.65, bank.PARENT_GOOD, bank.PARENT_GOOD_UNHAPPY),
    Box("change", 0.6, bank.PARENT_CHANGE, bank.PARENT_CHANGE_UNHAPPY),
)
NOT_IN_EASY_READ = frozenset({"news"})


@dataclass
class Deck:
    """Lines dealt like cards: none comes again before all that fit have been used."""

    rng: random.Random
    used: Counter[str] = field(default_factory=Counter)

    def draw(self, lines: Lines, quarter: Quarter) -> Line:
        """A line that fits the quarter, as little used as can be."""
        fitting = [line for line in lines if line.fits(quarter)]
        least = min(self.used[line.text] for line in fitting)
        line = self.rng.choice([line for line in fitting if self.used[line.text] == least])
        self.used[line.text] += 1
        return line


Written = dict[str, str]
"""One respondent's comments by question code, and what was typed beside a wish to be contacted."""


def written(
    rng: random.Random, audience: str, who: Mapping[Quarter, Sequence[Respondent]], given: Mapping[Quarter, Sequence[Given]]
) -> dict[Quarter, list[Written]]:
    """The comments of every respondent of a survey, in the order of `who`."""
    boxes = YOUNG_PEOPLE if audience == "young_people" else PARENTS
    deck = Deck(rng)
    found = {
        quarter: [_of_one(deck, boxes, respondent, answers) for respondent, answers in zip(respondents, given[quarter], strict=True)]
        for quarter, respondents in who.items()
    }
    _plant(rng, audience, who, found)
    return found


def _of_one(deck: Deck, boxes: Sequence[Box], respondent: Respondent, given: Given) -> Written:
    content = given.get("overall") in WELL
    comments = {}
    for box in boxes:
        if deck.rng.random() < box.used and not (respondent.variant and box.question in NOT_IN_EASY_READ):
            line = deck.draw(box.content if content else box.unhappy, respondent.quarter)
            comments[box.question] = _typed(deck.rng, line.text)
    return comments


def _typed(rng: random.Random, text: str) -> str:
    """The text, now and then with two letters swapped, one left out or one doubled."""
    if len(text) < SHORTEST_TO_SLIP or rng.random() >= SLIPS:
        return text
    place = rng.choice([place for place in range(1, len(text) - 1) if text[place : place + 2].isalpha()])
    first, second = text[place], text[place + 1]
    return text[:place] + rng.choice((second + first, second, first + first + second)) + text[place + 2 :]


def _plant(rng: random.Random, audience: str, who: Mapping[Quarter, Sequence[Respondent]], found: Mapping[Quarter, list[Written]]) -> None:
    """Put the disclosures, the traps and the wishes to be contacted where they belong, each with somebody else."""
    taken: dict[Quarter, set[int]] = {quarter: set() for quarter in who}
    for each in (*bank.DISCLOSURES, *bank.TRAPS):
        if each.audience == audience:
            place = _somebody(rng, who[each.quarter], taken[each.quarter], each)
            found[each.quarter][place][each.question] = each.text
    if audience == "young_people":
        for quarter, name, how in bank.CONTACTS:
            place = _somebody(rng, who[quarter], taken[quarter], Planted(quarter, audience, "", ""))
            found[quarter][place] |= {"talk": "yes", "talk.name": name, "talk.how": how}


def _somebody(rng: random.Random, respondents: Sequence[Respondent], taken: set[int], planted: Planted) -> int:
    """Somebody on nobody's list yet, on their own with the form: in care where the words say so, in the open quarter still there."""
    able = [place for place, each in enumerate(respondents) if place not in taken and _able(each, planted)]
    place = rng.choice(able)
    taken.add(place)
    return place


def _able(each: Respondent, planted: Planted) -> bool:
    person = each.person
    if person is None or person.in_care != planted.in_care or each.assisted or each.variant:
        return False
    return planted.quarter != OPEN or person.ended_on is None or person.ended_on > TODAY
