"""The analysers that TextBlob is given: one for each kind of question."""

from __future__ import annotations

from textblob.base import CONTINUOUS, BaseSentimentAnalyzer  # type: ignore[import-untyped,unused-ignore]

from feedback.language.judging import Reading, judge
from feedback.language.lexicon import lexicon
from feedback.language.model import KINDS, model


class ServiceAnalyser(BaseSentimentAnalyzer):  # type: ignore[misc,unused-ignore]
    """Reads comments about a service: `TextBlob(text, analyzer=ANALYSERS["general"]).sentiment` is a Reading."""

    kind = CONTINUOUS

    def __init__(self, question_kind: str) -> None:
        super().__init__()
        self._model = model(question_kind)
        self._words = lexicon()

    def analyze(self, text: str) -> Reading:
        """The reading of a comment. There is nothing left to train: the weights are shipped."""
        return judge(text, self._model, self._words)


ANALYSERS = {kind: ServiceAnalyser(kind) for kind in KINDS}
