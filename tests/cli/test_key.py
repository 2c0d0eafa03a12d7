"""flask key …"""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskCliRunner

from feedback.intake import sealing
from feedback.store import events
from tests.cli.running import run


def test_a_new_key_seals_from_now_on_and_is_on_record(app: Flask, runner: FlaskCliRunner) -> None:
    with app.app_context():
        before = sealing.public_key().kid
    said = run(runner, "key", "rotate")
    with app.app_context():
        after = sealing.public_key().kid
        assert after != before
        assert after in said
        (event,) = events.latest(["key.rotated"])
        assert (event.actor, event.subject_id, event.detail) == ("command", after, {})
