"""`python -m setup service` or `python -m setup tests`. Says what it does, and in one line what is missing."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where an older one is told
    sys.exit(f"Set-up stopped: this is Python {sys.version.split()[0]}, and 3.11 or newer is needed. Then: make PYTHON=python3.11 setup")

from setup import browser, frontend, packages, words
from setup.steps import Stopped, take

SERVICE = (packages.ENVIRONMENT, packages.SERVICE, frontend.SERVICE, *words.STEPS)
TESTS = (*SERVICE, packages.TESTS, frontend.TESTS, browser.BROWSER)


def main() -> None:
    """Take the steps that are not taken yet."""
    steps = TESTS if sys.argv[1:] == ["tests"] else SERVICE
    try:
        for step in steps:
            take(step)
    except Stopped as stopped:
        sys.exit(f"Set-up stopped: {stopped}")
    except KeyboardInterrupt:
        sys.exit("Set-up was interrupted. Start it again: it goes on where it was.")


main()
