"""The blueprint that holds every officers' page."""

from __future__ import annotations

from flask import Blueprint

pages = Blueprint("officer", __name__, url_prefix="/officer")
PREFIX = "/officer"
SECURITY = "security"
"""The blueprint that Flask-Security makes for signing in and out."""
BLUEPRINTS = (pages.name, SECURITY)
LOOK = "/look"
"""Below it stands what is the same for everybody and may be kept by the browser: no session is opened there."""
