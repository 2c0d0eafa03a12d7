"""A Chromium for the tests: the machine's own, else Debian's package, else the one that Playwright fetches."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from setup.debian import install
from setup.steps import BIN, TOP, VENV, Step, run

FETCHED = VENV / "browsers"


def install_browser() -> None:
    """Nothing where the machine has Chromium. Ubuntu's package of that name needs snapd, so only Debian's is taken."""
    FETCHED.mkdir(exist_ok=True)
    if shutil.which("chromium") or _debian() and install(["chromium"]):
        return
    environment = {**os.environ, "PLAYWRIGHT_BROWSERS_PATH": str(FETCHED)}
    libraries = ["--with-deps"] if os.geteuid() == 0 and shutil.which("apt-get") else []
    run(
        [BIN / "playwright", "install", *libraries, "chromium"],
        "Chromium is missing and could not be fetched. On Debian: sudo apt-get install chromium",
        environment=environment,
    )


def _debian() -> bool:
    about = Path("/etc/os-release")
    return about.exists() and "ID=debian" in about.read_text().splitlines()


BROWSER = Step("browser", "Looking for a browser for the tests", install_browser, (TOP / "requirements-dev.txt",), FETCHED)
