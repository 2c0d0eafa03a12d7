"""axe finds nothing on any page, on any device."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.browser import tour
from tests.browser.chromium import OpenPage, assert_accessible
from tests.servers import served


@pytest.mark.parametrize("device", ["tablet", "narrow"])
@pytest.mark.parametrize("survey", ["your-views", "your-views/easy-read", "family-views"])
def test_axe_finds_nothing_while_a_survey_is_answered(demo: Flask, open_page: OpenPage, device: str, survey: str) -> None:
    with served(demo) as address:
        page = open_page(device, reduced_motion="reduce")
        for _ in tour.answering(page, f"{address}/s/{survey}"):
            assert_accessible(page)


def test_axe_finds_nothing_when_somebody_says_no(demo: Flask, open_page: OpenPage) -> None:
    with served(demo) as address:
        page = open_page("tablet", reduced_motion="reduce")
        for _ in tour.declining(page, f"{address}/s/your-views"):
            assert_accessible(page)


@pytest.mark.parametrize(
    "path", ["/s/your-views", "/s/family-views", "/withdraw", "/i/", "/privacy", "/accessibility", "/s/no-such-survey"]
)
def test_axe_finds_nothing_on_the_plain_pages(demo: Flask, open_page: OpenPage, path: str) -> None:
    with served(demo) as address:
        page = open_page("phone")
        page.goto(address + path)
        assert_accessible(page)


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_axe_finds_nothing_on_the_officers_pages(demo: Flask, open_page: OpenPage, device: str) -> None:
    with served(demo) as address:
        page = open_page(device, reduced_motion="reduce")
        seen = []
        for name in tour.officers_pages(demo, page, address):
            seen.append(name)
            assert_accessible(page)
    assert len(seen) > len(tour.GUIDES) + 1
