"""How good the data behind a window's figures are, said out loud: what was set aside, what stands out, who was helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from feedback.figures.bursts import bursts
from feedback.questionnaire.definition import Questionnaire
from feedback.reporting.kept import Kept
from feedback.reporting.saying import Said
from feedback.reporting.windows import Window
from feedback.store import responses
from feedback.store.responses import Coming


@dataclass(frozen=True)
class Quality:
    """`aside` is {reason code that an officer gave: responses}; `bursts` are days of the open link that stand out.

    `late` responses came after their quarter was frozen, `taken_back` ones were taken out by the people themselves. `coming` tells
    which of the others waited on a device.

    `answered_again` responses were followed by a later one of the same person, and `unlinked` ones cannot be told apart by person.
    `notes` say how the answers of a variant stand beside the others.
    """

    aside: Mapping[str, int]
    late: int
    taken_back: int
    coming: Coming
    bursts: Sequence[date]
    off_path: int
    answered_again: int
    unlinked: int
    notes: Sequence[str]

    @property
    def set_aside(self) -> int:
        """How many responses officers set aside in all."""
        return sum(self.aside.values())


def quality(survey_id: int, window: Window, kept: Kept, said: Said, newest: Questionnaire) -> Quality:
    """What an officer should know before relying on the figures of a window."""
    quarters = [str(quarter) for quarter in window.quarters]
    used = kept.of("variant")
    aside = dict(responses.aside_reasons(survey_id, quarters))
    return Quality(
        late=aside.pop("late", 0),
        taken_back=aside.pop("withdrawn", 0),
        aside=aside,
        coming=responses.coming(survey_id, quarters),
        bursts=bursts({date.fromisoformat(day): total for day, total in kept.link_days.items()}),
        off_path=said.off_path,
        answered_again=kept.responses - kept.whole.responses,
        unlinked=kept.responses - kept.linked,
        notes=[variant.note for variant in newest.variants if variant.note and variant.code in used],
    )
