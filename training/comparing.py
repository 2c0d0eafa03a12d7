"""How weights are written down, and what differs between those that are shipped and those that were built again."""

from __future__ import annotations

import json
from collections.abc import Iterator

from feedback.language.model import Shipped

DECIMALS = 2
STEP = 10**-DECIMALS
"""One step of rounding: two machines that agree to the tenth decimal may still round to neighbours."""
ALLOWED = 2
"""Comments on the edge of two classes that another machine may read the other way."""

Figures = dict[str, dict[str, object]]


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
        before, after = shipped.get(source, {}), rebuilt.get(source, {})
        if not _close(before, after):
            yield f"figures, {source}: the file says macro-F1 {before.get('macro_f1')}, rebuilt {after.get('macro_f1')}"


def _close(before: dict[str, object], after: dict[str, object]) -> bool:
    first, second, count = before.get("macro_f1"), after.get("macro_f1"), after.get("n")
    if not (isinstance(first, float) and isinstance(second, float) and isinstance(count, int)):
        return False
    return before.get("n") == count and abs(first - second) <= ALLOWED / count
