"""What a change of the word list would do to comments that are there already: looked at before it is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from feedback import clock, store
from feedback.desk.word_list import KIND, Changes, written
from feedback.figures.quarter import Quarter
from feedback.language.reading import Kind, Sentiment, reader
from feedback.store import events, lists, passages, person_readings
from feedback.store.passages import Passage

MOST = 5_000
"""Comments read again, the newest quarters first: a longer look would keep the officer waiting."""
EXAMPLES = 20
NOT_KEPT = -1
"""The version of a list that nobody has saved."""


@dataclass(frozen=True)
class Reread:
    """One comment as the machine reads it now, and as it would."""

    passage: Passage
    before: Sentiment
    after: Sentiment


@dataclass(frozen=True)
class Effect:
    """What would change among `looked` comments of this quarter and the three before. `all_of_them`: there are no more.

    `moves` counts comments by what they are read as before and after. Of the `by_people` that somebody has read, the machine
    agrees with that person on `agreed_before` now and would agree on `agreed_after`.
    """

    looked: int
    all_of_them: bool
    moves: Mapping[tuple[Sentiment, Sentiment], int]
    examples: Sequence[Reread]
    by_people: int
    agreed_before: int
    agreed_after: int

    @property
    def moved(self) -> int:
        """How many comments would be read otherwise."""
        return sum(self.moves.values())


def effect(changes: Changes, actor: str) -> Effect:
    """What these changes, which were checked, would do beside the list that counts now. The record says how many comments were shown.

    Comments that ever raised a concern are left out: what the machine takes them to mean is shown to nobody.
    """
    found = passages.never_raised([str(quarter) for quarter in Quarter.of(clock.today()).rolling()], MOST + 1)
    reread = _reread(found[:MOST], changes)
    moved = [one for one in reread if one.before != one.after]
    people = _words_of_people([one.passage.id for one in reread])
    with store.transaction():
        events.record(clock.now(), actor, "words.tried", lists.current(KIND).version, comments=len(moved[:EXAMPLES]))
    return Effect(
        looked=len(reread),
        all_of_them=len(found) <= MOST,
        moves=dict(Counter((one.before, one.after) for one in moved).most_common()),
        examples=moved[:EXAMPLES],
        by_people=len(people),
        agreed_before=sum(people.get(one.passage.id) == one.before for one in reread),
        agreed_after=sum(people.get(one.passage.id) == one.after for one in reread),
    )


def _reread(found: Sequence[Passage], changes: Changes) -> list[Reread]:
    edited = lists.current(KIND)
    now, then = reader(edited.content, edited.version), reader(written(changes), NOT_KEPT)
    reread = []
    for passage in found:
        kind = cast(Kind, passage.kind)
        reread.append(Reread(passage, now.read(passage.text, kind).sentiment, then.read(passage.text, kind).sentiment))
    return reread


def _words_of_people(comment_ids: Sequence[str]) -> Mapping[str, str]:
    """What people took these comments to mean, of those that somebody read: what two agreed on, else the first word."""
    found = person_readings.of(comment_ids)
    return {comment_id: (words.get("agreed") or words["first"]).sentiment for comment_id, words in found.items()}
