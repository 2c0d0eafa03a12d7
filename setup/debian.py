"""What Debian's own package manager can do for us."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence

from setup.steps import Stopped, run

QUIET = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}


def install(packages: Sequence[str]) -> bool:
    """Install packages by apt-get, as root where there is one. False when that is not possible here."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    try:
        run(["apt-get", "update"], "the list of packages could not be read.", environment=QUIET)
        run(["apt-get", "install", "--yes", "--no-install-recommends", *packages], "apt-get failed.", environment=QUIET)
    except Stopped:
        return False
    return True
