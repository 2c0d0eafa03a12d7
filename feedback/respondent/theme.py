"""The council's colour and logo. The content policy allows no inline style, so the colour is a small stylesheet of its own."""

from __future__ import annotations

import re

from flask import Blueprint, Response, abort, request

from feedback.assets import FOR_A_YEAR
from feedback.respondent.host import Host
from feedback.respondent.shelf import shelf

DEFAULT_ACCENT = "#0b6b6b"
_COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
_PICTURES = frozenset({"image/png", "image/jpeg", "image/svg+xml", "image/webp", "image/gif"})
WHITE, BLACK, INK = (255, 255, 255), (0, 0, 0), "#1c1b19"
SOFT_SHARE, DARK_SHARE = 0.91, 0.28

Colour = tuple[int, int, int]


def add_to(blueprint: Blueprint) -> None:
    """The addresses of both."""
    blueprint.add_url_rule("/theme.css", "theme_css", theme_css)
    blueprint.add_url_rule("/logo", "logo", logo)


def theme_css() -> Response:
    """Four variables: the accent, darker for words, soft for backgrounds, and what can be read on it."""
    host = shelf().host()
    return _kept(Response(stylesheet(host.accent), mimetype="text/css"), host)


def logo() -> Response:
    """The council's logo; 404 when there is none. A drawing can run nothing: it has a content policy of its own."""
    host = shelf().host()
    if host.logo is None or host.logo_type not in _PICTURES:
        abort(404)
    response = Response(host.logo, mimetype=host.logo_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return _kept(response, host)


def stylesheet(accent: str) -> str:
    """The stylesheet for an accent "#rrggbb"; anything else gives the default."""
    colour = _parsed(accent if _COLOUR.fullmatch(accent) else DEFAULT_ACCENT)
    on_accent = "#fff" if contrast(colour, WHITE) >= contrast(colour, _parsed(INK)) else INK
    dark, soft = _mixed(colour, BLACK, DARK_SHARE), _mixed(colour, WHITE, SOFT_SHARE)
    return f":root{{--accent:{_written(colour)};--accent-dark:{_written(dark)};--accent-soft:{_written(soft)};--on-accent:{on_accent}}}\n"


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(part + (end - part) * share) for part, end in zip(colour, other, strict=True))
    return red, green, blue


def _parsed(text: str) -> Colour:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _kept(response: Response, host: Host) -> Response:
    response.headers["Cache-Control"] = FOR_A_YEAR if request.args.get("v") == host.stamp else "no-cache"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
