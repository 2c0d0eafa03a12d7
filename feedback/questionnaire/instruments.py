"""Instruments as data: which questions make up a score, how it is worked out, and what is published about it.

None is shipped. A council that may use a published instrument brings its questions and its tables with its questionnaire.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from feedback.questionnaire.parts import Code, OptionCode, Part, Text

Informant = Literal["young_people", "parents_and_carers", "people_harmed"]
"""Who answers, and so about whom a published table speaks."""


class Converted(Part):
    """One line of a published conversion table: a sum as it comes out, and the score it stands for."""

    raw: float
    score: float


class ScoreBand(Part):
    """A named stretch of scores, from `least` (included) up to where the next begins."""

    code: Code
    label: Text
    least: float


class BandSet(Part):
    """The bands of one edition for some ages and one informant; no `ages` is every age, no `informant` is whoever answers."""

    edition: Text
    ages: tuple[OptionCode, ...] = ()
    informant: Informant | None = None
    bands: tuple[ScoreBand, ...] = Field(min_length=2)


class Published(Part):
    """The standard deviation and the reliability that a publication gives: only with both is one person's change called reliable."""

    sd: float = Field(gt=0)
    reliability: float = Field(ge=0, lt=1)
    source: Text


class Instrument(Part):
    """A score over several questions. `citation` is printed wherever its scores stand.

    `items` are codes of scales, ratings and numbers; a reversed scale counts turned round. `fewest` of them must be answered,
    else there is no score; with some missing, a sum is scaled up to all items and rounded, halves up. `conversion` turns the
    sum into the score where the publication has a table for that. Of `band_sets` those of this `edition` are used.
    An instrument that is scored another way is another instrument and needs a code of its own.
    """

    code: Code
    title: Text
    edition: Text
    citation: Text
    items: tuple[Code, ...] = Field(min_length=1)
    how: Literal["sum", "mean"] = "sum"
    fewest: int = Field(ge=1)
    conversion: tuple[Converted, ...] = ()
    band_sets: tuple[BandSet, ...] = ()
    published: Published | None = None

    def bands(self, informant: Informant, age: str | None) -> tuple[ScoreBand, ...]:
        """The bands of its edition for somebody of this age band; none where none are published, or they are by age and it is not known."""
        fitting = (one for one in self.band_sets if one.edition == self.edition and one.informant in {informant, None})
        return next((one.bands for one in fitting if not one.ages or age in one.ages), ())
