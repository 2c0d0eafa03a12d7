"""The style sheet is made ready without what belongs to GOV.UK alone."""

from __future__ import annotations

import pytest

from setup import frontend
from setup.steps import Stopped

FONT = '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'


def test_the_font_is_left_out_and_its_text_set_in_the_systems() -> None:
    css = frontend.without_crown(f"a{{color:red}}{FONT}{FONT}b{{font-family:GDS Transport,arial,sans-serif;margin:0}}")
    assert css == f"a{{color:red}}b{{font-family:{frontend.SYSTEM_FONTS};margin:0}}"


def test_the_crest_is_left_out() -> None:
    assert frontend.without_crown("a{background:url(/assets/images/govuk-crest.svg);top:0}") == "a{background:none;top:0}"


@pytest.mark.parametrize("css", ["a{background:url(/assets/new.svg)}", "a{font-family:GDS Transport}"])
def test_what_a_newer_release_names_otherwise_stops_the_set_up(css: str) -> None:
    with pytest.raises(Stopped, match="leave them out"):
        frontend.without_crown(css)


@pytest.mark.parametrize(
    ("text", "left"),
    [("a{}\n/*# sourceMappingURL=a.css.map */", "a{}\n"), ("go()\n//# sourceMappingURL=a.js.map\n", "go()\n\n"), ("a{}", "a{}")],
)
def test_source_maps_are_not_named(text: str, left: str) -> None:
    assert frontend.without_map(text) == left
