"""The labelled comments that the model learns from. Nothing is fetched: the files stand in data/."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from feedback.language.evaluating import THREE
from feedback.language.labelled import Labelled, read_labelled

DATA = Path(__file__).with_name("data")
NHS, SERVICE, YOUTH = "nhs", "service", "youth"
WRITERS = ("mood_one", "mood_two", "mood_three")
"""Writers of comments for this service; each is also a source. Another's (mood_held_back) are never learnt from."""
FILES = {
    NHS: DATA / "nhs_fft_train.csv",
    SERVICE: DATA / "young_people.csv",
    YOUTH: DATA / "youth_dev.csv",
    **{writer: DATA / "comments" / f"{writer}.csv" for writer in WRITERS},
}


class Row(NamedTuple):
    """One labelled comment and the file that it comes from. Rows of one group never stand on both sides of a fold."""

    source: str
    comment: Labelled

    @property
    def target(self) -> int:
        """Place in CLASSES of the label."""
        return THREE[self.comment.label]


def rows() -> list[Row]:
    """All labelled comments, always in the same order."""
    return [Row(source, comment) for source, path in FILES.items() for comment in read_labelled(path)]
