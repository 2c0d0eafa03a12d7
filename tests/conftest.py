"""Where the fixtures stand that all tests share."""

from __future__ import annotations

pytest_plugins = ["tests.databases", "tests.applications", "tests.servers", "tests.browser.chromium"]
