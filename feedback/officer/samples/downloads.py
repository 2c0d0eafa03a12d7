"""Files to take away."""

from __future__ import annotations

from flask import Response


def csv_file(text: str, name: str) -> Response:
    """A CSV file."""
    return _file(text.encode(), "text/csv; charset=utf-8", name)


def pdf_file(made: bytes, name: str) -> Response:
    """A paper."""
    return _file(made, "application/pdf", name)


def _file(made: bytes, kind: str, name: str) -> Response:
    return Response(made, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
