"""From a comment to its reading: positive, negative, mixed, neutral or unclear, with the words that made it so."""

from __future__ import annotations

from typing import Literal, NamedTuple

from feedback.language.features import evenness, features, sides, sum_of
from feedback.language.lexicon import Lexicon
from feedback.language.model import Model, chances
from feedback.language.units import Parts, Unit, parts

Sentiment = Literal["positive", "negative", "mixed", "neutral", "unclear"]

MOST_REASONS = 5
LEAST_REASON = 0.1
"""A weight that is too small to be called a reason."""
GUESS_FROM = 0.3
"""What the reasons for a positive or a negative reading must weigh together: a bare hunch is no reading.

Where the question asked for praise or for change, the question itself is a reason.
"""
MIXED_FROM = 1.0
"""Strength on both sides from which a comment that is neither positive nor negative is mixed, not neutral."""
LONGEST_REFUSAL = 12
"""Tokens up to which a comment may be a "no comment" with fillers around it."""
LEAST_KNOWN = 0.5
"""Share of known words under which a comment is taken for another language."""


class Reason(NamedTuple):
    """A word, phrase or emoji of the comment, and how far it leaned: above 0 to positive, below 0 to negative (log odds)."""

    word: str
    weight: float


class Reading(NamedTuple):
    """What a comment was taken to mean.

    `polarity` is the chance of positive less the chance of negative (-1 to 1), `confidence` the chance of the class that was read
    (0 to 1). `reasons` are the words that weighed most, the strongest first, for the reading and against it; `rest` is what the
    question, the order of words and lighter words add. What is unclear has no reasons and a score of 0.
    """

    sentiment: Sentiment
    polarity: float
    confidence: float
    reasons: tuple[Reason, ...]
    rest: float
    engine: str

    @property
    def score(self) -> float:
        """The log odds of positive against negative: all reasons and the rest, to two decimals."""
        return round(sum(reason.weight for reason in self.reasons) + self.rest, 2)

    @property
    def sum(self) -> tuple[Reason, ...]:
        """Everything that adds up to the score: the reasons and, last, the rest under the word ""."""
        return (*self.reasons, Reason("", self.rest))


def judge(text: str, model: Model, words: Lexicon) -> Reading:
    """The reading of a comment. Never raises; what says nothing, or is not understood, is unclear and not guessed."""
    taken = parts(text, words)
    if _says_nothing(taken, model, words):
        return _unclear(0.0, model)
    even = evenness(taken.units)
    odds = model.odds(features(taken, words), even)
    against, between, speaking_for = chances(*odds)
    confidence = round(max(against, between, speaking_for), 3)
    if confidence < model.abstain_below:
        return _unclear(confidence, model)
    sentiment = _sentiment(against, between, speaking_for, taken.units)
    reasons = _reasons(taken, model, words, even)
    if model.kind == "general" and not _has_grounds(sentiment, reasons):
        return _unclear(confidence, model)
    rest = round(odds[1] - odds[0] - sum(reason.weight for reason in reasons), 2)
    return Reading(sentiment, round(speaking_for - against, 3), confidence, reasons, rest, model.engine)


def _unclear(confidence: float, model: Model) -> Reading:
    return Reading("unclear", 0.0, confidence, (), 0.0, model.engine)


def _has_grounds(sentiment: Sentiment, reasons: tuple[Reason, ...]) -> bool:
    if sentiment == "positive":
        return sum(reason.weight for reason in reasons if reason.weight > 0) >= GUESS_FROM
    if sentiment == "negative":
        return sum(reason.weight for reason in reasons if reason.weight < 0) <= -GUESS_FROM
    return True


def _says_nothing(taken: Parts, model: Model, words: Lexicon) -> bool:
    gist = words.gist(taken.tokens) if len(taken.tokens) <= LONGEST_REFUSAL else ""
    if gist in words.says_nothing or (gist in words.nothing and model.kind == "general"):
        return True
    if not any(unit.strength or unit.name in model.weights for unit in taken.units):
        return gist not in words.nothing
    return _another_language(taken.tokens, model, words)


def _another_language(found: list[str], model: Model, words: Lexicon) -> bool:
    unknown = [token for token in found if token not in words.respelt and token not in model.weights and token.isalpha()]
    return bool(unknown) and len(unknown) > (1 - LEAST_KNOWN) * sum(map(str.isalpha, found))


def _sentiment(against: float, between: float, speaking_for: float, made: list[Unit]) -> Sentiment:
    if speaking_for > max(against, between):
        return "positive"
    if against > between:
        return "negative"
    return "mixed" if min(sides(made)) >= MIXED_FROM else "neutral"


def _reasons(taken: Parts, model: Model, words: Lexicon, even: float) -> tuple[Reason, ...]:
    """The parts of the score that read like reasons, no function words and no topics; neighbours count to the word beside them."""
    found = _leans_of_units(taken.units, model.leans, words)
    _add_leans_of_pairs(found, taken, model.leans, words)
    least = LEAST_REASON * even
    telling = sorted([(-abs(lean), word, lean) for word, lean in found.items() if lean >= least or -lean >= least])
    return tuple([Reason(word, round(lean / even, 2)) for _, word, lean in telling[:MOST_REASONS]])


def _leans_of_units(made: list[Unit], known: dict[str, float], words: Lexicon) -> dict[str, float]:
    leans: dict[str, float] = {}
    for unit in made:
        name = unit.name
        if name in words.unsaid or name.isdigit():
            continue
        if name not in leans:
            leans[name] = known.get(name, 0.0)
        if unit.strength:
            leans[name] += _lean_of_strength(unit, known)
    return leans


def _lean_of_strength(unit: Unit, known: dict[str, float]) -> float:
    name = sum_of(unit)
    lean = known.get(name, 0.0) + (known.get(name + " after but", 0.0) if unit.turned and not unit.early else 0.0)
    return lean * abs(unit.strength)


def _add_leans_of_pairs(leans: dict[str, float], taken: Parts, known: dict[str, float], words: Lexicon) -> None:
    """A pair with one word that can be a reason counts to it ("was helpful" to "helpful"), with two it is a reason of its own."""
    pairs = [pair for pair in dict.fromkeys(taken.pairs) if pair in known and pair not in words.strengths]
    place = {token: name for name in reversed(leans) for token in name.removeprefix("not ").split(" ")} if pairs else {}
    for pair in pairs:
        first, _, second = pair.partition(" ")
        before, after = place.get(first), place.get(second)
        name = pair if before and after and before != after else before or after
        if name:
            leans[name] = leans.get(name, 0.0) + known[pair]
