"""The accent colour: text must be readable on white in it, and white on it."""

from __future__ import annotations

import colorsys
import re

LEAST_CONTRAST = 4.5
"""WCAG 2.2, success criterion 1.4.3: text against its background."""
HEX = re.compile(r"#[0-9a-f]{6}")
STEPS = 1000


def tidy(colour: str) -> str | None:
    """'0B6' or '#0B6B6B' as '#00bb66' or '#0b6b6b'; None when it is no colour."""
    digits = colour.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    written = f"#{digits}"
    return written if HEX.fullmatch(written) else None


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of '#rrggbb' with white, 1 to 21 (WCAG 2.2, contrast ratio)."""
    return 1.05 / (_luminance(_parts(colour)) + 0.05)


def passes(colour: str) -> bool:
    """Whether the contrast is enough."""
    return contrast_with_white(colour) >= LEAST_CONTRAST


def nearest_that_passes(colour: str) -> str:
    """The lightest shade of the same hue and saturation that passes; the colour itself when it does."""
    if passes(colour):
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    darker = (lightness * step / STEPS for step in range(STEPS, -1, -1))
    return next(shade for light in darker if passes(shade := _written(colorsys.hls_to_rgb(hue, light, saturation))))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(parts: tuple[float, float, float]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
