"""The people whom the demo's service works with: 180 young people on the demo's day, 172 to 190 before it, and about 150 parents."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from feedback.demo.seeds import FIRST, QUARTERS, a_day, dealt, generator, last_day, shares, some
from feedback.figures.quarter import Quarter
from feedback.store import links

AT_FIRST = 172
SIZES = (178, 185, 190, 186, 183, 178, 180)
"""How many the service works with at the end of each quarter."""
ENDINGS = (27, 30, 28, 31, 29, 33, 18)
"""How many leave in each quarter."""
SHORTEST_STAY = timedelta(days=80)
LONGEST_BEFORE = timedelta(days=330)
LINK_NUMBER_BITS = links.LINK_NUMBER_BITS
WITH_A_PARENT = 0.92
"""Share of young people not in care whose parent or carer is in the frame."""

BANDS: Mapping[str, Mapping[str, float]] = {
    "age_band": {"10-12": 4, "13-14": 21, "15-16": 43, "17+": 32},
    "sex": {"m": 84, "f": 15, "other": 1},
    "ethnicity": {"white": 68, "asian": 13, "black": 8, "mixed": 8, "other": 3},
    "order_type": {"prevention": 38, "out_of_court": 31, "referral_order": 17, "yro": 10, "custody": 4},
    "care_experience": {"yes": 17, "no": 163},
    "needs": {"slcn": 48, "ehcp": 4, "both": 18, "none": 30},
}
"""Shares in percent (care experience: of 180). Speech and language needs make 66, EHC plans 22."""
LANGUAGES = {"en": 160, "ur": 5, "pl": 4, "pa": 3, "ro": 3, "ar": 2, "bn": 1, "so": 1, "ku": 1}
PREVENTION = "Prevention and diversion"
TEAMS = ("East team", "West team", PREVENTION)


@dataclass(frozen=True)
class Somebody:
    """One person of the cohort, in the form in which a Person is kept."""

    audience: str
    reference: str
    link_number: int
    bands: Mapping[str, str]
    language: str
    team: str
    started_on: date
    ended_on: date | None = None

    def there(self, quarter: Quarter) -> bool:
        """Whether the service worked with this person in this quarter."""
        return self.started_on <= quarter.last and (self.ended_on is None or self.ended_on >= quarter.first)

    @property
    def in_care(self) -> bool:
        """Care-experienced."""
        return self.bands.get("care_experience") == "yes"


@cache
def young_people() -> tuple[Somebody, ...]:
    """Everybody who was with the service from April 2025 to the demo's day, by reference."""
    rng = generator("cohort")
    references = iter(rng.sample(range(1000, 10000), 1000))
    present = _starters(rng, references, [], AT_FIRST, (FIRST.first - LONGEST_BEFORE, FIRST.first - timedelta(days=1)))
    gone: list[Somebody] = []
    for quarter, size, endings in zip(QUARTERS, SIZES, ENDINGS, strict=True):
        left = _leavers(rng, present, quarter, endings)
        references_left = {person.reference for person in left}
        present = [person for person in present if person.reference not in references_left]
        gone += left
        present += _starters(rng, references, present, size - len(present), (quarter.first, last_day(quarter)))
    return tuple(sorted((*gone, *present), key=lambda person: person.reference))


@cache
def parents() -> tuple[Somebody, ...]:
    """A parent or carer of most young people who are not in care: their own link number, the child's age band and ethnicity."""
    rng = generator("parents")
    references = iter(rng.sample(range(1000, 10000), 1000))
    with_one = [child for child in young_people() if not child.in_care and rng.random() < WITH_A_PARENT]
    return tuple(_parent(rng, next(references), child) for child in with_one)


def _parent(rng: random.Random, number: int, child: Somebody) -> Somebody:
    bands = {band: child.bands[band] for band in ("age_band", "ethnicity")}
    return replace(
        child, audience="parents_and_carers", reference=f"PC-{number}", link_number=rng.getrandbits(LINK_NUMBER_BITS), bands=bands
    )


def _leavers(rng: random.Random, present: Sequence[Somebody], quarter: Quarter, count: int) -> list[Somebody]:
    stayed = [person for person in present if quarter.first - person.started_on >= SHORTEST_STAY]
    return [replace(person, ended_on=a_day(rng, quarter.first, last_day(quarter))) for person in some(rng, stayed, count)]


def _starters(
    rng: random.Random, references: Iterable[int], present: Sequence[Somebody], count: int, days: tuple[date, date]
) -> list[Somebody]:
    """`count` new people whose bands bring the whole cohort back to its shares."""
    size = len(present) + count
    dealt_bands = {band: _missing(rng, [person.bands[band] for person in present], size, weights) for band, weights in BANDS.items()}
    languages = _missing(rng, [person.language for person in present], size, LANGUAGES)
    return [
        _starter(rng, number, {band: values[place] for band, values in dealt_bands.items()}, languages[place], days)
        for place, number in zip(range(count), references, strict=False)
    ]


def _starter(rng: random.Random, number: int, bands: Mapping[str, str], language: str, days: tuple[date, date]) -> Somebody:
    team = PREVENTION if bands["order_type"] == "prevention" else rng.choice(TEAMS[:2])
    return Somebody("young_people", f"YP-{number}", rng.getrandbits(LINK_NUMBER_BITS), bands, language, team, a_day(rng, *days))


def _missing(rng: random.Random, there: Sequence[str], size: int, weights: Mapping[str, float]) -> list[str]:
    """The values that bring those `there` to their shares of `size`."""
    already = Counter(there)
    values = dealt(rng, {name: max(count - already[name], 0) for name, count in shares(size, weights).items()})
    return values[: size - len(there)]
