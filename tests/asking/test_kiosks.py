"""The life of a tablet, on both databases."""

from __future__ import annotations

import pytest

from feedback import store
from feedback.asking import kiosks
from feedback.asking.kiosks import KioskError
from feedback.store import council, events
from feedback.store import kiosks as kept
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, open_survey

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_tablet_gets_a_secret_of_which_only_a_digest_is_kept() -> None:
    survey = open_survey()
    with store.transaction():
        site = council.add_place("site", "Mill Lane").id
    made = kiosks.enrol("  Blue tablet ", site, None, [survey.id, survey.id], ACTOR)
    found = kept.by_id(made.id)
    assert found is not None
    assert (found.name, found.site_id, found.team_id, found.enrolled_on, found.last_seen) == ("Blue tablet", site, None, TODAY, None)
    assert len(made.secret) >= 43
    assert made.secret not in found.secret_hash
    assert [one.slug for one in kept.surveys_of(made.id)] == ["views"]
    (event,) = events.latest(["kiosk.enrolled"], made.id)
    assert (event.actor, event.detail) == (ACTOR, {"name": "Blue tablet", "surveys": "views"})
    assert kiosks.enrol("Other", None, None, [survey.id], ACTOR).secret != made.secret


@pytest.mark.parametrize(("name", "number"), [("", 1), ("  ", 1), ("x" * 81, 1), ("Blue tablet", 0)])
def test_what_cannot_be_a_tablet_is_refused(name: str, number: int) -> None:
    survey = open_survey()
    with pytest.raises(KioskError):
        kiosks.enrol(name, None, None, [survey.id] * number, ACTOR)
    assert kept.page("", 1, 5)[1] == 0
    assert events.latest(["kiosk.enrolled"]) == []


def test_a_tablet_that_checks_in_is_seen_by_its_day() -> None:
    survey = open_survey()
    made = kiosks.enrol("Blue tablet", None, None, [survey.id], ACTOR)
    found = kiosks.check_in(made.id, made.secret, 2, "a")
    assert found is not None
    store.database.db.session.expire_all()
    assert (found.last_seen, found.waiting, found.running) == (TODAY, 2, "a")
    assert kiosks.check_in(made.id, "guess", 5, "b") is None
    assert kiosks.check_in("nobody", made.secret, 5, "b") is None
    store.database.db.session.expire_all()
    assert found.waiting == 2


def test_a_tablet_is_revoked_once_and_still_proves_itself() -> None:
    survey = open_survey()
    made = kiosks.enrol("Blue tablet", None, None, [survey.id], ACTOR)
    assert kiosks.revoke(made.id, ACTOR)
    assert not kiosks.revoke(made.id, ACTOR)
    assert not kiosks.revoke("nobody", ACTOR)
    assert len(events.latest(["kiosk.revoked"])) == 1
    store.database.db.session.expire_all()
    found = kiosks.check_in(made.id, made.secret, 0, "")
    assert found is not None
    assert found.revoked_on == TODAY
