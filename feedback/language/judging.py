"""From a comment to its reading: positive, negative, mixed, neutral or unclear, with the words that made it so."""

from __future__ import annotations

from typing import Literal, NamedTuple

from feedback.language.features import evenness, features, sides, sum_of
from feedback.language.lexicon import Lexicon
from feedback.language.model import Model
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
    """What a comment was taken to mean. Polarity is from -1 to 1, confidence from 0 to 1, the strongest reason first."""

    sentiment: Sentiment
    polarity: float
    confidence: float
    reasons: tuple[Reason, ...]
    engine: str


def judge(text: str, model: Model, words: Lexicon) -> Reading:
    """The reading of a comment. Never raises; what says nothing, or is not understood, is unclear and not guessed."""
    taken = parts(text, words)
    if _says_nothing(taken, model, words):
        return Reading("unclear", 0.0, 0.0, (), model.engine)
    even = evenness(taken.units)
    against, between, speaking_for = model.chances(features(taken, words), even)
    confidence = round(max(against, between, speaking_for), 3)
    if confidence < model.abstain_below:
        return Reading("unclear", 0.0, confidence, (), model.engine)
    sentiment = _sentiment(against, between, speaking_for, taken.units)
    reasons = _reasons(sentiment, taken, model, words, even)
    if model.kind == "general" and sentiment in ("positive", "negative") and _weighs(reasons) < GUESS_FROM:
        return Reading("unclear", 0.0, confidence, (), model.engine)
    return Reading(sentiment, round(speaking_for - against, 3), confidence, reasons, model.engine)


def _weighs(reasons: tuple[Reason, ...]) -> float:
    return abs(sum(reason.weight for reason in reasons))


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


def _reasons(sentiment: Sentiment, taken: Parts, model: Model, words: Lexicon, even: float) -> tuple[Reason, ...]:
    """The parts of the score that read like reasons: no function words, no topics, and nothing against the reading itself."""
    leans = _leans_of_units(taken.units, model.leans, words)
    for pair in taken.pairs:
        if pair in model.leans and words.unsaid.isdisjoint(pair.split(" ")):
            leans[pair] = leans.get(pair, 0.0) + model.leans[pair]
    least = LEAST_REASON * even
    telling = [item for item in leans.items() if abs(item[1]) >= least and _agrees(item[1], sentiment)]
    telling.sort(key=lambda item: (-abs(item[1]), item[0]))
    return tuple([Reason(word, round(lean / even, 2)) for word, lean in telling[:MOST_REASONS]])


def _leans_of_units(made: list[Unit], known: dict[str, float], words: Lexicon) -> dict[str, float]:
    leans: dict[str, float] = {}
    for unit in made:
        name = unit.name
        if name not in leans and name in known and name not in words.unsaid and not name.isdigit():
            leans[name] = known[name]
        if unit.strength:
            leans[name] = leans.get(name, 0.0) + _lean_of_strength(unit, known)
    return leans


def _lean_of_strength(unit: Unit, known: dict[str, float]) -> float:
    name = sum_of(unit)
    lean = known.get(name, 0.0) + (known.get(name + " after but", 0.0) if unit.turned else 0.0)
    return lean * abs(unit.strength)


def _agrees(weight: float, sentiment: Sentiment) -> bool:
    if sentiment == "positive":
        return weight > 0
    return weight < 0 if sentiment == "negative" else True
