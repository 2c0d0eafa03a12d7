"""Who must not see a concern, and who looks after it: meant for a concern about staff, the lead included."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from feedback import clock, store
from feedback.desk import lane
from feedback.desk.lane import Refused
from feedback.store import accounts, alerts, comments, concern_steps, concerns, events
from feedback.store.accounts import Officer
from feedback.store.concern_steps import Done, Step
from feedback.store.concerns import Concern


def in_charge(steps: Sequence[Step], officer: Officer) -> bool:
    """Whether an officer may shut others out and hand over: who opened it first, and everybody to whom it was handed.

    Where nobody is known to have opened it first, or all of them work in the lane no more, whoever sees it may.
    """
    openers = [step.officer_id for step in steps if step.kind == "opened"]
    handed = [step.said["to"] for step in steps if step.kind == "handed_over"]
    here = {one.id for one in lane.keepers()}.intersection([*openers[:1], *handed])
    return not here or officer.id in here


def candidates(concern_id: str) -> Sequence[Officer]:
    """Active accounts that see the concern or may come to see it, by name: leads and deputies first."""
    away = concern_steps.shut_out_of(concern_id)
    first = {one.id for one in lane.keepers()}
    found = [one for one in accounts.everyone() if one.active and one.id not in away]
    return sorted(found, key=lambda one: (one.id not in first, lane.called(one)))


def away(concern_id: str) -> Sequence[Officer]:
    """The accounts that are shut out of a concern, by name."""
    found = concern_steps.shut_out_of(concern_id)
    return sorted((one for one in accounts.everyone() if one.id in found), key=lane.called)


def settle(concern_id: str, shut_out: Collection[int], to_id: int | None, officer: Officer) -> None:
    """Shut accounts out of a concern, hand it to a lead or deputy, or both at once. Raises NoConcern and Refused.

    What the same response raised besides is kept from them too: it is about the same people.
    """
    with store.transaction():
        concern = lane.held(concern_id, officer)
        _check(concern, frozenset(shut_out), to_id, officer)
        if shut_out:
            concern_steps.shut_out(concerns.beside(concern), shut_out)
            comments.outdate(concern.response_id)
            _keep(concern_id, "shut_out", {"officers": sorted(shut_out)}, officer)
            events.record(clock.now(), officer.email, "concern.access_changed", concern_id)
        if to_id is not None:
            _keep(concern_id, "handed_over", {"to": to_id}, officer)
            events.record(clock.now(), officer.email, "concern.handed_over", concern_id)
            to = [one for one in lane.keepers() if one.id == to_id]
            alerts.write("handed_over", concern_id, to, clock.now(), clock.today())


def let_in(concern_id: str, officer_id: int, officer: Officer) -> None:
    """Let an account see a concern again, and what the same response raised besides. Raises NoConcern and Refused."""
    with store.transaction():
        concern = lane.held(concern_id, officer)
        if officer_id not in concern_steps.shut_out_of(concern_id):
            raise Refused("This account is not shut out. Somebody may have let it in meanwhile.")
        concern_steps.let_in(concerns.beside(concern), officer_id)
        comments.outdate(concern.response_id)
        _keep(concern_id, "shut_out", {"let_in": officer_id}, officer)
        events.record(clock.now(), officer.email, "concern.access_changed", concern_id)


def _check(concern: Concern, shut_out: frozenset[int], to_id: int | None, officer: Officer) -> None:
    if not in_charge(concern_steps.of(concern.id), officer):
        raise Refused("Only who opened it first, or who it was handed to, can do this. Ask them.")
    if not shut_out and to_id is None:
        raise Refused("Choose whom to shut out, whom to hand it to, or both.", "shut_out")
    if shut_out - {one.id for one in candidates(concern.id)}:
        raise Refused("One of these accounts is gone, or shut out already. Choose again.", "shut_out")
    for one in concerns.beside(concern):
        _check_kept(lane.keepers(concern_steps.shut_out_of(one) | shut_out), to_id, officer)


def _check_kept(left: Sequence[Officer], to_id: int | None, officer: Officer) -> None:
    ids = {one.id for one in left}
    if not ids:
        raise Refused("At least one active lead or deputy must still see it. Shut out fewer accounts.", "shut_out")
    if to_id is not None and to_id not in ids - {officer.id}:
        raise Refused("Hand it to an active lead or deputy who still sees it, other than yourself.", "to")
    if officer.id not in ids and to_id is None:
        raise Refused("You shut yourself out. Choose whom you hand it to.", "to")


def _keep(concern_id: str, kind: str, said: dict[str, object], officer: Officer) -> None:
    concern_steps.add(concern_id, Done(kind, officer.id, clock.minute(), said), clock.today())
