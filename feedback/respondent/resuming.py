"""A personal link keeps what was chosen so far, so that it can be left and opened again."""

from __future__ import annotations

from flask import Blueprint, Response, request

from feedback.intake import resuming
from feedback.intake.asked import asked
from feedback.respondent.answering import invited
from feedback.respondent.replies import HEADERS, form_only


def add_to(blueprint: Blueprint) -> None:
    """Beside the address that takes the answers."""
    blueprint.add_url_rule("/i/<token>/answers-so-far", "keep_so_far", keep_so_far, methods=["POST"])


def keep_so_far(token: str) -> Response:
    """Keep what is chosen in the form, in whatever words its questions stand."""
    form_only()
    entrance = invited(token, None)
    if entrance.ask:
        door = entrance.door
        resuming.save(entrance.ask, asked(door.version_id, "", open_mode=door.privacy == "open"), request.form)
    return Response(status=204, headers=[*HEADERS])
