from __future__ import annotations

from datetime import date

from feedback.asking.cohort import reading, values
from feedback.asking.cohort.comparing import compare
from feedback.asking.cohort.reading import Mapped, People
from feedback.asking.cohort.sifting import Sifted
from tests.asking.cohort.lists import TODAY, table

TEAMS = {"east team": "East team"}


def sifted(names: list[str], *rows: list[str]) -> Sifted:
    made = table(names, *rows)
    return Sifted(made.headings, made.rows, [])


def read(found: Sifted, mapped: Mapped) -> People:
    return reading.read(found, mapped, values.readers(TODAY, TEAMS, mapped.words))


MAPPED = Mapped({"Ref": "reference", "Sex": "sex", "Start": "started_on", "Team": "team", "Tel": "phone"})
HEADINGS = ["Ref", "Sex", "Start", "Team", "Tel", "Other"]


def test_rows_become_people() -> None:
    found = read(sifted(HEADINGS, ["YP-1", "Male", "01/05/2026", "EAST TEAM", "07700900123", "x"], ["YP-2", "", "", "", "", ""]), MAPPED)
    assert found.faults == []
    assert found.rows == [
        {"reference": "YP-1", "sex": "m", "started_on": date(2026, 5, 1), "team": "East team", "phone": "+447700900123"},
        {"reference": "YP-2", "sex": None, "started_on": None, "team": None, "phone": None},
    ]


def test_every_fault_names_its_row_and_column_and_repeats_no_cell() -> None:
    rows = [["Jane", "Bloke", "12/03/2010", "Jo Bell", "0114 496 0123", ""], ["YP-2", "M", "x", "", "", ""], ["yp-2", "M", "", "", "", ""]]
    found = read(sifted(HEADINGS, *rows), MAPPED)
    assert [(fault.row, fault.heading) for fault in found.faults] == [
        (2, "Ref"),
        (2, "Sex"),
        (2, "Start"),
        (2, "Team"),
        (2, "Tel"),
        (3, "Start"),
        (4, "Ref"),
    ]
    said = " ".join(fault.message for fault in found.faults)
    assert not any(cell in said for cell in ("Jane", "Bloke", "2010", "Bell", "0114"))
    assert "Reference: row 3 has the same one" in said


def test_unknown_words_are_asked_about_unless_they_look_personal_or_are_too_many() -> None:
    rows = [
        [str(place), word, "", "", "", ""]
        for place, word in enumerate(["bloke", "Bloke", "bloke", "Male", "Jane Smith", "12/03/2010", "lass", "", "??"])
    ]
    assert reading.unknown_words(sifted(HEADINGS, *rows), MAPPED) == {"sex": ["bloke", "lass"]}
    said = Mapped(MAPPED.columns, {"sex": {"bloke": "m", "lass": "f"}})
    assert reading.unknown_words(sifted(HEADINGS, *rows), said) == {}
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [[str(place), f"{letters[place % 26]}{letters[place // 26]}zz", "", "", "", ""] for place in range(31)]
    assert reading.unknown_words(sifted(HEADINGS, *many), MAPPED) == {}
    assert len(reading.unknown_words(sifted(HEADINGS, *many[1:]), MAPPED)["sex"]) == 30


KNOWN = [
    {"id": 1, "reference": "YP-1", "left_on": None, "sex": "m", "team": "East team"},
    {"id": 2, "reference": "YP-2", "left_on": None, "sex": "f", "team": None},
    {"id": 3, "reference": "YP-3", "left_on": date(2026, 1, 1), "sex": "m", "team": None},
    {"id": 4, "reference": "YP-4", "left_on": date(2026, 1, 1), "sex": "m", "team": None},
]


def test_a_newer_list_adds_changes_ends_and_brings_back() -> None:
    rows = [{"reference": "yp-1", "sex": "m"}, {"reference": "YP-3", "sex": "m"}, {"reference": "YP-9", "sex": None}]
    found = compare(KNOWN, {}, rows)
    assert [row["reference"] for row in found.added] == ["YP-9"]
    assert [(one.before["id"], one.told, one.contact) for one in found.changed] == [(3, {"sex": "m"}, None)]
    assert [row["id"] for row in found.ended] == [2]
    assert (found.returned, found.unchanged, found.current, found.many_end) == (1, 1, 2, True)


def test_a_column_that_the_file_does_not_have_stays_as_it_is() -> None:
    assert compare(KNOWN[:1], {1: ("+447700900123", None)}, [{"reference": "YP-1"}]).unchanged == 1
    kept = compare(KNOWN[:1], {1: ("+447700900123", "a@b.org")}, [{"reference": "YP-1", "phone": None}]).changed
    assert [one.contact for one in kept] == [(None, "a@b.org")]


def test_it_is_many_from_more_than_a_third_on() -> None:
    known = [{"id": number, "reference": f"YP-{number}", "left_on": None} for number in range(6)]
    assert not compare(known, {}, [{"reference": f"YP-{number}"} for number in range(2, 6)]).many_end
    assert compare(known, {}, [{"reference": f"YP-{number}"} for number in range(3, 6)]).many_end
    assert not compare([], {}, []).many_end
