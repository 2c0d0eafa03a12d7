"""All tables of a breakdown together decide what is held back of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedback.figures.disclosure import release
from feedback.figures.grouping import held_in_groups, question_of
from feedback.figures.ledger import EmptyLedger
from feedback.figures.quarter import Quarter
from feedback.figures.released import Audience
from feedback.figures.tables import Groups, Members
from tests.figures.samples import Q2, figure_of
from tests.figures.tables import OFFICERS, YEAR, groups, marks, members, members_of

NEXT_YEAR = Quarter(2026, 3).rolling()
QUESTION = "overall:top_2"


def test_each_rolling_year_of_each_breakdown_is_decided() -> None:
    said = groups((10, 14), (123, 146))
    of_sex = replace(members(3, 8), breakdown="sex")
    found = held_in_groups([said, members_of(said), of_sex], 5)
    assert found["a", "team"][YEAR].shares == {QUESTION: {1}}
    assert found["a", "team"][YEAR].sizes == set()
    assert found["a", "sex"][YEAR].sizes == {0, 1}


def test_nothing_is_decided_for_a_quarter_or_for_years_of_other_lengths() -> None:
    tables = [members(30, 40, quarters=(Q2,)), members(30, 40, quarters=YEAR[:2]), members(30, 40)]
    assert list(held_in_groups(tables, 5)["a", "team"]) == [YEAR]
    out = release(tables, OFFICERS, EmptyLedger())
    assert [marks(table) for table in out] == [["[c]", "[c]"], ["[c]", "[c]"], [None, None]]


def test_every_year_is_told_in_its_own_place() -> None:
    tables = [members(3, 8, quarters=NEXT_YEAR), members(30, 40)]
    assert [marks(table) for table in release(tables, OFFICERS, EmptyLedger())] == [["[c]", "[c]"], [None, None]]


def test_sizes_are_secret_unless_every_table_is_about_something_else() -> None:
    assert held_in_groups([members(3, 8, about_people=False)], 5)["a", "team"][YEAR].sizes == {0}
    mixed = [members(3, 8, about_people=False), members(30, 40, quarters=NEXT_YEAR)]
    assert held_in_groups(mixed, 5)["a", "team"][YEAR].sizes == {0, 1}


def test_a_question_is_known_with_its_measure() -> None:
    assert question_of(groups((10, 14))) == QUESTION
    least = groups((10, 14))
    assert question_of(replace(least, whole=figure_of(4, 14, "bottom_2"))) == "overall:bottom_2"


@pytest.mark.parametrize(
    ("said", "who", "message"),
    [
        (groups((10, 14), (20, 30)), members(14, 30, quarters=NEXT_YEAR), "release it together with the Members of team"),
        (groups((10, 14), (20, 30)), members(14), "its groups are not those of"),
        (groups((10, 14), (20, 30)), members(13, 30), "more people answered in a group than are in it"),
        (replace(groups((10, 14), (20, 30)), whole=figure_of(30, 43)), members(14, 30), "rows hold 44 people, but there are 43"),
        (groups((10, 14), (20, 30)), replace(members(14, 30), total=43), "rows hold 44 people, but there are 43"),
    ],
)
def test_tables_that_do_not_fit_together_are_an_error(said: Groups, who: Members, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        release([said, who], Audience.OFFICERS, EmptyLedger())
