"""Builds feedback/language/weights.json from the labelled comments, or checks that what is shipped is what they give.

python training/train.py            writes the weights, and training/figures.json from held-out folds
python training/train.py --check    builds both again and compares; says what differs and exits 1
python training/train.py --tables   prints what `flask comment evaluate` would say of each file, from held-out folds
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feedback.language.evaluating import Judged
from feedback.language.evaluation_text import evaluation_text
from feedback.language.model import SOURCE as WEIGHTS
from feedback.language.model import Shipped
from training.comparing import Figures, differences, different_figures, written
from training.fitting import counted, fitted
from training.folds import figures, held_out
from training.rows import FILES, rows

FIGURES = Path(__file__).with_name("figures.json")


def read_by_folds() -> dict[str, list[Judged]]:
    """Held-out readings of all comments, by source."""
    known = rows()
    judged = held_out(known, [counted(row) for row in known])
    return {source: [one for one, row in zip(judged, known, strict=True) if row.source == source] for source in FILES}


def built() -> tuple[Shipped, Figures]:
    """The weights from all comments, and the figures from held-out folds, by source."""
    known = rows()
    found = {source: figures(judged) for source, judged in read_by_folds().items()}
    return fitted(known, [counted(row) for row in known]), found


def tables() -> None:
    """Prints the tables of each file from held-out folds."""
    for source, judged in read_by_folds().items():
        print(f"== {source}, from held-out folds ==\n{evaluation_text(judged)}\n")


def write() -> None:
    """Replaces the shipped weights and the figures."""
    shipped, found = built()
    WEIGHTS.write_text(written(shipped), encoding="utf-8")
    FIGURES.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"Wrote {len(shipped['weights'])} weights ({WEIGHTS.stat().st_size // 1000} kB) and the held-out figures.")


def check() -> int:
    """0 when what is shipped is what the comments give, else 1 with the differences printed."""
    shipped: Shipped = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    rebuilt, found = built()
    wrong = [*differences(shipped, rebuilt), *different_figures(json.loads(FIGURES.read_text(encoding="utf-8")), found)]
    print("\n".join(wrong[:20]) or "The shipped weights are what the comments give.")
    if len(wrong) > 20:
        print(f"... and {len(wrong) - 20} more.")
    return 1 if wrong else 0


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Build the weights of the reading service, or check them.")
    asked.add_argument("--check", action="store_true", help="compare with what is shipped; exit 1 on a difference")
    asked.add_argument("--tables", action="store_true", help="print the tables of each file from held-out folds")
    wanted = asked.parse_args()
    sys.exit(check() if wanted.check else tables() if wanted.tables else write())
