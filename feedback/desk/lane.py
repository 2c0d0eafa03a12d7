"""What every room of the safeguarding lane shares: who works in it, and a concern that is about to be changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from feedback.permissions import may
from feedback.store import accounts, concern_steps, concerns
from feedback.store.accounts import Officer
from feedback.store.concerns import Concern


class NoConcern(LookupError):
    """There is no such concern for this account: it was never there, or the account is shut out of it. Nobody may learn which."""


class Refused(ValueError):
    """What was asked of a concern cannot be done. The message says why and what to do; `field` names what to mend."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def held(concern_id: str, officer: Officer) -> Concern:
    """A concern that only this transaction may change. Raises NoConcern, and Refused before somebody has opened it."""
    concern = concerns.held(concern_id, officer.id)
    if concern is None:
        raise NoConcern(concern_id)
    if concern.opened_at is None:
        raise Refused("Open the concern first: nobody has read it yet.")
    return concern


def keepers(away: Collection[int] = ()) -> Sequence[Officer]:
    """Active leads and deputies, by name, without those whose id is in `away`."""
    every = [one for one in accounts.everyone() if one.active and may(one.role_codes, "see_concerns") and one.id not in away]
    return sorted(every, key=called)


def others_of(concern_id: str, officer: Officer) -> Sequence[Officer]:
    """The leads and deputies who see a concern, without this one."""
    return keepers(concern_steps.shut_out_of(concern_id) | {officer.id})


def called(officer: Officer) -> str:
    """What an officer is called on a page."""
    return officer.full_name or officer.email


def names() -> Mapping[int, str]:
    """What every officer is called, by id, those who left too."""
    return {one.id: called(one) for one in accounts.everyone()}
