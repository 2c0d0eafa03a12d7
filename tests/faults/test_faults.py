"""Nothing that somebody finished is lost, doubled or changed, whatever breaks. The long run is `make faults`."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.faults import faults
from tests.faults.service import TOP

SEED = 20261121
RESPONSES = 40


def test_every_answer_is_kept_exactly_once_whatever_breaks() -> None:
    # In a process of its own: a browser that is killed would take the browser of the other tests with it.
    command = [sys.executable, "-m", "tests.faults.run", f"--responses={RESPONSES}", f"--seed={SEED}"]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said = ast.literal_eval(ended.stdout.splitlines()[-1])
    assert said["faults"].keys() == faults.FAULTS.keys()
    assert said["finished"] + said["unsure"] == RESPONSES
