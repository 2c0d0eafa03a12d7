"""The breakdowns that figures may be shown by: approved, one at a time, never crossed; and what their groups are called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from feedback.questionnaire.definition import Questionnaire
from feedback.reporting.counting import ASSISTED, TEAM
from feedback.store import council
from feedback.store.council import Council

STANDARD = ""
"""The variant code of answers given on the questionnaire as it is."""


@dataclass(frozen=True)
class Breakdown:
    """One approved way to divide those who answered. `groups` is {code: label} in the order shown.

    `about_people` is false where it is about the way of asking.
    """

    code: str
    title: str
    groups: Mapping[str, str]
    about_people: bool = True

    def __hash__(self) -> int:
        """So that what was worked out for it can be remembered."""
        return hash(self.code)


_FIXED = (
    Breakdown("age_band", "Age", {"10-12": "10 to 12", "13-14": "13 to 14", "15-16": "15 to 16", "17+": "17 and over"}),
    Breakdown("sex", "Sex", {"m": "Male", "f": "Female", "other": "Other"}),
    Breakdown(
        "ethnicity",
        "Ethnic group",
        {"white": "White", "asian": "Asian", "black": "Black", "mixed": "Mixed", "other": "Other"},
    ),
    Breakdown(
        "order_type",
        "Kind of order",
        {
            "prevention": "Prevention or diversion",
            "out_of_court": "Out-of-court disposal",
            "referral_order": "Referral order",
            "yro": "Youth rehabilitation order",
            "custody": "Custody or resettlement",
        },
    ),
)
NEEDS = Breakdown(
    "needs",
    "Needs",
    {"slcn": "Speech, language and communication", "ehcp": "Education, health and care plan", "both": "Both", "none": "Neither"},
)
"""Of those asked and of those who answered; not approved for what they answered."""
_ASKING = (
    Breakdown(
        "way",
        "How they answered",
        {"link": "Open link", "invitation": "Personal link", "kiosk": "Tablet", "paper": "Paper", "import": "Brought in from elsewhere"},
        about_people=False,
    ),
    Breakdown(ASSISTED, "Helped to answer", {"no": "On their own", "yes": "With somebody’s help"}, about_people=False),
)


def approved(questionnaire: Questionnaire) -> Iterator[Breakdown]:
    """Every breakdown of a survey, those about people first."""
    yield from of_people()
    yield _teams()
    yield from _ASKING
    if questionnaire.variants:
        yield _variants(questionnaire)


def of_people() -> Iterator[Breakdown]:
    """The approved breakdowns about people."""
    yield from _FIXED
    yield _care(council.current())


def _teams() -> Breakdown:
    """By the team that a person is with; those out of use too, as answers still name them."""
    named = sorted(council.place_names("team").items(), key=lambda place: place[1])
    return Breakdown(TEAM, "Team", {str(number): name for number, name in named})


def _variants(questionnaire: Questionnaire) -> Breakdown:
    """By the wording that people answered."""
    groups = {STANDARD: "Standard wording"} | {variant.code: variant.label for variant in questionnaire.variants}
    return Breakdown("variant", "Wording", groups, about_people=False)


def _care(found: Council) -> Breakdown:
    words = found.care_words
    return Breakdown("care_experience", "Care experience", {"yes": f"{words[:1].upper()}{words[1:]}", "no": "Everybody else"})
