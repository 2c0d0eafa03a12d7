"""The stand-in for phones: what arrives is on its page, and it tells the service how messages ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from feedback.demo.phone import Phone, page, refusal
from tests.delivery.standin import standing_in
from tests.pages import check

TEXT = {"phone_number": "07700 900123", "reference": "m", "personalisation": {"message": "Look: https://example.org/i/ABC\n<b>no</b>"}}


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def address(phone: Phone) -> Iterator[str]:
    with standing_in(phone) as found:
        yield found


def post(address: str, said: object) -> dict[str, object]:
    with urlopen(Request(f"{address}/v2/notifications/sms", json.dumps(said).encode()), timeout=5) as answer:
        found: dict[str, object] = json.load(answer)
        return found


def test_what_arrives_is_on_the_page_with_links_that_can_be_followed(phone: Phone, address: str) -> None:
    assert post(address, TEXT)["reference"] == "m"
    with urlopen(address, timeout=5) as answer:
        shown = answer.read().decode()
    assert '<a href="https://example.org/i/ABC">https://example.org/i/ABC</a>' in shown
    assert "&lt;b&gt;no&lt;/b&gt;" in shown
    assert "07700 900123" in shown


def test_each_accepted_request_is_one_more_message(phone: Phone, address: str) -> None:
    for _ in range(2):
        post(address, TEXT)
    with urlopen(f"{address}/counts", timeout=5) as answer:
        assert json.load(answer) == {"accepted": {"m": 2}, "asked": 0}


def test_an_address_that_is_none_is_refused_as_notify_does(phone: Phone, address: str) -> None:
    with pytest.raises(HTTPError) as refused:
        post(address, TEXT | {"phone_number": "four"})
    assert refused.value.code == 400
    refused.value.close()
    assert not phone.arrived
    assert refusal("email", {"email_address": "someone"}) is not None
    assert refusal("email", {"email_address": "someone@example.org"}) is None


def test_the_page_is_html_that_lasts(phone: Phone) -> None:
    phone.take("email", {"email_address": "perm-fail@simulator.notify", "personalisation": {"subject": "A <subject>", "message": "x"}})
    shown = page(phone.arrived)
    assert "did not arrive" in shown
    assert "A &lt;subject&gt;" in shown
    # It has a style of its own: no page of the service, so no content policy.
    check(page([]).replace("<style>", '<style nonce="n">'))
