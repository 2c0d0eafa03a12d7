"""A table of responses and the meaning of its columns as one file to take away."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from feedback.reporting import rows
from feedback.reporting.rows import Exported


def packed(exported: Exported, name: str) -> bytes:
    """A ZIP file that holds <name>.csv and the meaning of its columns beside it."""
    made = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        table = Path(folder) / f"{name}.csv"
        rows.write(exported, table)
        for path in (table, rows.codebook_path(table)):
            archive.writestr(path.name, path.read_bytes())
    return made.getvalue()
