"""The step about working hours and whoever is on call."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.officer.signing_in import post, sign_in, text
from tests.officer.test_council import WORKING, kept, step


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"work_to": "8"}, "Work must end later than it begins"),
        ({"work_to": "25"}, "Not a valid choice"),
        ({"region": "FRA"}, "Not a valid choice"),
        ({"on_call_phone": "01632 960 199"}, "Enter a mobile number"),
        ({"on_call_email": "duty"}, "Enter an email address"),
    ],
)
def test_working_hours_that_say_nothing_are_refused(app: Flask, client: FlaskClient, changed: dict[str, str], words: str) -> None:
    sign_in(client, "administrator")
    response = post(client, step("working-hours"), **{**WORKING, **changed})
    assert response.status_code == 422
    assert words in text(response)
    assert (kept(app).work_from, kept(app).region) == (9, "ENG")
