"""A step of set-up: taken once, and again only when what it was made from has changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
VENV = TOP / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "set-up"
LINES_SHOWN_ON_FAILURE = 25


class Stopped(Exception):
    """Set-up cannot go on. The message is one line: what is missing and what to do."""


@dataclass(frozen=True)
class Step:
    """`made_from`: the files whose content decides whether the step must be taken again; `leaves`: what must be there after it."""

    name: str
    says: str
    action: Callable[[], None]
    made_from: tuple[Path, ...]
    leaves: Path


def take(step: Step) -> None:
    """Take a step unless it was taken from the same files before."""
    stamp, mark = STAMPS / step.name, _mark(step)
    if step.leaves.exists() and stamp.exists() and stamp.read_text() == mark:
        return
    print(f"  {step.says} …", flush=True)
    started = time.monotonic()
    step.action()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)
    print(f"    done in {time.monotonic() - started:.0f} s", flush=True)


def run(command: Sequence[str | Path], failing: str, folder: Path = TOP, environment: Mapping[str, str] | None = None) -> None:
    """Run a command, showing its latest line on a terminal. Raises Stopped with `failing`, after its last lines, when it fails."""
    last: deque[str] = deque(maxlen=LINES_SHOWN_ON_FAILURE)
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        assert process.stdout is not None
        last.extend(_shown(process.stdout))
    if process.returncode:
        print("".join(last), file=sys.stderr)
        raise Stopped(failing)


def _shown(lines: Iterator[str]) -> Iterator[str]:
    """The lines themselves, each shown on the terminal's current line until the next one comes."""
    width = shutil.get_terminal_size().columns - 6
    for line in lines:
        if sys.stdout.isatty():
            print(f"\r\033[K    {line.strip()[:width]}", end="", flush=True)
        yield line
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def _mark(step: Step) -> str:
    digest = hashlib.sha256(f"{sys.version} {VENV}".encode())
    for path in step.made_from:
        digest.update(path.read_bytes())
    return digest.hexdigest()
