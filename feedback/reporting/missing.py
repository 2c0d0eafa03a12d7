"""Who is missing: those who answered beside those who were asked, by band, as officers may see it.

What is said of those who answered is the table that the results page shows: the same people, counted in the same steps and released in
the same way. So this page, looked at again and again, gives nobody's band away, and nothing is left when the two pages are subtracted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from feedback.figures.disclosure import release
from feedback.figures.ledger import EmptyLedger
from feedback.figures.missing import Beside
from feedback.figures.quarter import Quarter
from feedback.figures.released import CONFIDENTIAL, Audience
from feedback.figures.spreads import Count
from feedback.figures.tables import People
from feedback.figures.words import PEOPLE
from feedback.reporting import tables
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


@dataclass(frozen=True)
class Row:
    """One group, as it may be printed."""

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
    tables: tuple[People, People]

    def compared(self) -> Compared:
        """Both tables side by side. What is held back in one is held back in the other."""
        asked, answered = release(self.tables, Audience.OFFICERS, EmptyLedger())
        pairs = list(zip(asked.rows, answered.rows, strict=True))
        hidden = {one.code for pair in pairs for one in pair if one.mark == CONFIDENTIAL}
        rows = [
            Row(one.label, *((CONFIDENTIAL,) * 2 if one.code in hidden else (one.share_text, other.share_text))) for one, other in pairs
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
        answered = tables.who(about, breakdown, kept) if breakdown != NEEDS else _needs(about, kept)
        counts = {row.code: row.count for row in answered.rows}
        if any(asked[breakdown.code].values()) and any(counts.values()):
            beside = _asked(answered, asked[breakdown.code], total)
            made.append(_Band(breakdown, asked[breakdown.code], counts, (beside, answered)))
    return made


def _asked(answered: People, asked: Counts, total: int) -> People:
    rows = tuple(Count(row.code, row.label, asked.get(row.code, 0)) for row in answered.rows)
    return replace(answered, breakdown=f"asked {answered.breakdown}", rows=rows, total=max(total, sum(row.count for row in rows)))


def _needs(about: About, kept: Kept) -> People:
    rows = tuple(Count(code, label, kept.needs.get(code, 0)) for code, label in NEEDS.groups.items())
    return People(NEEDS.title, about.survey, about.window.quarters, NEEDS.code, about.people, rows, kept.whole.responses)


def _who(breakdown: Breakdown, code: str, label: str, people: str) -> str:
    words = council.current().care_words
    told = {"people": people, "People": _capital(people), "care": words, "Care": _capital(words)}
    return WHO.get(f"{breakdown.code} {code}", f"{{People}} aged {label}").format(**told)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
