"""Which responses the figures include, and their counts: kept by window, and counted again only when what is shown has changed.

Figures change only by a multiple of STEP responses at once, so that no two views differ by fewer than that. There is one
exception: the first view of a quarter after it has closed settles it, and shows every response that counts by then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
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
"""Columns of a response by which results are counted, one at a time and never crossed; ASSISTED and TEAM are two more."""
ASSISTED = "assisted"
TEAM = "team"
OPEN_LINK = "link"
EVERYBODY = ""
_ASSISTED_BY = {"none": "no", "near": "yes", "read": "yes", "family": "yes", "interpreter": "yes"}

Positions = npt.NDArray[np.intp]
Rows = npt.NDArray[np.bool_]
Values = npt.NDArray[np.object_]


def counted(survey_id: int, windows: Sequence[Window], now: Standing) -> dict[Window, Kept]:
    """The counts of these windows: kept ones where they still hold, the others counted now, one pass for each quarter, and kept."""
    show_what_is_due(survey_id, {quarter for window in windows for quarter in window.quarters if quarter in now.responses})
    found = {window: counts.find(survey_id, str(window)) for window in windows}
    known = {window: Kept.from_json(text) for window, (_, text) in found.items() if text is not None}
    missing = [window for window in windows if window not in known]
    if missing:
        made = _count(survey_id, missing)
        _keep(survey_id, {window: (found[window][0], one) for window, one in made.items()})
        known |= made
    return known


def show_what_is_due(survey_id: int, quarters: Collection[Quarter]) -> None:
    """Let as many changes of these quarters be seen as may be, and mark the counts that they change.

    A quarter without responses is not settled by a view: what is imported there one day is shown in full.
    """
    closed = [quarter for quarter in quarters if _unsettled(survey_id, quarter)]
    if closed:
        with store.transaction():
            _settle(survey_id, closed)
    for quarter in quarters:
        if _due(survey_id, quarter):
            with store.transaction():
                # Looked up again: the caller looked before it was the only writer.
                responses.show(_due(survey_id, quarter))
                _outdate(survey_id, quarter)


def _settle(survey_id: int, quarters: Sequence[Quarter]) -> None:
    """Show all of these quarters at once: their responses lie side by side, so one pass over them is a third of the work."""
    unsettled = [quarter for quarter in quarters if _unsettled(survey_id, quarter)]
    responses.show_all(survey_id, [str(quarter) for quarter in unsettled])
    for quarter in unsettled:
        _outdate(survey_id, quarter)
        counts.settle(survey_id, str(quarter))


def _outdate(survey_id: int, quarter: Quarter) -> None:
    counts.outdate(survey_id, [saying.name_of(quarter), *(str(window) for window in containing(quarter))])


def questionnaire_of(version_id: int) -> Questionnaire:
    """What a version asked."""
    return _loaded(surveys.definition(version_id))


@lru_cache(maxsize=64)
def _loaded(definition: str) -> Questionnaire:
    return loading.load(definition)


def _unsettled(survey_id: int, quarter: Quarter) -> bool:
    """Whether the quarter has closed and nobody looked at it since."""
    return not is_open(quarter) and not counts.settled(survey_id, str(quarter))


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
        frame = responses.shown_frame(survey_id, str(quarter))
        links = frame["link_number"].to_numpy()
        last = tally.latest(links, frame["sent_on"], frame["id"])
        people = {window: _people(last, links, later[window]) for window in concerned}
        linked = {link for link in links if link is not None}
        for window, part in _of_quarter(frame, people).items():
            totals[window] += part
            later[window] |= linked
    return totals


def _people(last: Positions, links: Values, later: set[int]) -> Rows:
    """Which responses count: figures count people, not forms, and a person's latest answers stand."""
    rows = np.zeros(len(links), dtype=bool)
    rows[[position for position in last if links[position] not in later] if later else last] = True
    return rows


def _of_quarter(frame: pd.DataFrame, people: Mapping[Window, Rows]) -> dict[Window, Kept]:
    """The part that one quarter has in each window."""
    parts = dict.fromkeys(people, Kept())
    versions = frame["version_id"].to_numpy()
    for version_id in sorted(set(versions)):
        there = versions == version_id
        of_version = _of_version(int(version_id), frame[there], {window: rows[there] for window, rows in people.items()})
        for window, part in of_version.items():
            parts[window] += part
    return parts


def _of_version(version_id: int, frame: pd.DataFrame, people: Mapping[Window, Rows]) -> dict[Window, Kept]:
    """Every answer document is read once. Windows in which the same rows count share their tallies."""
    different = {rows.tobytes(): rows for rows in people.values()}
    number = {same: position for position, same in enumerate(different)}
    groups, nobody = _groups(frame), np.full(len(frame), None)
    asked = {
        f"{number[same]}/{name}": np.where(rows, values, nobody).tolist()
        for same, rows in different.items()
        for name, values in groups.items()
    }
    found = tally.count(questionnaire_of(version_id), frame["answers"].tolist(), asked).groups
    about = _about(version_id, frame)
    parts = {
        same: about + _needs(frame, rows) + _part({name: found[f"{number[same]}/{name}"] for name in groups})
        for same, rows in different.items()
    }
    return {window: parts[rows.tobytes()] for window, rows in people.items()}


def _about(version_id: int, frame: pd.DataFrame) -> Kept:
    days = Counter(frame["sent_on"].to_numpy()[(frame["way"] == OPEN_LINK).to_numpy()])
    return Kept(
        responses=len(frame),
        linked=int(frame["link_number"].notna().sum()),
        versions=(version_id,),
        link_days={day.isoformat(): total for day, total in days.items()},
    )


def _needs(frame: pd.DataFrame, rows: Rows) -> Kept:
    """How many of those who count have which needs: to see who is missing, and never with what they answered."""
    counted = Counter(frame["needs"].to_numpy()[rows])
    return Kept(needs={code: total for code, total in counted.items() if code not in (None, RATHER_NOT_SAY)})


def _part(groups: dict[str, Mapping[str, Tally]]) -> Kept:
    """Those who would rather not say are in no group."""
    whole = groups.pop(EVERYBODY).get(EVERYBODY, Tally())
    named = {name: {group: found for group, found in tallies.items() if group != RATHER_NOT_SAY} for name, tallies in groups.items()}
    return Kept(whole=whole, groups=named)


def _groups(frame: pd.DataFrame) -> dict[str, Values]:
    """Each response's group in each breakdown, None where it is not known; everybody is one group of a breakdown of its own."""
    assisted = np.asarray([_ASSISTED_BY.get(helper) for helper in frame["helper"]], dtype=object)
    bands = {name: frame[name].to_numpy() for name in BREAKDOWNS}
    teams = np.asarray([None if pd.isna(team) else str(team) for team in frame["team_id"]], dtype=object)
    return bands | {ASSISTED: assisted, TEAM: teams, EVERYBODY: np.full(len(frame), EVERYBODY, dtype=object)}
