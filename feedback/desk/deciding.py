"""Deciding about a concern, giving it another level, and handing its comment back to the readers' desk."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from feedback import clock, store
from feedback.desk import lane
from feedback.desk.lane import Refused
from feedback.store import comments, concern_steps, concerns, events
from feedback.store.accounts import Officer
from feedback.store.codes import DECISIONS, LEVELS
from feedback.store.concern_steps import Done
from feedback.store.concerns import Concern

NOBODY_TO_TELL = ("not_identified", "mistaken")
"""Decisions after which there is no child to tell."""
OFF_THE_DESK = ("red", "amber")


@dataclass(frozen=True)
class Decision:
    """What a lead decides and why. `told`: who told the child; `not_told`: why nobody did. `reference`: of the referral."""

    decision: str
    reason: str
    reference: str = ""
    told: str = ""
    not_told: str = ""


def decide(concern_id: str, made: Decision, officer: Officer) -> None:
    """Keep a decision; an earlier one stays in the history. Raises NoConcern and Refused."""
    if made.decision not in DECISIONS[1:]:
        raise ValueError(f"'{made.decision}' is not a decision: use one of {', '.join(DECISIONS[1:])}")
    with store.transaction():
        concern = lane.held(concern_id, officer)
        _check_told(concern, made)
        concerns.mark_decided(concern_id, clock.minute())
        said = {key: text for key, text in asdict(made).items() if key != "decision"}
        concern_steps.add(concern_id, Done("decided", officer.id, clock.minute(), said, made.decision), clock.today())
        events.record(clock.now(), officer.email, "concern.decided", concern_id)


def change_level(concern_id: str, level: str, reason: str, officer: Officer) -> None:
    """Give a concern another level, never none. Raises NoConcern and Refused."""
    if level not in LEVELS:
        raise ValueError(f"'{level}' is not a level: use one of {', '.join(LEVELS)}")
    with store.transaction():
        concern = lane.held(concern_id, officer)
        if concern.level == level:
            raise Refused("It has this level already. Choose another one.", "level")
        if level not in OFF_THE_DESK:
            _refuse_while_hidden(concern_id, "set it to blue", "level")
        said = {"from": concern.level, "to": level, "reason": reason}
        concerns.set_level(concern_id, level)
        comments.outdate(concern.response_id)
        concern_steps.add(concern_id, Done("level", officer.id, clock.minute(), said), clock.today())
        events.record(clock.now(), officer.email, "concern.level_changed", concern_id)


def hand_back(concern_id: str, officer: Officer) -> None:
    """Put the comment of a concern on the readers' desk. Raises NoConcern and Refused."""
    with store.transaction():
        concern = lane.held(concern_id, officer)
        if why := why_not_handed_back(concern):
            raise Refused(why)
        _refuse_while_hidden(concern_id, "hand it back")
        concerns.hand_back(concern_id, clock.today())
        _keep(concern, officer, taken_back=False)


def take_back(concern_id: str, officer: Officer) -> None:
    """Take a comment that was handed back into the lane again. Raises NoConcern and Refused."""
    with store.transaction():
        concern = lane.held(concern_id, officer)
        if concern.handed_back_on is None:
            raise Refused("Its comment is not on the reading desk. There is nothing to take back.")
        concerns.hand_back(concern_id, None)
        _keep(concern, officer, taken_back=True)


def why_not_handed_back(concern: Concern) -> str:
    """Why the comment of a concern cannot be handed back, and what to do; empty when it can."""
    if concern.comment_id is None or concern.level not in OFF_THE_DESK:
        return "There is no comment in the lane to hand back: a wish to talk has none, and that of a blue concern is on the desk."
    if concern.handed_back_on is not None:
        return "Its comment is on the reading desk already."
    return "" if concern.decided_at else "Decide first. A comment goes back to the reading desk when there is nothing left to do in secret."


def _keep(concern: Concern, officer: Officer, *, taken_back: bool) -> None:
    comments.outdate(concern.response_id)
    concern_steps.add(concern.id, Done("handed_back", officer.id, clock.minute(), {"taken_back": taken_back}), clock.today())
    events.record(clock.now(), officer.email, "concern.taken_back" if taken_back else "concern.handed_back", concern.id)


def _check_told(concern: Concern, made: Decision) -> None:
    if made.told and made.not_told:
        raise Refused("Say who told the child, or why nobody did: not both.", "told")
    if concern.level == "red" and made.decision not in NOBODY_TO_TELL and not made.told and not made.not_told:
        raise Refused("Say who told the child, or why nobody did.", "told")


def _refuse_while_hidden(concern_id: str, what: str, field: str = "") -> None:
    """Everybody who reads comments would see on the desk what somebody is shut out of."""
    if concern_steps.shut_out_of(concern_id):
        raise Refused(
            f"Somebody is shut out of this concern, and everybody who reads comments could see it. Let them in, then {what}.", field
        )
