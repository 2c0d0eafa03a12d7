"""Each printed text is the fact that it states, worked out here by hand."""

from __future__ import annotations

from math import inf

import pytest

from feedback.figures.released import CONFIDENTIAL, Audience, Kind, Part, ReleasedRow, ReleasedTable
from tests.attacker.reading import EVERYBODY, Count, Fact, Printed, facts
from tests.figures.samples import Q2

YEAR = Q2.rolling()


def counted(group: str, side: str, question: str = "fair") -> Count:
    return Count(YEAR, group, question, side)  # type: ignore[arg-type]


def read(kind: Kind, row: ReleasedRow) -> list[Fact]:
    of_everybody, of_people = kind == "whole", kind == "people"
    table = ReleasedTable(kind, "A table", Audience.OFFICERS, (row,))
    return list(facts(Printed(YEAR, "" if of_everybody else "team", "" if of_everybody or of_people else "fair", table)))


def test_a_rate_of_everybody_is_two_exact_counts() -> None:
    row = ReleasedRow("fair", "Fair", "12", "75 %", 0.75, "9 of 12 young people said it was fair (75 %, likely …).")
    assert read("whole", row) == [
        Fact(((1, counted(EVERYBODY, "gave an opinion")),), 12, 12),
        Fact(((1, counted(EVERYBODY, "yes")),), 9, 9),
    ]


def test_beside_a_split_who_gave_no_opinion_makes_up_the_people() -> None:
    split = (Part("good", "Good", 27, 0.84, "84 %"),)
    said = "27 of 32 young people said it was fair (84 %, likely …)."
    row = ReleasedRow("fair", "Fair", "32", "84 %", 0.84, said, distribution=split, left_out="3 skipped it and 1 not asked.")
    assert read("whole", row)[-1] == Fact(((1, counted(EVERYBODY, "people", "")),), 36, 36)


def test_a_share_of_a_group_is_a_cone_within_its_band() -> None:
    # "About 70 %" of 10 to 19 people is to the nearest ten: from 65 % up to, but not, 75 %.
    gave, yes = counted("a", "gave an opinion"), counted("a", "yes")
    assert read("groups", ReleasedRow("a", "A", "10–19", "about 70 %", 0.7, "")) == [
        Fact(((1, gave),), 10, 19),
        Fact(((200, yes), (-130, gave)), 0, inf),
        Fact(((200, yes), (-150, gave)), -inf, -1),
    ]


@pytest.mark.parametrize(
    ("word", "terms", "low", "high"),
    [
        ("most", ((2, "yes"), (-1, "gave an opinion")), 1, inf),
        ("half or fewer", ((2, "yes"), (-1, "gave an opinion")), -inf, 0),
        ("all or nearly all", ((1, "gave an opinion"), (-1, "yes")), 0, 2),
        ("few or none", ((1, "yes"),), 0, 2),
    ],
)
def test_a_word_bounds_one_side(word: str, terms: tuple[tuple[int, str], ...], low: float, high: float) -> None:
    expected = Fact(tuple((coefficient, counted("a", side)) for coefficient, side in terms), low, high)
    assert read("groups", ReleasedRow("a", "A", "5–9", word, None, ""))[1] == expected


def test_the_size_of_a_group_is_its_band() -> None:
    assert read("people", ReleasedRow("a", "A", "48", "10–19", None, ""))[0] == Fact(((1, counted("a", "people", "")),), 10, 19)


def test_a_row_that_is_held_back_says_nothing() -> None:
    assert read("groups", ReleasedRow("a", "A", CONFIDENTIAL, CONFIDENTIAL, None, "", mark=CONFIDENTIAL)) == []


@pytest.mark.parametrize(("base", "text"), [("5–9", "several"), ("about 7", "most")])
def test_a_text_that_nobody_has_taught_it_is_not_passed_over(base: str, text: str) -> None:
    with pytest.raises(ValueError, match="nobody has taught the attacker"):
        read("groups", ReleasedRow("a", "A", base, text, None, ""))
