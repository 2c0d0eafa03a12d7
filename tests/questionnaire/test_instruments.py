"""Instruments as they are brought: what makes no sense is said, and so is what to do."""

from __future__ import annotations

from typing import Any

import pytest

from feedback.questionnaire.loading import DefinitionError, dump, load
from tests.questionnaire.instruments import BANDS, ITEMS, instrument, made, with_instruments
from tests.questionnaire.tiny import Json, asking, choice, number, rating, scale

LINES = [{"raw": raw, "score": 2 * raw} for raw in range(11)]


def told(definition: Json) -> list[str]:
    with pytest.raises(DefinitionError) as refused:
        load(definition)
    return refused.value.problems


def one_set(*bands: Json, **more: Any) -> Json:
    return {"edition": "1", "bands": list(bands), **more}


def test_an_instrument_is_kept_with_its_questionnaire() -> None:
    written = with_instruments(instrument(conversion=LINES, published={"sd": 5, "reliability": 0.84, "source": "Made up."}))
    loaded = load(written)
    assert load(dump(loaded)) == loaded
    assert loaded.instruments[0].items == ITEMS
    assert loaded.instruments[0].published is not None


def test_a_questionnaire_needs_none() -> None:
    assert load(asking(scale())).instruments == ()


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"items": [*ITEMS, "hope"]}, "Instrument “ease”: there is no question “hope”. Use the codes of questions, or take it out."),
        ({"items": [*ITEMS, "calm"]}, "Instrument “ease”: “calm” is an item twice. Keep it once."),
        ({"fewest": 6}, "Instrument “ease”: it needs 6 answers, but has 5 items. Need fewer, or add the items."),
        ({"conversion": [*LINES, LINES[3]]}, "Instrument “ease”: the conversion has two lines for 3. Keep one of them."),
        (
            {"conversion": LINES[2:]},
            "Instrument “ease”: the conversion has no line for 0, 1, which can come out. Add what the publication gives.",
        ),
        (
            {"conversion": LINES[:3]},
            "Instrument “ease”: the conversion has no line for 3, 4, 5, 6, 7 and 3 more, which can come out. "
            "Add what the publication gives.",
        ),
        (
            {"conversion": LINES, "how": "mean"},
            "Instrument “ease”: a conversion is for sums, and this is a mean. Use the sum, or take the conversion out.",
        ),
        (
            {"band_sets": [one_set(BANDS[0], BANDS[2], BANDS[1])]},
            "Instrument “ease”: band “middle” does not begin above “high”. Put the bands in order, each with its lowest score.",
        ),
        (
            {"band_sets": [one_set(BANDS[0], dict(BANDS[1], least=0))]},
            "Instrument “ease”: band “middle” does not begin above “low”. Put the bands in order, each with its lowest score.",
        ),
        (
            {"band_sets": [one_set(BANDS[0], dict(BANDS[1], code="low", label="Low"))]},
            "Instrument “ease”: two bands of one set have the code “low”. Give each a code of its own.",
        ),
        (
            {"band_sets": [one_set(BANDS[1], BANDS[2])]},
            "Instrument “ease”: the lowest score is 0, but band “middle” begins at 4. Begin at the lowest.",
        ),
        (
            {"band_sets": [one_set(*BANDS, ages=["9-11"])]},
            "Instrument “ease”: “9-11” is no age of a set of bands. Use 10-12, 13-14, 15-16, 17+.",
        ),
        (
            {"band_sets": [one_set(*BANDS), one_set(*BANDS, ages=["17+"])]},
            "Instrument “ease”: two sets of bands are for the same edition, informant and age. Keep one of them, or say whom each is for.",
        ),
        (
            {"edition": "2"},
            "Instrument “ease”: no set of bands is of the edition “2”. Add one, or name the edition that they are of.",
        ),
        (
            {"band_sets": [one_set(*BANDS, ages=["10-12"]), one_set(dict(BANDS[0], label="Lowest"), *BANDS[1:], ages=["17+"])]},
            "Instrument “ease”: band “low” is called “Low” and “Lowest”. Call it one thing, or use two codes.",
        ),
    ],
)
def test_what_makes_no_sense_is_said_with_what_to_do(more: Json, message: str) -> None:
    assert told(with_instruments(instrument(**more))) == [message]


def test_two_instruments_of_one_code_are_told() -> None:
    found = told(with_instruments(instrument(), instrument(title="Again")))
    assert found == ["Instrument “ease”: two instruments have this code. Give each a code of its own."]


@pytest.mark.parametrize(
    ("published", "message"),
    [
        ({"sd": 0, "reliability": 0.8, "source": "A."}, "Instrument “ease”, published, sd is too small. Use more than 0"),
        ({"sd": 5, "reliability": 1, "source": "A."}, "Instrument “ease”, published, reliability is too big. Use less than 1"),
    ],
)
def test_a_publication_gives_a_deviation_and_a_reliability_that_can_be(published: Json, message: str) -> None:
    (found,) = told(with_instruments(instrument(published=published)))
    assert found.startswith(message)


def test_answers_that_are_no_numbers_make_no_score() -> None:
    found = told(asking(scale(), choice(), instruments=[instrument(items=["good", "where"], fewest=1, band_sets=[])]))
    assert found == ["Instrument “ease”: “where” is a choice, whose answers are no numbers. Use scales, ratings and numbers."]


def test_sums_with_an_answer_missing_must_be_convertible_too() -> None:
    # Two items of 0 or 3, one enough: 0, 3 and 6 with both; with one missing 3 stands for 6.
    options = [{"code": "no", "label": "No", "score": 0}, {"code": "yes", "label": "Yes", "score": 3, "positive": True}]
    items = [scale("a", options=options), scale("b", options=options)]
    lines = [{"raw": raw, "score": raw} for raw in (0, 3)]
    wrong = instrument(items=["a", "b"], fewest=1, conversion=lines, band_sets=[])
    assert told(asking(*items, instruments=[wrong])) == [
        "Instrument “ease”: the conversion has no line for 6, which can come out. Add what the publication gives."
    ]
    assert load(asking(*items, instruments=[dict(wrong, conversion=[*lines, {"raw": 6, "score": 6}])])).instruments


def test_ratings_and_numbers_are_items_and_a_conversion_has_its_limits() -> None:
    wide = number(most=1_000_000)
    over = instrument(items=["stars", "workers"], fewest=2, band_sets=[])
    assert load(asking(rating(), wide, instruments=[over])).instruments
    assert told(asking(rating(), wide, instruments=[dict(over, conversion=LINES)])) == [
        "Instrument “ease”: so many sums are possible that no conversion can hold them. Use questions with fewer answers."
    ]


def test_bands_are_those_of_the_edition_the_age_and_the_informant() -> None:
    older = [dict(band, least=band["least"] + (band["least"] > 0)) for band in BANDS]
    sets = [
        one_set(*BANDS, ages=["10-12", "13-14"], informant="young_people"),
        one_set(*older, ages=["15-16", "17+"], informant="young_people"),
        {"edition": "2", "ages": ["10-12"], "informant": "young_people", "bands": older},
    ]
    found = made(band_sets=sets)
    assert [band.least for band in found.bands("young_people", "13-14")] == [0, 4, 8]
    assert [band.least for band in found.bands("young_people", "17+")] == [0, 5, 9]
    assert found.bands("parents_and_carers", "17+") == ()
    assert found.bands("young_people", None) == ()
    assert [band.least for band in made(band_sets=sets, edition="2").bands("young_people", "10-12")] == [0, 5, 9]
