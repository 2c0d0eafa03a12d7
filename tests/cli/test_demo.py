"""flask demo …"""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from feedback.permissions import ROLES
from feedback.store import council
from tests.cli.running import refused, run
from tests.databases import application


def test_the_demo_loads_once_on_both_databases(each_app: Flask) -> None:
    runner = each_app.test_cli_runner()
    assert "Loaded the demo: council" in run(runner, "demo", "load")
    assert "nothing was changed" in run(runner, "demo", "load")
    with each_app.app_context():
        assert council.current().demo


def test_sign_ins_name_the_links_and_every_role(demo_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "5123")
    with application(demo_url) as app:
        output = run(app.test_cli_runner(), "demo", "sign-ins")
    assert "http://127.0.0.1:5123/s/your-views" in output
    assert "http://127.0.0.1:5123/s/family-views" in output
    assert all(role in output for role in ROLES.values())


def test_without_the_demo_there_are_no_sign_ins(runner: FlaskCliRunner) -> None:
    assert "flask demo load" in refused(runner, "demo", "sign-ins")
