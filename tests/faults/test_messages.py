"""Every message is accepted exactly once, however often the worker dies. The long run is `make faults`."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.databases import why_no_postgres
from tests.faults.service import TOP

MESSAGES, KILLS = 300, 5


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_a_worker_that_is_killed_neither_loses_nor_doubles_a_message(database: str) -> None:
    if database == "postgres" and (why := why_no_postgres()):
        pytest.skip(why)
    command = [sys.executable, "-m", "tests.faults.messages", f"--messages={MESSAGES}", f"--kills={KILLS}", f"--database={database}"]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said = ast.literal_eval(ended.stdout.splitlines()[-1])
    assert (said["lost"], said["doubled"], said["kills"]) == (0, 0, KILLS)
    assert sum(said["states"].get(state, 0) for state in ("accepted", "delivered")) == MESSAGES
    assert said["kills in mid-batch"] > 0
