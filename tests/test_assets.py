"""What a browser is sent: compressed, kept for a year under an address of its content, never stale, and nothing of GOV.UK's own."""

from __future__ import annotations

import gzip

from flask import Flask, url_for
from flask.testing import FlaskClient

from feedback import assets

STYLES = "govuk-frontend.min.css"


def address(app: Flask) -> str:
    with app.test_request_context():
        return url_for("govuk", filename=STYLES)


def test_a_style_sheet_comes_compressed_and_may_be_kept_for_a_year(app: Flask, client: FlaskClient) -> None:
    response = client.get(address(app), headers={"Accept-Encoding": "gzip, deflate, br"})
    assert response.status_code == 200
    assert response.mimetype == "text/css"
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in response.headers["Cache-Control"]
    assert gzip.decompress(response.data) == (assets.GOVUK / STYLES).read_bytes()


def test_a_browser_that_takes_nothing_compressed_gets_it_plain(app: Flask, client: FlaskClient) -> None:
    response = client.get(address(app))
    assert "Content-Encoding" not in response.headers
    assert response.data == (assets.GOVUK / STYLES).read_bytes()


def test_an_address_that_is_not_of_this_content_is_asked_for_again(client: FlaskClient) -> None:
    for query in ("", "?v=older"):
        assert client.get(f"/govuk/{STYLES}{query}").headers["Cache-Control"] == "no-cache"


def test_what_the_browser_has_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get(f"/govuk/{STYLES}")
    assert client.get(f"/govuk/{STYLES}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_nothing_else_of_the_machine_is_served(client: FlaskClient) -> None:
    for path in ("/static/nothing.css", "/govuk/../../pyvenv.cfg", "/static/../assets.py"):
        assert client.get(path).status_code == 404, path


def test_neither_the_font_nor_the_crest_of_govuk_is_served() -> None:
    css = (assets.GOVUK / STYLES).read_text()
    assert "GDS Transport" not in css
    assert "url(" not in css
    assert {path.name for path in assets.GOVUK.iterdir()} == {STYLES, "govuk-frontend.min.js", "idb.js"}
