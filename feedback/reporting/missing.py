"""Who is missing: those who answered beside those who were asked, by band, as officers may see it.

How many of those asked are in each group is told as a count. Of those who answered only words are told, fewer or more than their share:
how large a group of them is stands on the results page alone, for rolling years, and nothing here can be subtracted from that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.missing import Beside
from feedback.figures.quarter import Quarter
from feedback.figures.released import CONFIDENTIAL, Audience
from feedback.figures.spreads import Count
from feedback.figures.tables import People
from feedback.figures.words import PEOPLE
from feedback.reporting.about import About
from feedback.reporting.asked_bands import asked_bands
from feedback.reporting.breakdowns import NEEDS, Breakdown, of_people
from feedback.reporting.counting import counted
from feedback.reporting.kept import Kept
from feedback.reporting.standing import standing
from feedback.reporting.windows import Window
from feedback.store import council, samples
from feedback.store.surveys import Survey

Counts = Mapping[str, int]

WHO: Mapping[str, str] = {
    "sex m": "Male {people}",
    "sex f": "Female {people}",
    "sex other": "{People} of another sex",
    "ethnicity white": "White {people}",
    "ethnicity asian": "Asian {people}",
    "ethnicity black": "Black {people}",
    "ethnicity mixed": "{People} of mixed ethnicity",
    "ethnicity other": "{People} of other ethnic groups",
    "order_type prevention": "{People} in prevention or diversion",
    "order_type out_of_court": "{People} with an out-of-court disposal",
    "order_type referral_order": "{People} with a referral order",
    "order_type yro": "{People} with a youth rehabilitation order",
    "order_type custody": "{People} in custody or resettlement",
    "care_experience yes": "{Care}",
    "care_experience no": "{People} other than {care}",
    "needs slcn": "{People} with speech, language and communication needs",
    "needs ehcp": "{People} with an education, health and care plan",
    "needs both": "{People} with communication needs and a plan for education, health and care",
    "needs none": "{People} without such needs",
}
"""Band and code → who they are, at the start of a sentence. Ages are told by their labels."""


SHARES = {"missing": "fewer than their share", "more": "more than their share", "": "about their share"}
"""How many of a group answered, by the side on which they are."""


@dataclass(frozen=True)
class Row:
    """One group, as it may be printed: how many were asked, and in words how many of them answered."""

    label: str
    asked: str
    answered: str


@dataclass(frozen=True)
class Compared:
    """The groups of one band."""

    title: str
    rows: Sequence[Row]

    @property
    def hidden(self) -> bool:
        """Whether something is held back."""
        return any(row.asked == CONFIDENTIAL for row in self.rows)


@dataclass(frozen=True)
class Missing:
    """`missing` and `more` say in sentences who answered clearly less and clearly more often. `shown` answers stand behind it."""

    bands: Sequence[Compared]
    missing: Sequence[str]
    more: Sequence[str]
    shown: int


@dataclass(frozen=True)
class _Band:
    breakdown: Breakdown
    asked: Counts
    answered: Counts
    table: People

    def compared(self) -> Compared:
        """Of a group that is held back nothing is told."""
        (asked,) = release([self.table], Audience.OFFICERS, EmptyLedger())
        rows = [
            Row(one.label, one.share_text, CONFIDENTIAL if one.mark == CONFIDENTIAL else SHARES[self.beside(one.code).side])
            for one in asked.rows
        ]
        return Compared(self.breakdown.title, rows)

    def beside(self, code: str) -> Beside:
        """One group of those of whom the band is known."""
        groups = self.breakdown.groups
        answered, asked = (sum(counts.get(group, 0) for group in groups) for counts in (self.answered, self.asked))
        return Beside(self.answered.get(code, 0), answered, self.asked.get(code, 0), asked)


def missing(survey: Survey, quarter: Quarter) -> Missing:
    """Who is missing among those asked in a quarter. Looking lets the figures of the quarter follow, as the results page does."""
    window = Window(quarter)
    kept = counted(survey.id, [window], standing(survey.id))[window]
    about = About(survey.slug, PEOPLE[survey.audience], window)  # type: ignore[index]  # a CHECK holds the column to these codes
    found = _bands(survey, about, kept)
    compared = {one.breakdown.code: one.compared() for one in found}
    sides: dict[str, list[str]] = {"missing": [], "more": []}
    for band in found:
        for (code, label), row in zip(band.breakdown.groups.items(), compared[band.breakdown.code].rows, strict=True):
            beside = band.beside(code)
            if row.asked != CONFIDENTIAL and beside.side:
                sides[beside.side].append(beside.sentence(_who(band.breakdown, code, label, about.people)))
    return Missing(list(compared.values()), sides["missing"], sides["more"], kept.responses)


def _bands(survey: Survey, about: About, kept: Kept) -> list[_Band]:
    """The bands of which something is known on both sides."""
    asked, total = asked_bands(survey, about.window.last), samples.invited(survey.id).get(str(about.window.last), 0)
    made = []
    for breakdown in (*of_people(), NEEDS):
        answered = _answered(breakdown, kept)
        if any(asked[breakdown.code].values()) and any(answered.values()):
            made.append(_Band(breakdown, asked[breakdown.code], answered, _asked(about, breakdown, asked[breakdown.code], total)))
    return made


def _asked(about: About, breakdown: Breakdown, asked: Counts, total: int) -> People:
    rows = tuple(Count(code, label, asked.get(code, 0)) for code, label in breakdown.groups.items())
    everybody = max(total, sum(row.count for row in rows))
    return People(breakdown.title, about.survey, about.window.quarters, f"asked {breakdown.code}", about.people, rows, everybody)


def _answered(breakdown: Breakdown, kept: Kept) -> Counts:
    if breakdown == NEEDS:
        return kept.needs
    return {code: tally.responses for code, tally in kept.of(breakdown.code).items()}


def _who(breakdown: Breakdown, code: str, label: str, people: str) -> str:
    words = council.current().care_words
    told = {"people": people, "People": _capital(people), "care": words, "Care": _capital(words)}
    return WHO.get(f"{breakdown.code} {code}", f"{{People}} aged {label}").format(**told)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
