"""The red banner on every officer's page: a safeguarding alert did not get through, or nobody has acted on one."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from feedback import clock
from feedback.desk import clocks
from feedback.desk.clocks import Trouble
from feedback.officer.access import allowed, signed_in
from feedback.store import alerts, council

NOT_OPENED = "A safeguarding alert has not been opened"
NOT_DELIVERED = "A safeguarding alert could not be delivered"
STANDING = "Safeguarding alerts are not going out"
NOBODY = "Call your safeguarding lead now."


@dataclass(frozen=True)
class Alarm:
    """What the banner says: what is wrong and what to do. `href` leads to the concerns for those who may open them, else it is empty."""

    what: str
    then: str
    href: str


def alarm() -> Alarm | None:
    """The banner for whoever looks at the page; None when all is well, and for somebody who is not signed in."""
    viewer = signed_in()
    found = clocks.trouble(viewer.id) if viewer else None
    if found is None:
        return None
    names = alerts.to_ring(clock.today(), council.current(), found.hidden)
    then = f"Ring {' or '.join(names)} now." if names else NOBODY
    return Alarm(_what(found), then, url_for("officer.concerns") if allowed("see_concerns") else "")


def _what(found: Trouble) -> str:
    if found.late:
        return NOT_OPENED
    return NOT_DELIVERED if found.untold else STANDING
