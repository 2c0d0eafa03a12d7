"""What is remembered is remembered for two seconds, and never longer."""

from __future__ import annotations

from flask import Flask

from feedback.respondent.host import Host
from feedback.respondent.shelf import MOST_DOORS, MOST_SECONDS, Shelf
from tests.respondent.asking import close, prepare, set_council


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_door_is_looked_up_again_after_two_seconds(app: Flask) -> None:
    clock = Clock()
    shelf = Shelf(MOST_SECONDS, clock)
    prepare(app)
    with app.app_context():
        assert shelf.door("views").state == "open"
    close(app)
    with app.app_context():
        clock.seconds += 1.99
        assert shelf.door("views").state == "open"
        clock.seconds += 0.02
        assert shelf.door("views").state == "closed"


def test_a_survey_that_is_made_is_found_after_two_seconds(app: Flask) -> None:
    clock = Clock()
    shelf = Shelf(MOST_SECONDS, clock)
    with app.app_context():
        assert shelf.door("views") is None
    prepare(app)
    with app.app_context():
        clock.seconds += 2
        assert shelf.door("views") is not None


def test_a_page_is_made_once_and_again_when_the_council_changes_its_words(app: Flask) -> None:
    clock, made = Clock(), []
    shelf = Shelf(MOST_SECONDS, clock)

    def make(host: Host) -> str:
        made.append(host.public_name)
        return host.public_name

    with app.app_context():
        assert shelf.page("a page", make) == shelf.page("a page", make) == "Council feedback"
        clock.seconds += 10
        shelf.page("a page", make)
    set_council(app, public_name="Your say")
    with app.app_context():
        clock.seconds += 10
        assert shelf.page("a page", make) == "Your say"
    assert made == ["Council feedback", "Your say"]


def test_addresses_that_nobody_has_do_not_fill_the_memory(app: Flask) -> None:
    shelf = Shelf(MOST_SECONDS, Clock())
    with app.app_context():
        for number in range(MOST_DOORS + 5):
            shelf.door(f"nobody-{number}")
    assert len(shelf._doors) <= MOST_DOORS


def test_outside_tests_the_shelf_remembers_for_two_seconds_at_most() -> None:
    assert MOST_SECONDS == 2.0
