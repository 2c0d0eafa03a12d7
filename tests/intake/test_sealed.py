"""What devices seal is kept once, or held: nothing is lost and nothing counts twice."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import threading
import uuid
from collections import Counter

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask
from joserfc import jwe
from joserfc.jwk import ECKey

from feedback import store
from feedback.asking import surveys as life
from feedback.intake import sealed, sealing
from feedback.intake.holding import MOST_UNREADABLE
from feedback.intake.receiving import receive
from feedback.intake.recording import kept_id
from feedback.questionnaire import loading, starters
from feedback.store import comments, concerns, held, responses, surveys
from feedback.store.database import db
from feedback.store.quarters import FrozenQuarter
from feedback.store.sealing_keys import PublicKey
from tests.databases import TODAY
from tests.intake.arrivals import ACTOR, arrival, form, open_survey
from tests.intake.devices import QUARTER, ago, close, only_response, reasons, response, seal

pytestmark = pytest.mark.usefixtures("each_database")


def test_a_sealed_response_is_kept_like_a_posted_one_and_known_when_it_comes_again() -> None:
    survey = open_survey()
    sent = form(overall="good", good="they listen")
    inside = response(sent, helper="near", touchpoint="review", read_aloud=True)
    assert sealed.receive(seal(inside), queued=False) == "kept"
    assert sealed.receive(seal(inside), queued=True) == "known"
    kept = only_response(survey.id)
    assert (kept.id, kept.way, kept.helper, kept.touchpoint, kept.read_aloud) == (
        kept_id(sent["response_id"]),
        "link",
        "near",
        "review",
        True,
    )
    assert (kept.timing, kept.sent_on, kept.site_id, kept.by_revoked) == ("", TODAY, None, False)
    assert json.loads(kept.answers)["overall"] == "good"
    assert [one.text for one in comments.page(survey.id, [QUARTER], 1, 5)[0]] == ["they listen"]


def test_a_form_that_was_posted_is_known_when_it_comes_sealed() -> None:
    open_survey()
    sent = form(overall="good", good="they listen")
    receive(arrival(sent))
    assert sealed.receive(seal(response(sent)), queued=True) == "known"


def test_a_seal_made_step_by_step_as_the_standards_say_opens() -> None:
    """RFC 7516 and RFC 7518 4.6 by hand, so that our library and a browser mean the same."""
    survey = open_survey()
    assert sealed.receive(_by_hand(response(), sealing.public_key()), queued=False) == "kept"
    assert only_response(survey.id)


def _by_hand(inside: object, key: PublicKey) -> str:
    def text(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")

    def number(part: str) -> int:
        return int.from_bytes(base64.urlsafe_b64decode(part + "=="))

    to = ec.EllipticCurvePublicNumbers(number(key.jwk["x"]), number(key.jwk["y"]), ec.SECP256R1()).public_key()
    own = ec.generate_private_key(ec.SECP256R1())
    point = own.public_key().public_numbers()
    epk = {"kty": "EC", "crv": "P-256", "x": text(point.x.to_bytes(32)), "y": text(point.y.to_bytes(32))}
    header = text(json.dumps({"alg": "ECDH-ES", "enc": "A256GCM", "kid": key.kid, "epk": epk}).encode())
    about = (7).to_bytes(4) + b"A256GCM" + bytes(4) + bytes(4) + (256).to_bytes(4)
    secret = hashlib.sha256((1).to_bytes(4) + own.exchange(ec.ECDH(), to) + about).digest()
    nonce = os.urandom(12)
    closed = AESGCM(secret).encrypt(nonce, json.dumps(inside).encode(), header.encode())
    return ".".join((header, "", text(nonce), text(closed[:-16]), text(closed[-16:])))


def test_what_was_sealed_to_an_older_key_still_opens() -> None:
    survey = open_survey()
    old = sealing.public_key()
    waiting = seal(response(), old)
    assert sealing.rotate("command").kid != old.kid
    assert sealing.public_key().kid != old.kid
    assert sealed.receive(waiting, queued=True) == "kept"
    assert sealed.receive(seal(response()), queued=False) == "kept"
    assert responses.counts(survey.id)[0].responses == 2


def test_the_first_key_may_be_asked_for_by_many_at_once(each_database: Flask) -> None:
    keys: list[PublicKey] = []

    def ask() -> None:
        with each_database.app_context():
            keys.append(sealing.public_key())

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 5
    open_survey()
    assert [sealed.receive(seal(response(), key), queued=True) for key in keys] == ["kept"] * 5


def test_five_at_once_are_kept_once(each_database: Flask) -> None:
    survey = open_survey()
    waiting = seal(response(form(overall="good", change="been cutting again")))
    states: Counter[str] = Counter()

    def send() -> None:
        with each_database.app_context():
            states[sealed.receive(waiting, queued=True)] += 1

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == {"kept": 1, "known": 4}
    assert only_response(survey.id)
    assert concerns.page(0, "all", 1, 9)[1] == 1


def test_five_at_once_that_cannot_be_kept_are_held_once(each_database: Flask) -> None:
    survey = open_survey()
    close(survey, 60)
    waiting = seal(response(form(change="been cutting again")))
    states: Counter[str] = Counter()

    def send() -> None:
        with each_database.app_context():
            states[sealed.receive(waiting, queued=True)] += 1

    threads = [threading.Thread(target=send) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states == {"held": 5}
    assert reasons() == ["closed"]
    assert concerns.page(0, "all", 1, 9)[1] == 1


@pytest.mark.parametrize("text", ["x", "a.b.c.d.e", ".....", "e30.e30.e30.e30.e30", "eyJraWQiOiJhIn0....", "[" * 900 + "." * 4, "\0.\0"])
def test_what_nothing_opens_is_held_as_it_came_and_once(text: str) -> None:
    assert [sealed.receive(text, queued=True) for _ in range(2)] == ["held", "held"]
    (one,), total = held.page(1, 5)
    assert (total, one.reason, one.received_on, held.received(one.id)) == (1, "unreadable", TODAY, text)


@pytest.mark.parametrize(
    "inside",
    [
        [],
        {"kind": "review"},
        {"kind": "response"},
        {"kind": "response", "slug": "views", "form": 7},
        {"kind": "response", "slug": "Views!\0", "form": ""},
        {"kind": "response", "slug": "views", "form": "", "helper": "nobody"},
        {"kind": "response", "slug": "views", "form": "", "kiosk": {"id": "x' OR 1=1", "secret": ""}},
        {"kind": "response", "slug": "views", "form": "a=1&" * 1001},
        {"kind": "offer", "key": "1", "slug": "views", "outcome": "said_no"},
        {"kind": "offer", "key": str(uuid.uuid4()), "slug": "views", "outcome": "said_no", "reason": "upset"},
    ],
)
def test_what_opens_but_is_none_of_our_pages_doing_is_held_as_unreadable(inside: object) -> None:
    open_survey()
    assert sealed.receive(seal(inside), queued=True) == "held"
    assert reasons() == ["unreadable"]


def test_another_algorithm_a_compressed_text_or_anothers_key_does_not_open() -> None:
    open_survey()
    newest = sealing.public_key()
    header = {"alg": "ECDH-ES", "enc": "A256GCM", "kid": newest.kid}
    ours, stranger, text = ECKey.import_key(dict(newest.jwk)), ECKey.generate_key("P-256"), json.dumps(response())
    for changed, key in (({"zip": "DEF"}, ours), ({"alg": "ECDH-ES+A256KW"}, ours), ({"enc": "A128GCM"}, ours), ({}, stranger)):
        assert sealed.receive(jwe.encrypt_compact(header | changed, text, key), queued=True) == "held"
    assert reasons() == ["unreadable"] * 4


def test_rubbish_cannot_fill_the_disk() -> None:
    with store.transaction():
        for number in range(MOST_UNREADABLE - 1):
            held.hold(held.Arrived(f"rubbish {number}", "unreadable", TODAY))
    assert sealed.receive("more", queued=True) == "held"
    with pytest.raises(sealed.TooMany):
        sealed.receive("too much", queued=True)
    open_survey()
    assert sealed.receive(seal(response()), queued=False) == "kept"


def test_a_large_response_opens() -> None:
    survey = open_survey()
    assert sealed.receive(seal(response(form(good="ж" * 4000, change="ж" * 4000))), queued=False) == "kept"
    assert comments.count(survey.id, [QUARTER]) == 2


@pytest.mark.parametrize(
    ("changes", "fields", "reason"),
    [
        ({"slug": "nowhere"}, {}, "unknown_survey"),
        ({}, {"version": "9"}, "unknown_version"),
        ({}, {"version": ""}, "unknown_version"),
        ({}, {"version": "9" * 40}, "unknown_version"),
        ({}, {"version": "١"}, "unknown_version"),
        ({}, {"overall": "splendid"}, "not_valid"),
        ({}, {"made_up": "x"}, "not_valid"),
        ({}, {"response_id": "1234"}, "not_valid"),
    ],
)
def test_what_opens_but_cannot_be_kept_is_held_for_its_reason(changes: dict[str, str], fields: dict[str, str], reason: str) -> None:
    survey = open_survey()
    assert sealed.receive(seal(response(form(**fields), **changes)), queued=True) == "held"
    (one,), _ = held.page(1, 5)
    assert (one.reason, one.survey_id) == (reason, None if reason == "unknown_survey" else survey.id)
    assert responses.counts(survey.id) == []


def test_a_draft_keeps_nothing() -> None:
    life.create(starters.get("young_people"), "views", "Views", "open", ACTOR)
    assert sealed.receive(seal(response()), queued=True) == "held"
    assert reasons() == ["not_open"]


def test_other_answers_under_the_same_id_are_held() -> None:
    survey = open_survey()
    sent = form(overall="good")
    sealed.receive(seal(response(sent)), queued=False)
    other = sent.copy()
    other["overall"] = "bad"
    assert sealed.receive(seal(response(other)), queued=True) == "held"
    assert reasons() == ["other_answers"]
    assert json.loads(only_response(survey.id).answers)["overall"] == "good"


@pytest.mark.parametrize(("finished_days_ago", "state"), [(8, "kept"), (6, "kept"), (5, "kept"), (3, "held")])
def test_a_closed_survey_takes_what_was_finished_until_the_day_after_it_closed(finished_days_ago: int, state: str) -> None:
    survey = open_survey()
    close(survey, 6)
    assert sealed.receive(seal(response(finished=ago(days=finished_days_ago))), queued=True) == state
    assert reasons() == ([] if state == "kept" else ["closed"])


def test_a_device_that_never_heard_back_may_send_again_after_the_survey_has_closed() -> None:
    survey = open_survey()
    waiting = seal(response())
    sealed.receive(waiting, queued=False)
    close(survey, 9)
    assert sealed.receive(waiting, queued=True) == "known"


def test_an_older_version_takes_what_was_finished_on_it() -> None:
    survey = open_survey()
    newer = json.loads(loading.dump(starters.get("young_people")))
    options = [{"code": "yes", "label": "Yes"}, {"code": "no", "label": "No"}]
    newer["sections"][0]["questions"] += [{"type": "choice", "code": "more", "text": "Is this one fine too?", "options": options}]
    life.publish("views", loading.load(json.dumps(newer)), ACTOR)
    assert sealed.receive(seal(response(form(version="1", overall="good"))), queued=True) == "kept"
    assert only_response(survey.id).version_id == surveys.versions(survey.id)[0].id


def test_a_frozen_quarter_keeps_what_comes_late_and_counts_it_nowhere() -> None:
    survey = open_survey()
    with store.transaction():
        db.session.add(FrozenQuarter(survey_id=survey.id, quarter=QUARTER, frozen_on=TODAY))
    assert sealed.receive(seal(response(finished=ago(days=2))), queued=True) == "kept"
    assert sealed.receive(seal(response(finished=ago(days=2), slug="views")), queued=True) == "kept"
    assert responses.aside_reasons(survey.id, [QUARTER]) == {"late": 2}
    assert responses.counts(survey.id)[0].responses == 0


def test_a_late_response_by_the_plain_form_is_late_too() -> None:
    survey = open_survey()
    with store.transaction():
        db.session.add(FrozenQuarter(survey_id=survey.id, quarter=QUARTER, frozen_on=TODAY))
        db.session.add(FrozenQuarter(survey_id=survey.id, quarter="2026/27 Q1", frozen_on=TODAY))
    receive(arrival(form()))
    assert only_response(survey.id).set_aside == "late"
