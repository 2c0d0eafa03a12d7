"""/healthz and /readyz."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from feedback import create_app
from tests.databases import SETTINGS


def test_a_migrated_application_is_alive_and_ready(each_app: Flask) -> None:
    client = each_app.test_client()
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_without_tables_it_is_alive_and_not_ready(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = create_app(replace(SETTINGS, database_url=f"sqlite:///{tmp_path / 'empty.db'}")).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "flask db upgrade" in answer.get_data(as_text=True)
