"""What the first readers found the comments of the closed quarters to be about: what the machine proposed, but where it erred."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from feedback import store
from feedback.demo.seeds import CLOSED
from feedback.desk import themes
from feedback.store import comment_themes, counts, passages, person_readings
from feedback.store.passages import Passage

MOST = 10_000
OTHERWISE: Mapping[str, Sequence[str]] = {
    "cant complain": (),
    "I have no complaints at all.": (),
    "nun really its calm": (),
    "Hard to say so far.": (),
    "the biscuits": (),
    "i was scared of going court but kel explained it": ("explanations",),
    "got a job at the car wash": ("school_and_work",),
    "my social worker said im doing well": (),
    "feels like being told off every week": ("fairness",),
    "always in the middle of my lessons": ("times_and_places", "school_and_work"),
    "more trips out": ("help_that_works",),
    "More for them to do in the holidays.": ("help_that_works",),
    "being able to do art instead of just talking": ("help_that_works",),
    "let me bring my mate": ("having_a_say",),
    "She always rings when she says she will.": ("listening",),
    "worker is alright, just wish it was shorter": ("times_and_places",),
    "🙂": (),
}
"""Lines in which people find something else than the machine proposes."""


def load() -> None:
    """Keep the themes of every comment that somebody has read."""
    found = passages.recent([str(quarter) for quarter in CLOSED], MOST)
    readers = {comment_id: words["first"].officer_id for comment_id, words in person_readings.of([one.id for one in found]).items()}
    proposals = themes.proposals(one.text for one in found)
    with store.transaction():
        for passage, proposed in zip(found, proposals, strict=True):
            if passage.id in readers:
                codes = [proposal.theme for proposal in proposed]
                comment_themes.put(passage.id, _found(passage, codes), codes, readers[passage.id])
        for survey_id, quarter in {(one.survey_id, one.quarter) for one in found}:
            counts.outdate_comments(survey_id, quarter)


def _found(passage: Passage, proposed: Sequence[str]) -> Sequence[str]:
    return OTHERWISE.get(passage.text, proposed)
