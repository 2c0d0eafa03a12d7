"""The logo: a PNG or a JPEG, known by its content and not by its name."""

from __future__ import annotations

LARGEST = 200 * 1024
ENDS = {"image/png": (b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"), "image/jpeg": (b"\xff\xd8\xff", b"\xff\xd9")}
"""Media type → what the file begins and ends with."""


class LogoError(Exception):
    """This file cannot be the logo. The message says why and what to do."""


def checked(content: bytes) -> str:
    """The media type of a logo. Raises LogoError."""
    if len(content) > LARGEST:
        raise LogoError(f"The logo must be smaller than {LARGEST // 1024} KB. Save it smaller: 160 pixels wide is enough.")
    for mimetype, (start, end) in ENDS.items():
        if content.startswith(start) and content.rstrip(b"\0").endswith(end):
            return mimetype
    raise LogoError("The logo must be a whole PNG or JPEG file. Save the picture as one of these and choose it again.")
