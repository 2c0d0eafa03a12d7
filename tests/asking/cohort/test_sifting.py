"""What is never kept is gone before anything is stored."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.asking.cohort import headings
from feedback.asking.cohort.refused import CohortRefused
from feedback.asking.cohort.sifting import MARK, NO_SUCH_AGE, NOT_A_DATE, Sifted, sift
from feedback.store.codes import AUDIENCES
from tests.asking.cohort.lists import table

TODAY = date(2026, 11, 21)


def sifted(names: list[str], *rows: list[str], audience: str = "young_people", before: dict[str, str] | None = None) -> Sifted:
    return sift(table(names, *rows), audience, ["East team"], before or {}, TODAY)


@pytest.mark.parametrize(
    "heading",
    [
        "Name", "Forename", "SURNAME", "First_Name", "FullName", "YP name", "Known as (nickname)", "Date of Birth",
        "DOB", "DateOfBirth", "Postcode", "Post code", "Home address", "Street", "Offence", "Main offence type",
        "NHS Number", "PNC ID", "UPN", "ULN", "NI number", "Allocated worker", "Worker's name", "Case manager",
        "Officer", "Worker email", "Mum's mobile", "Parent phone", "Carer e-mail", "School", "School contact email",
        "GP", "Next of kin", "Emergency contact number", "Notes", "Comments", "Risk summary",
    ],
)  # fmt: skip
def test_columns_are_dropped_for_their_heading_whatever_they_hold(heading: str) -> None:
    found = sifted(["Reference", heading], ["YP-1", "1"], ["YP-2", ""])
    assert list(found.headings)[:1] == ["Reference"]
    assert heading not in found.headings
    assert [one.heading for one in found.not_taken] == [heading]
    assert all("1" not in row.cells[1:] for row in found.rows)


@pytest.mark.parametrize("heading", ["Outcome", "Order type", "Needs"])
@pytest.mark.parametrize("cell", ["Referral order - burglary", "GBH", "Class A supply", "YRO (sexual offence)"])
def test_an_offence_in_a_column_of_bands_is_dropped_and_not_asked_about(heading: str, cell: str) -> None:
    found = sifted(["Reference", heading], ["YP-1", cell])
    assert found.rows[0].cells[1].startswith(MARK)
    assert "an offence" in found.rows[0].cells[1]


@pytest.mark.parametrize("cell", ["Knife crime prevention", "Drug treatment requirement", "Violence reduction"])
def test_help_that_has_the_name_of_what_it_prevents_is_no_offence(cell: str) -> None:
    assert sifted(["Reference", "Order type"], ["YP-1", cell]).rows[0].cells[1] == cell


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        (["Jane Smith", "Tom Jones", "Jane Smith", "Tom Jones"], "names"),
        (["jane", "x", "x", "x"], "names"),
        (["Smith, Jane", "", "", ""], "names"),
        (["Qwertz", "Asdf", "Yxcv", "Poiu"], "words that hardly repeat"),
        (["12/03/2010", "", "", ""], "birth dates"),
        (["2010-03-12", "01/05/2026", "", ""], "birth dates"),
        (["12 March 2010", "", "", ""], "a date"),
        (["40249", "40612", "40950", "39000"], "birth dates"),
        (["x", "x", "S60 1AE", "x"], "a postcode"),
        (["x", "x", "x", "07700 900123"], "a phone number"),
        (["x", "x", "x", "+353 85 123 4567"], "a phone number"),
        (["x", "x", "a@b.org", "x"], "an e-mail address"),
        (["Robbery", "x", "x", "x"], "an offence"),
        (["x", "Poss. of a bladed article", "x", "x"], "an offence"),
        (["x", "theft", "x", "theft"], "an offence"),
        (["943 476 5919", "x", "x", "x"], "ten digits"),
        (["A123456789012", "x", "x", "x"], "other services"),
        (["He went to court last week and said", "x", "x", "x"], "free text"),
        (["x" * 61, "x", "x", "x"], "free text"),
        (["", "", "", ""], "is empty"),
    ],
)
def test_columns_that_nobody_knows_are_dropped_for_what_they_hold(values: list[str], reason: str) -> None:
    found = sifted(["Reference", "Zz"], *([f"YP-{place}", value] for place, value in enumerate(values)))
    assert found.headings == ["Reference"]
    assert reason in found.not_taken[0].reason


@pytest.mark.parametrize(
    "values",
    [
        ["White British", "Black African", "White British", "Pakistani"],
        ["01/05/2026", "2026-11-30", "", "46173"],
        ["YP-1", "YP-2", "YP-3", "YP-4"],
        ["101", "102", "103", "104"],
        ["East team", "EAST TEAM", "", ""],
        ["cat a", "cat b", "cat a", "cat b"],
    ],
)
def test_columns_that_nobody_knows_are_offered_when_they_give_nothing_away(values: list[str]) -> None:
    found = sifted(["Reference", "Zz"], *([f"YP-{place}", value] for place, value in enumerate(values)))
    assert found.headings == ["Reference", "Zz"]


def test_a_birth_date_becomes_an_age_band_in_memory_and_is_gone() -> None:
    found = sifted(["Ref", "DOB"], ["YP-1", "12/03/2011"], ["YP-2", "2009-01-01"], ["YP-3", ""], ["YP-4", "soon"], ["YP-5", "01/01/2020"])
    assert found.headings == ["Ref", headings.AGE_BAND_OF_BIRTH]
    assert [row.cells for row in found.rows] == [
        ["YP-1", "15-16"],
        ["YP-2", "17+"],
        ["YP-3", ""],
        ["YP-4", NOT_A_DATE],
        ["YP-5", NO_SUCH_AGE],
    ]
    assert "used once, for the age band" in found.not_taken[0].reason


def test_a_birth_date_is_not_used_beside_an_age_band_or_for_other_people() -> None:
    assert sifted(["Ref", "DOB", "Age"], ["YP-1", "12/03/2011", "15"]).headings == ["Ref", "Age"]
    assert sifted(["Ref", "DOB"], ["PC-1", "12/03/1981"], audience="parents_and_carers").headings == ["Ref"]


def test_whose_contact_a_heading_means_depends_on_who_the_list_is_of() -> None:
    row = ["1", "07700 900123", "a@b.org"]
    assert sifted(["Ref", "Parent's mobile", "Carer email"], row, audience="parents_and_carers").not_taken == []
    assert sifted(["Ref", "YP mobile", "Young person's email address"], row).not_taken == []
    assert [one.heading for one in sifted(["Ref", "YP mobile", "Email"], row, audience="parents_and_carers").not_taken] == ["YP mobile"]


def test_a_first_row_of_strangers_is_no_row_of_headings() -> None:
    with pytest.raises(CohortRefused, match="None of the headings says what its column holds"):
        sifted(["Jane", "Rotherham"], ["Tom", "Sheffield"])
    assert sifted(["Qq"], ["YP-1"], before={"Qq": "reference"}).headings == ["Qq"]


def test_a_cell_that_is_no_value_of_its_field_is_dropped_and_only_its_row_can_be_named() -> None:
    names = ["Ref", "Sex", "Team", "Start date", "Mobile", "Email", "Ethnicity"]
    good = ["1", "Bloke", "East team", "01/05/2026", "07700900123", "a@b.org", "White British"]
    bad = ["Zebedee", "Jane Smith", "Jane Smith", "12/03/2010", "0114 496 0123 (mum)", "nobody#home", "He said that he is not sure"]
    found = sifted(names, good, bad, ["9434765919", "", "S60 1AE", "", "", "", ""])
    assert found.rows[0].cells == good
    assert all(cell.startswith(MARK) for cell in found.rows[1].cells)
    kept = "".join(cell for row in found.rows[1:] for cell in row.cells)
    assert not any(cell in kept for cell in (*bad, "Zebedee", "9434765919", "S60"))


def test_a_formula_is_refused_where_it_would_be_kept() -> None:
    with pytest.raises(CohortRefused, match="Row 3 of the column “Sex” holds a formula"):
        sifted(["Ref", "Sex"], ["1", "M"], ["2", "=A1"])
    assert sifted(["Ref", "Name"], ["1", "=A1&B1"]).headings == ["Ref"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_heading_that_is_known_is_also_one_that_is_never_kept(audience: str) -> None:
    for said, field in headings.KNOWN.items():
        assert headings.field(said, audience) == field
        assert headings.plain(said) == said
    for field, title in headings.FIELDS.items():
        assert headings.field(title, audience) == field, title


def test_a_guess_gives_no_field_twice_and_follows_the_last_list() -> None:
    assert headings.guess(["Ref", "Phone", "Mobile", "Zz"], "young_people", {"Zz": "team"}) == {
        "Ref": "reference",
        "Phone": "phone",
        "Mobile": "",
        "Zz": "team",
    }
