"""The words of other languages: catalogues that people write, compiled into what the service reads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from setup.steps import BIN, TOP, Step, run

CATALOGUES = tuple(sorted((TOP / "feedback" / "translations").glob("*/LC_MESSAGES/messages.po")))


def compile_catalogue(catalogue: Path) -> None:
    """Make messages.mo beside messages.po."""
    compiled = catalogue.with_suffix(".mo")
    failing = f"{catalogue.relative_to(TOP)} could not be compiled. Is it a gettext catalogue?"
    run([BIN / "pybabel", "compile", "--input-file", catalogue, "--output-file", compiled], failing)


def _step(catalogue: Path) -> Step:
    language = catalogue.parent.parent.name
    action = partial(compile_catalogue, catalogue)
    return Step(f"words-{language}", f"Compiling the words in language '{language}'", action, (catalogue,), catalogue.with_suffix(".mo"))


STEPS = tuple(map(_step, CATALOGUES))
