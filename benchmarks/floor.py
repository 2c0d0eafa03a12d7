"""The floor: the least that a Flask service could do. It parses the form and inserts one row; or it returns bytes.

FLOOR_DATABASE is the SQLite file, FLOOR_ROW the size in bytes to which a row is filled up, FLOOR_PAGE the file of the bytes to return.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from pathlib import Path

from flask import Flask, Response, request

ROW = int(os.environ.get("FLOOR_ROW", "0"))
PAGE = Path(os.environ["FLOOR_PAGE"]).read_bytes() if "FLOOR_PAGE" in os.environ else b""
app = Flask(__name__)
_here = threading.local()
_one_writer = threading.Lock()


@app.post("/floor")
def keep() -> Response:
    """Parse the same form and insert one row of the same size, as durably."""
    form = request.form.to_dict(flat=False)
    row = (form["response_id"][0], json.dumps(form).ljust(ROW))
    connection = _connection()
    with _one_writer:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO response VALUES (?, ?)", row)
        connection.execute("COMMIT")
    return Response("kept")


@app.get("/floor")
def page() -> Response:
    """Return the same bytes."""
    return Response(PAGE, mimetype="text/html", headers={"Content-Encoding": "gzip"})


@app.get("/healthz")
def healthz() -> Response:
    """Say that the process lives."""
    return Response("ok")


def _connection() -> sqlite3.Connection:
    """This thread's connection, kept open, with the pragmas of feedback.store.database."""
    if not hasattr(_here, "connection"):
        connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], isolation_level=None)
        for pragma in ("busy_timeout = 15000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE IF NOT EXISTS response (id TEXT PRIMARY KEY, answers TEXT) WITHOUT ROWID")
        _here.connection = connection
    return _here.connection  # type: ignore[no-any-return]
