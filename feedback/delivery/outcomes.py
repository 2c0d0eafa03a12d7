"""What is handed to a provider, and what came of it: the few cases that everything else is decided by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from feedback.delivery.wording import Words
from feedback.store.worker import Trouble


@dataclass(frozen=True)
class Letter:
    """A message with all that sending it takes; an alert has no `stop`. It lives in memory alone, and its printed form tells nothing."""

    id: str
    channel: str
    sender: str = field(repr=False)
    address: str = field(repr=False)
    words: Words = field(repr=False)
    stop: str = field(repr=False)


@dataclass(frozen=True)
class Question:
    """An attempt whose end is unknown. `earlier`: what the provider called an attempt before it, None when there was none."""

    id: str
    earlier: str | None


@dataclass(frozen=True)
class Accepted:
    """The provider has it. `provider_id`: by what it can be asked; None where nothing can. `status`: the provider's own word, if any."""

    provider_id: str | None
    status: str = ""


@dataclass(frozen=True)
class Refused:
    """The provider will never take it; `why` is one of the table's reasons."""

    why: str


@dataclass(frozen=True)
class Later:
    """It was surely not taken, and may be in a while."""


@dataclass(frozen=True)
class Unknown:
    """Nobody can say yet whether it was taken: the provider must be asked before it is tried again."""


@dataclass(frozen=True)
class Missing:
    """The provider was asked, and has no such attempt: it may be tried again at once."""


@dataclass(frozen=True)
class Held:
    """It was surely not taken, for a reason that is not its own: the whole channel must wait."""

    trouble: Trouble


Outcome = Accepted | Refused | Later | Unknown | Missing | Held
Outcomes = Mapping[str, Outcome]
"""By the id of the message. One that is not there has an unknown end."""


class Provider(Protocol):
    """Whoever carries the messages of a channel. Neither call raises, and neither knows a database."""

    def send(self, letters: Sequence[Letter]) -> Iterator[Outcomes]:
        """Try to send each once. What is given is kept before the next attempt is made: in one piece by who can be asked afterwards."""

    def ask(self, questions: Sequence[Question]) -> Outcomes:
        """What became of attempts whose end is unknown."""

    def status(self, provider_ids: Sequence[str]) -> Mapping[str, str]:
        """The provider's word for what it took, by its own id; without those that it did not answer for."""
