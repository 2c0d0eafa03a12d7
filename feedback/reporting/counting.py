"""Which responses the figures include, and their counts: kept by window, and counted again only when what is shown has changed.

A closed quarter shows every response that counts. The open one changes only by a multiple of STEP responses at once, so
that no two views of it differ by fewer than that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from feedback import store
from feedback.figures import tally
from feedback.figures.quarter import Quarter
from feedback.figures.tally import Tally
from feedback.questionnaire import loading
from feedback.questionnaire.definition import RATHER_NOT_SAY, Questionnaire
from feedback.reporting import saying
from feedback.reporting.kept import Kept
from feedback.reporting.standing import Standing, is_open
from feedback.reporting.windows import Window, containing
from feedback.store import counts, responses, surveys

STEP = 5
BREAKDOWNS = ("age_band", "sex", "ethnicity", "order_type", "care_experience", "way", "variant")
"""Columns of a response by which results are counted, one at a time and never crossed; ASSISTED is one more."""
ASSISTED = "assisted"
OPEN_LINK = "link"
_ASSISTED_BY = {"none": "no", "near": "yes", "read": "yes", "family": "yes", "interpreter": "yes"}

Positions = npt.NDArray[np.intp]
Values = npt.NDArray[np.object_]


def counted(survey_id: int, windows: Sequence[Window], now: Standing) -> dict[Window, Kept]:
    """The counts of these windows: kept ones where they still hold, the others counted now, one pass for each quarter, and kept."""
    show_what_is_due(survey_id, {quarter for window in windows for quarter in window.quarters})
    found = {window: counts.find(survey_id, str(window)) for window in windows}
    kept = {window: Kept.from_json(text) for window, (_, text) in found.items() if text is not None}
    known = {window: one for window, one in kept.items() if one.state == now.of(window.quarters)}
    missing = [window for window in windows if window not in known]
    if missing:
        made = {window: replace(one, state=now.of(window.quarters)) for window, one in _count(survey_id, missing).items()}
        _keep(survey_id, {window: (found[window][0], one) for window, one in made.items()})
        known |= made
    return known


def show_what_is_due(survey_id: int, quarters: Iterable[Quarter]) -> None:
    """Let as many changes of an open quarter be seen as may be, and mark the counts that they change."""
    for quarter in quarters:
        if is_open(quarter) and _due(survey_id, quarter):
            with store.transaction():
                # Looked up again: the caller looked before it was the only writer.
                responses.show(_due(survey_id, quarter))
                counts.outdate(survey_id, [saying.name_of(quarter), *(str(window) for window in containing(quarter))])


def questionnaire_of(version_id: int) -> Questionnaire:
    """What a version asked."""
    return _loaded(surveys.definition(version_id))


@lru_cache(maxsize=64)
def _loaded(definition: str) -> Questionnaire:
    return loading.load(definition)


def _due(survey_id: int, quarter: Quarter) -> Sequence[str]:
    """Ids of the responses whose turn it is to be shown, or to be left out."""
    pending = responses.pending(survey_id, str(quarter))
    return pending[: len(pending) // STEP * STEP]


def _keep(survey_id: int, made: Mapping[Window, tuple[int, Kept]]) -> None:
    with store.transaction():
        for window, (revision, kept) in made.items():
            counts.keep(survey_id, str(window), revision, kept.to_json())


def _count(survey_id: int, windows: Sequence[Window]) -> dict[Window, Kept]:
    """Count windows while reading each quarter once, the newest first: who answered later in a window is known by then."""
    totals = dict.fromkeys(windows, Kept())
    later: dict[Window, set[int]] = {window: set() for window in windows}
    for quarter in sorted({quarter for window in windows for quarter in window.quarters}, reverse=True):
        concerned = [window for window in windows if quarter in window.quarters]
        frame = (responses.shown_frame if is_open(quarter) else responses.counting_frame)(survey_id, str(quarter))
        links = frame["link_number"].to_numpy()
        last = tally.latest(links, frame["sent_on"], frame["id"])
        people = {window: _answering_first(last, links, later[window]) for window in concerned}
        for window, part in _of_quarter(frame, people).items():
            totals[window] += part
            later[window].update(link for link in links if link is not None)
    return totals


def _answering_first(last: Positions, links: Values, later: set[int]) -> Positions:
    """Positions of the responses that count: figures count people, not forms, and a person's latest answers stand."""
    return np.asarray([position for position in last if links[position] not in later], dtype=np.intp) if later else last


def _of_quarter(frame: pd.DataFrame, people: Mapping[Window, Positions]) -> dict[Window, Kept]:
    """The part that one quarter has in each window."""
    parts = dict.fromkeys(people, Kept())
    versions = frame["version_id"].to_numpy()
    for version_id in sorted(set(versions)):
        of_version = versions == version_id
        counting = {window: _mask(positions, len(frame))[of_version] for window, positions in people.items()}
        for window, part in _of_version(int(version_id), frame[of_version], counting).items():
            parts[window] += part
    return parts


def _mask(positions: Positions, length: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(length, dtype=bool)
    mask[positions] = True
    return mask


def _of_version(version_id: int, frame: pd.DataFrame, people: Mapping[Window, npt.NDArray[np.bool_]]) -> dict[Window, Kept]:
    """Every answer document is read once: each window is a breakdown of its own, with the responses left out in no group."""
    groups = _groups(frame) | {"": np.full(len(frame), "", dtype=object)}
    asked = {
        f"{window}/{name}": [value if counts_here else None for value, counts_here in zip(values, mask, strict=True)]
        for window, mask in people.items()
        for name, values in groups.items()
    }
    found = tally.count(questionnaire_of(version_id), frame["answers"].tolist(), asked).groups
    about = Kept(
        responses=len(frame),
        linked=int(frame["link_number"].notna().sum()),
        versions=(version_id,),
        link_days=Counter(day.isoformat() for day in frame["sent_on"][frame["way"] == OPEN_LINK]),
    )
    return {window: about + _part({name: found[f"{window}/{name}"] for name in groups}) for window in people}


def _part(groups: dict[str, Mapping[str, Tally]]) -> Kept:
    whole = groups.pop("").get("", Tally())
    return Kept(whole=whole, groups=groups)


def _groups(frame: pd.DataFrame) -> dict[str, Values]:
    """Each response's group in each breakdown; None where it is not known or the person would rather not say."""
    groups = {name: frame[name].mask(frame[name] == RATHER_NOT_SAY, None).to_numpy(dtype=object) for name in BREAKDOWNS}
    return groups | {ASSISTED: np.asarray([_ASSISTED_BY.get(helper) for helper in frame["helper"]], dtype=object)}
