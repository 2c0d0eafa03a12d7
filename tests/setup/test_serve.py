"""Who stands in for phones, and what the service is told of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from feedback import settings
from setup.serve import phone_settings, wants_phone


@pytest.mark.parametrize(
    ("environ", "wanted"),
    [
        ({}, True),
        ({"FEEDBACK_NOTIFY_KEY": ""}, True),
        ({"FEEDBACK_NOTIFY_KEY": "a key"}, False),
        ({"FEEDBACK_SMTP": "smtp://mail.example.org"}, False),
        ({"FEEDBACK_ENV": "production"}, False),
    ],
)
def test_a_phone_stands_in_only_where_nobody_sends_and_never_in_production(environ: Mapping[str, str], *, wanted: bool) -> None:
    assert wants_phone(environ) is wanted


def test_the_service_takes_the_phone_for_a_provider() -> None:
    found = settings.load({"FEEDBACK_ENV": "development", "PORT": "5070", **phone_settings(5070)}).messages
    assert found.sms
    assert found.email
    assert found.notify is not None
    assert (found.address, found.notify.address) == ("http://127.0.0.1:5070", "http://127.0.0.1:5071")
