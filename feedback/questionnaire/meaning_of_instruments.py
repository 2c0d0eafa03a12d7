"""Whether instruments make sense: items that have numbers, a conversion for every sum, and bands without a gap or an overlap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from feedback.questionnaire.definition import BANDS, Number, Question, Questionnaire, Rating, Scale
from feedback.questionnaire.instruments import BandSet, Instrument
from feedback.questionnaire.scoring import ends, prorated, score

Item = Scale | Rating | Number

MOST_SUMS = 10_000
"""Different sums, by how many items are answered, up to which a conversion table is checked."""
NAMED = 5
"""Sums without a line that a message names."""


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the instruments, one by one."""
    for code in _twice(instrument.code for instrument in questionnaire.instruments):
        yield f"Instrument “{code}”: two instruments have this code. Give each a code of its own."
    questions = {question.code: question for question in questionnaire.questions()}
    for instrument in questionnaire.instruments:
        for problem in _instrument(instrument, questions):
            yield f"Instrument “{instrument.code}”: {problem}"


def _instrument(instrument: Instrument, questions: Mapping[str, Question]) -> Iterator[str]:
    yield from _items(instrument, questions)
    if instrument.fewest > len(instrument.items):
        yield f"it needs {instrument.fewest} answers, but has {len(instrument.items)} items. Need fewer, or add the items."
    for line in _twice(str(line.raw) for line in instrument.conversion):
        yield f"the conversion has two lines for {float(line):g}. Keep one of them."
    yield from _bands(instrument)
    items = [question for code in instrument.items if isinstance(question := questions.get(code), Item) and _can_be_counted(question)]
    if len(items) == len(instrument.items) >= instrument.fewest:
        yield from _scores(instrument, items)


def _items(instrument: Instrument, questions: Mapping[str, Question]) -> Iterator[str]:
    for code in _twice(instrument.items):
        yield f"“{code}” is an item twice. Keep it once."
    for code in dict.fromkeys(instrument.items):
        question = questions.get(code)
        if question is None:
            yield f"there is no question “{code}”. Use the codes of questions, or take it out."
        elif not isinstance(question, Item):
            yield f"“{code}” is a {question.type}, whose answers are no numbers. Use scales, ratings and numbers."


def _can_be_counted(question: Item) -> bool:
    """A scale without scores is told as a problem of the question."""
    return not isinstance(question, Scale) or any(option.score is not None for option in question.options)


def _bands(instrument: Instrument) -> Iterator[str]:
    for one in instrument.band_sets:
        yield from _set_of_bands(one)
    if instrument.band_sets and not _of_edition(instrument):
        yield f"no set of bands is of the edition “{instrument.edition}”. Add one, or name the edition that they are of."
    if any(_overlap(one, other) for one, other in combinations(instrument.band_sets, 2)):
        yield "two sets of bands are for the same edition, informant and age. Keep one of them, or say whom each is for."
    yield from _labels(instrument)


def _set_of_bands(one: BandSet) -> Iterator[str]:
    known = BANDS["age_band"]
    for age in one.ages:
        if age not in known:
            yield f"“{age}” is no age of a set of bands. Use {', '.join(known)}."
    for code in _twice(band.code for band in one.bands):
        yield f"two bands of one set have the code “{code}”. Give each a code of its own."
    for lower, upper in pairwise(one.bands):
        if upper.least <= lower.least:
            yield f"band “{upper.code}” does not begin above “{lower.code}”. Put the bands in order, each with its lowest score."


def _labels(instrument: Instrument) -> Iterator[str]:
    """People of all ages are counted by band together, so a band means one thing."""
    labels: dict[str, set[str]] = {}
    for one in _of_edition(instrument):
        for band in one.bands:
            labels.setdefault(band.code, set()).add(band.label)
    for code, found in labels.items():
        if len(found) > 1:
            yield f"band “{code}” is called {' and '.join(f'“{label}”' for label in sorted(found))}. Call it one thing, or use two codes."


def _of_edition(instrument: Instrument) -> list[BandSet]:
    return [one for one in instrument.band_sets if one.edition == instrument.edition]


def _overlap(one: BandSet, other: BandSet) -> bool:
    informants = one.informant == other.informant or None in {one.informant, other.informant}
    ages = not one.ages or not other.ages or bool({*one.ages} & {*other.ages})
    return one.edition == other.edition and informants and ages


def _scores(instrument: Instrument, items: list[Item]) -> Iterator[str]:
    """What can come out, against the conversion and the bands."""
    if instrument.conversion and instrument.how == "mean":
        yield "a conversion is for sums, and this is a mean. Use the sum, or take the conversion out."
        return
    sums = _possible(instrument, items)
    if instrument.conversion:
        yield from _unconverted(instrument, sums)
    lowest = min((line.score for line in instrument.conversion), default=_lowest(instrument, items) if sums is None else min(sums))
    for one in instrument.band_sets:
        if one.bands[0].least > lowest:
            yield f"the lowest score is {lowest:g}, but band “{one.bands[0].code}” begins at {one.bands[0].least:g}. Begin at the lowest."


def _unconverted(instrument: Instrument, sums: set[float] | None) -> Iterator[str]:
    if sums is None:
        yield "so many sums are possible that no conversion can hold them. Use questions with fewer answers."
        return
    missing = sorted(sums - {line.raw for line in instrument.conversion})
    if missing:
        named = ", ".join(f"{raw:g}" for raw in missing[:NAMED])
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        yield f"the conversion has no line for {named}{more}, which can come out. Add what the publication gives."


def _possible(instrument: Instrument, items: list[Item]) -> set[float] | None:
    """Every sum that can come out, with items missing as well; None when there are too many to tell."""
    reached: set[tuple[int, float]] = {(0, 0.0)}
    for item in items:
        scores = _scores_of(item)
        if scores is None:
            return None
        reached |= {(answered + 1, total + value) for answered, total in reached for value in scores}
        if len(reached) > MOST_SUMS:
            return None
    made = (prorated(instrument, total, answered) for answered, total in reached)
    return {raw for raw in made if raw is not None}


def _scores_of(item: Item) -> list[float] | None:
    match item:
        case Scale():
            return [value for option in item.options if (value := score(item, option.code)) is not None]
        case _:
            low, high = ends(item)
            return [low + step for step in range(int(high - low) + 1)] if high - low <= MOST_SUMS else None


def _lowest(instrument: Instrument, items: list[Item]) -> float:
    """The lowest score where there are too many to go through."""
    lows = [ends(item)[0] for item in items]
    return min(lows) if instrument.how == "mean" else sum(lows)


def _twice(found: Iterable[str]) -> list[str]:
    return [one for one, count in Counter(found).items() if count > 1]
