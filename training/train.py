"""Builds feedback/language/weights.json from the labelled comments, or checks that what is shipped is what they give.

python training/train.py            writes the weights, and training/figures.json from held-out folds
python training/train.py --check    builds both again and compares; says what differs and exits 1
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from feedback.language.model import SOURCE as WEIGHTS
from feedback.language.model import Shipped
from training.fitting import DECIMALS, counted, fitted
from training.folds import figures, held_out
from training.rows import NHS, SERVICE, YOUTH, rows

FIGURES = Path(__file__).with_name("figures.json")
STEP = 10**-DECIMALS
"""One step of rounding: two machines that agree to the tenth decimal may still round to neighbours."""
ALLOWED = 0.005
"""What a held-out figure may differ when one comment on the edge of two classes is read the other way."""

Figures = dict[str, dict[str, object]]


def built() -> tuple[Shipped, Figures]:
    """The weights from all comments, and the figures from held-out folds, by source."""
    known = rows()
    comments = [counted(row) for row in known]
    said = held_out(known, comments)
    by_source = {source: [place for place, row in enumerate(known) if row.source == source] for source in (NHS, SERVICE, YOUTH)}
    found = {source: figures([known[place] for place in places], [said[place] for place in places]) for source, places in by_source.items()}
    return fitted(known, comments), found


def written(shipped: Shipped) -> str:
    """The weights as JSON, one weight a line, so that a change of weights can be reviewed."""
    parts = [f'"engine": {json.dumps(shipped["engine"])}', f'"abstain_below": {shipped["abstain_below"]}']
    parts += [f'"start": {_lines(shipped["start"])}', f'"weights": {_lines(shipped["weights"])}']
    kinds = ",\n".join(f"{json.dumps(kind)}: {_lines(added)}" for kind, added in sorted(shipped["by_kind"].items()))
    parts.append(f'"by_kind": {{\n{kinds}\n}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(pairs: dict[str, list[float]]) -> str:
    lines = (f"{json.dumps(name, ensure_ascii=False)}: [{pair[0]:g},{pair[1]:g}]" for name, pair in sorted(pairs.items()))
    return "{\n" + ",\n".join(lines) + "\n}"


def differences(shipped: Shipped, rebuilt: Shipped) -> Iterator[str]:
    """What differs by more than one step of rounding; a weight that is left out is 0."""
    for part in ("engine", "abstain_below"):
        if shipped[part] != rebuilt[part]:
            yield f"{part}: shipped {shipped[part]!r}, rebuilt {rebuilt[part]!r}"
    yield from _different_pairs("start", shipped["start"], rebuilt["start"])
    yield from _different_pairs("weights", shipped["weights"], rebuilt["weights"])
    for kind in sorted(rebuilt["by_kind"]):
        yield from _different_pairs(kind, shipped["by_kind"].get(kind, {}), rebuilt["by_kind"][kind])


def _different_pairs(part: str, shipped: dict[str, list[float]], rebuilt: dict[str, list[float]]) -> Iterator[str]:
    for name in sorted(shipped.keys() | rebuilt.keys()):
        before, after = shipped.get(name, [0.0, 0.0]), rebuilt.get(name, [0.0, 0.0])
        if any(abs(a - b) > 1.5 * STEP for a, b in zip(before, after, strict=True)):
            yield f"{part}, {name!r}: shipped {before}, rebuilt {after}"


def different_figures(shipped: Figures, rebuilt: Figures) -> Iterator[str]:
    """Held-out figures that are not those of the file."""
    for source in sorted(shipped.keys() | rebuilt.keys()):
        before, after = shipped.get(source, {}).get("macro_f1"), rebuilt.get(source, {}).get("macro_f1")
        if not (isinstance(before, float) and isinstance(after, float) and abs(before - after) <= ALLOWED):
            yield f"figures, {source}: the file says macro-F1 {before}, rebuilt {after}"


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
    sys.exit(check() if asked.parse_args().check else write())
