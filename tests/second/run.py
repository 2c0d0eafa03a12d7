"""The long run: `python -m tests.second.run --surveys 200 --seed 0` draws surveys, counts each twice and prints what differs."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.databases import application, migrate
from tests.second.agreement import differences
from tests.second.drawn import drawn

SHOWN = 30


def main() -> int:
    """Returns 1 when anything differs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--surveys", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    begun = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drawn.db"
        migrate(f"sqlite:///{path}")
        with application(f"sqlite:///{path}") as app, app.app_context():
            made = (drawn(seed) for seed in range(given.seed, given.seed + given.surveys))
            found = [difference for one in made for difference in differences(path, one.survey.slug, one.instants)]
    for one in found[:SHOWN]:
        print(one)
    print(f"{given.surveys} surveys counted twice in {time.process_time() - begun:.0f} s of CPU: {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
