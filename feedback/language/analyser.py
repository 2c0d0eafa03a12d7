"""The analysers that TextBlob is given: one for each kind of question."""

from __future__ import annotations

from dataclasses import replace

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer  # type: ignore[import-untyped,unused-ignore]

from feedback.language.edits import Changes, edited, unlearnt
from feedback.language.judging import Reading, judge
from feedback.language.lexicon import Lexicon, lexicon
from feedback.language.model import KINDS, Model, model


class ServiceAnalyser(BaseSentimentAnalyzer):  # type: ignore[misc,unused-ignore]
    """Reads comments about a service: `TextBlob(text, analyzer=analysers({}, 0)["general"]).sentiment` is a Reading."""

    kind = CONTINUOUS

    def __init__(self, weights: Model, words: Lexicon) -> None:
        super().__init__()
        self._model = weights
        self._words = words

    def analyze(self, text: str) -> Reading:
        """The reading of a comment. There is nothing left to train: the weights are shipped."""
        return judge(text, self._model, self._words)


def analysers(changes: Changes, version: int) -> dict[str, ServiceAnalyser]:
    """An analyser for each kind of question, reading with a version of the list: the shipped one with these changes."""
    words = edited(changes) if changes else lexicon()
    models = {kind: replace(model(kind), engine=f"{model(kind).engine} words {version}") for kind in KINDS}
    return {kind: ServiceAnalyser(unlearnt(weights, changes) if changes else weights, words) for kind, weights in models.items()}
