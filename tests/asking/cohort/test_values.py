"""What may stand in a cell. No message repeats what stands there."""

from __future__ import annotations

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.asking.cohort import values, words
from feedback.asking.cohort.headings import WORDED
from feedback.asking.cohort.values import Unfit
from feedback.questionnaire.definition import BANDS, RATHER_NOT_SAY

TODAY = date(2026, 11, 21)
DIGITS = string.digits
FORMATS = (
    "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d_%m_%Y", "%d/%m/%y", "%d-%m-%y", "%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%d%m%Y",
    "%d-%b-%Y", "%d-%b-%y", "%d%b%Y", "%d %B %Y", "%B-%d-%Y", "%Y-%b-%d", "YP%d%m%Y", "JS-%Y%m%d",
)  # fmt: skip


def unfit(read: object, *inputs: object) -> str:
    with pytest.raises(Unfit) as refused:
        read(*inputs)  # type: ignore[operator]
    return str(refused.value)


@pytest.mark.parametrize(
    "cell",
    ["YP-1042", "48213", "A1", "2024/1042", "yp.12_b", "CV-00017", "9" * 9, "x" * 63 + "1", "12AB34", "LEE-1042", "CC/2024/31/12345"],
)
def test_references_of_case_systems_pass(cell: str) -> None:
    assert values.reference(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "Jane",
        "YP 12",
        "x" * 64 + "1",
        "-12",
        "12-",
        "é1",
        "1;2",
        "A123456789012",
        "QQ123456C",
        "2001/123456A",
        "=1+1",
        "1\n2",
        "0044 7700900123",
    ],
)
def test_what_is_no_reference_is_refused(cell: str) -> None:
    said = unfit(values.reference, cell)
    assert len(cell) < 4 or cell not in said


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("YP-12-03-2010", "a date"),
        ("KP12/3/2010", "a date"),
        ("2010-03-12-KP", "a date"),
        ("YP-07700900123", "a phone number"),
        ("YP/447700900123/1", "a phone number"),
        ("1-S60-1AE", "a postcode"),
        ("S601AE.7", "a postcode"),
        ("kayden.price1", "a name"),
        ("KaydenP07", "a name"),
        ("12_MUHAMMAD", "a name"),
        ("Tom1", "a name"),
    ],
)
def test_a_reference_holds_nothing_that_leads_to_a_person_beside_its_number(cell: str, kind: str) -> None:
    assert f"looks like {kind}" in unfit(values.reference, cell)


@given(st.emails())
def test_no_email_passes_as_a_reference(cell: str) -> None:
    assert "e-mail" in unfit(values.reference, cell)


@given(st.dates(date(1930, 1, 1), date(2068, 12, 31)), st.sampled_from(FORMATS))
def test_no_date_passes_as_a_reference(day: date, written: str) -> None:
    unfit(values.reference, day.strftime(written))


@given(
    st.sampled_from(["07", "+447", "00447", "447", "01", "02", "+4420", "7"]),
    st.text(DIGITS, min_size=9, max_size=9),
    st.sampled_from(["", "-", ".", "/", "_"]),
)
def test_no_phone_number_passes_as_a_reference(start: str, rest: str, separator: str) -> None:
    length = {"07": 9, "+447": 9, "00447": 9, "447": 9, "01": 9, "02": 9, "+4420": 8, "7": 9}[start]
    number = start + rest[:length]
    unfit(values.reference, separator.join((number[:5], number[5:8], number[8:])))


LETTER, DIGIT = st.sampled_from(string.ascii_letters), st.sampled_from(DIGITS)
OUTWARD = st.one_of(
    st.tuples(LETTER, DIGIT),
    st.tuples(LETTER, DIGIT, DIGIT),
    st.tuples(LETTER, LETTER, DIGIT),
    st.tuples(LETTER, LETTER, DIGIT, DIGIT),
    st.tuples(LETTER, DIGIT, LETTER),
    st.tuples(LETTER, LETTER, DIGIT, LETTER),
)


@given(OUTWARD, st.tuples(DIGIT, LETTER, LETTER), st.sampled_from(["", " ", "-", ".", "_"]))
def test_no_postcode_passes_as_a_reference(outward: tuple[str, ...], inward: tuple[str, ...], separator: str) -> None:
    unfit(values.reference, "".join(outward) + separator + "".join(inward))


@given(st.text(DIGITS, min_size=10, max_size=10), st.sampled_from(["", "-", "."]))
def test_no_nhs_number_passes_as_a_reference(digits: str, separator: str) -> None:
    unfit(values.reference, separator.join((digits[:3], digits[3:6], digits[6:])))


@given(st.one_of(st.text(max_size=80), st.from_regex(r"[A-Za-z0-9 ._/\n-]{1,70}", fullmatch=True)))
def test_what_passes_as_a_reference_is_short_plain_and_has_a_digit(cell: str) -> None:
    try:
        kept = values.reference(cell)
    except Unfit:
        return
    assert kept == cell
    assert len(cell) <= 64
    assert cell.isascii()
    assert any(sign.isdigit() for sign in cell)
    assert not any(sign.isspace() for sign in cell)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("07700-900-123", "+447700900123"),
        ("7700900123", "+447700900123"),
        ("447700900123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("0044 7700 900123", "+447700900123"),
        ("+353 85 123 4567", "+353851234567"),
        ("0048 601 234 567", "+48601234567"),
        ("", None),
    ],
)
def test_phones_are_kept_in_one_form(cell: str, kept: str | None) -> None:
    assert values.phone(cell) == kept


@pytest.mark.parametrize(
    "cell", ["0114 496 0123", "+44 20 7946 0123", "07700 90012", "07700 900123 (mum)", "none", "+1", "7.7E+09", "070 1234 5678"]
)
def test_what_gets_no_texts_is_refused(cell: str) -> None:
    assert cell not in unfit(values.phone, cell)


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("a.b+c@mail.example.org", True),
        ("", True),
        ("a@b", False),
        ("a b@c.org", False),
        ("A <a@b.org>", False),
        ("a@b.org;c@d.org", False),
        ("a..b@c.org", False),
        ("a" * 250 + "@b.org", False),
    ],
)
def test_emails_are_addresses_and_nothing_else(cell: str, fits: bool) -> None:
    if fits:
        assert values.email(cell) == (cell or None)
    else:
        assert cell not in unfit(values.email, cell)


def test_a_day_too_long_ago_may_be_a_birth_date_and_is_refused() -> None:
    assert values.day("31/05/2026", TODAY) == date(2026, 5, 31)
    assert values.day("", TODAY) is None
    for cell in ("12/03/2010", "12/03/2210", "next week"):
        assert cell not in unfit(values.day, cell, TODAY)


def test_a_team_is_one_of_the_councils_in_any_case() -> None:
    teams = {"east team": "East team"}
    assert values.team("EAST  Team", teams) == "East team"
    assert values.team("", teams) is None
    assert "Add the team under Council" in unfit(values.team, "Jane Smith", teams)


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("sex", "Male", "m"),
        ("sex", "F", "f"),
        ("sex", "Non-binary", "other"),
        ("ethnicity", "White British", "white"),
        ("ethnicity", "Mixed - White and Black Caribbean", "mixed"),
        ("ethnicity", "White and Asian", "mixed"),
        ("ethnicity", "Asian or Asian British: Pakistani", "asian"),
        ("ethnicity", "Black African", "black"),
        ("ethnicity", "Gypsy / Roma", "white"),
        ("ethnicity", "Not stated", None),
        ("ethnicity", "Prefer not to say", RATHER_NOT_SAY),
        ("order_type", "Referral Order", "referral_order"),
        ("order_type", "YRO with ISS", "yro"),
        ("order_type", "Youth Caution", "out_of_court"),
        ("order_type", "Out-of-court disposal", "out_of_court"),
        ("order_type", "DTO", "custody"),
        ("order_type", "Turnaround", "prevention"),
        ("care_experience", "LAC", "yes"),
        ("care_experience", "Not looked after", "no"),
        ("care_experience", "TRUE", "yes"),
        ("needs", "EHCP", "ehcp"),
        ("needs", "SLCN", "slcn"),
        ("needs", "EHCP and SLCN", "both"),
        ("age_band", "15", "15-16"),
        ("age_band", "10-12", "10-12"),
        ("age_band", "18", "17+"),
        ("language", "Polish", "pl"),
        ("language", "UR", "ur"),
        ("language", "en-GB", "en"),
        ("language", "", "en"),
        ("sex", "", None),
    ],
)
def test_common_words_of_councils_are_understood(field: str, cell: str, code: str | None) -> None:
    assert values.word(field, cell, {}) == code


def test_another_word_is_refused_until_an_officer_says_what_it_means() -> None:
    said = unfit(values.word, "sex", "Blokes", {})
    assert "m, f, other" in said
    assert "Blokes" not in said
    assert values.word("sex", "BLOKES", {"blokes": "m"}) == "m"
    assert values.word("sex", "blokes", {"blokes": ""}) is None
    assert values.word("language", "Elvish", {"elvish": ""}) == "en"


@pytest.mark.parametrize("field", WORDED)
def test_every_word_that_we_know_leads_to_a_code_that_is_kept(field: str) -> None:
    if field == "language":
        assert {values.word(field, name, {}) for name in words.LANGUAGES.values()} == set(words.LANGUAGES)
        return
    allowed = {*BANDS[field], RATHER_NOT_SAY, None}  # type: ignore[index]
    for word in (*words.COMMON[field], *words.UNKNOWN, *words.DECLINED, *BANDS[field]):  # type: ignore[index]
        assert words.plain(word) == word or word in allowed, word
        assert values.word(field, word, {}) in allowed
