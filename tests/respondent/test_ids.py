"""Response ids are UUID4 and never come twice, not even from a process and its child."""

from __future__ import annotations

import subprocess
import sys
import uuid

from feedback.respondent import ids

PARENT_AND_CHILD = """
import os
from feedback.respondent import ids
ids.fresh()
child = os.fork()
made = [ids.fresh() for _ in range(5)]
if child:
    os.waitpid(child, 0)
print(*made, sep="\\n", flush=True)
"""


def test_ids_are_uuid4_and_each_is_new() -> None:
    made = [ids.fresh() for _ in range(3 * ids.BLOCK // ids.SIZE)]
    assert len(set(made)) == len(made)
    assert {uuid.UUID(one).version for one in made} == {4}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}


def test_a_child_process_hands_out_other_ids() -> None:
    run = subprocess.run([sys.executable, "-c", PARENT_AND_CHILD], capture_output=True, text=True, check=True)
    made = run.stdout.split()
    assert len(made) == 10
    assert len(set(made)) == 10
