"""Whatever is in a file, an import takes it or refuses it, and nothing else happens."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.intake.importing import ImportRefused
from tests.intake.files import each_type, look

ANSWERS = ["good", "where", "help_with", "stars", "workers", "goals", "change", "talk", "talk.name"]
COLUMNS = [*ANSWERS, "sent_on", "response_id", "variant", "age_band"]
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["yes", "A bit", "school;work", "school:7;calm", "7", "2026-05-04", "31/12/9999", "easy-read", "17+", "skipped", "=1"]),
)
ROWS = st.lists(st.lists(CELLS, min_size=0, max_size=8), max_size=6)
HEADERS = st.lists(st.sampled_from([*COLUMNS, "refused_because", "Good", "nobody"]), max_size=8)
SEPARATORS = st.sampled_from([",", ";", "\t"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])


@pytest.fixture(autouse=True)
def survey(app_context: Flask) -> None:
    each_type()


def looked_at(data: bytes) -> None:
    """Look at a file: it is refused as a whole, or each row is taken or refused."""
    try:
        found = look(data)
    except ImportRefused:
        return
    assert len(found.taken) + len(found.refused) > 0
    assert all(row.reasons for row in found.refused)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    looked_at(data)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), HEADERS)
def test_any_bytes_under_a_header(data: bytes, header: list[str]) -> None:
    looked_at(",".join(header).encode() + b"\n" + data)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADERS, ROWS, SEPARATORS, ENCODINGS)
def test_any_cells(header: list[str], rows: list[list[str]], separator: str, encoding: str) -> None:
    made = io.StringIO(newline="")
    for cells in (header, *rows):
        made.write(separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells) + "\r\n")
    looked_at(made.getvalue().encode(encoding, "replace"))
