"""The council's colour and logo, as small files of their own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from feedback.respondent.theme import DEFAULT_ACCENT, contrast, stylesheet
from tests.respondent.asking import page, prepare, set_council

PNG = b"\x89PNG\r\n\x1a\n rest"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((255, 0, 0), (255, 255, 255), 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio == round(contrast(other, one), 2)


@pytest.mark.parametrize("accent", ["red", "#12", "", "#0b6b6b;}body{display:none", "javascript:1"])
def test_anything_but_a_colour_gives_the_default(accent: str) -> None:
    assert stylesheet(accent) == stylesheet(DEFAULT_ACCENT)


def test_words_on_the_accent_can_be_read_whatever_it_is() -> None:
    assert "--on-accent:#fff" in stylesheet("#0b6b6b")
    assert "--on-accent:#1c1b19" in stylesheet("#ffd400")


def test_the_colour_is_served_from_the_settings_and_kept_until_they_change(app: Flask, client: FlaskClient) -> None:
    prepare(app)
    set_council(app, accent="#801650")
    address = next(link.get("href") for link in page(client.get("/s/views").text).iter("link") if "theme" in link.get("href"))
    answer = client.get(address)
    assert "--accent:#801650" in answer.text
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/theme.css?v=old").headers["Cache-Control"] == "no-cache"


def test_the_logo_stands_on_the_page_with_the_public_name(app: Flask, client: FlaskClient) -> None:
    assert client.get("/logo").status_code == 404
    set_council(app, logo=PNG, logo_type="image/png")
    assert client.get("/logo").data == PNG
    picture = next(page(client.get("/privacy").text).iter("img"))
    assert picture.get("alt") == "Have your say"


def test_a_logo_that_is_no_picture_is_not_served(app: Flask, client: FlaskClient) -> None:
    set_council(app, logo=b"<script>", logo_type="text/html")
    assert client.get("/logo").status_code == 404


def test_a_drawn_logo_can_run_nothing(app: Flask, client: FlaskClient) -> None:
    set_council(app, logo=b"<svg/>", logo_type="image/svg+xml")
    assert "sandbox" in client.get("/logo").headers["Content-Security-Policy"]
