"""No more messages, on both databases."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.asking import stopping
from tests.respondent.test_stopping import a_person, standing


@pytest.mark.parametrize("times", [1, 2])
def test_stopping_twice_is_stopping_once(each_database: Flask, times: int) -> None:
    person, token = a_person(each_database)
    for _ in range(times):
        stopping.stop(token)
    assert standing(each_database, person) == (True, "stopped opted_out")
    for _ in range(times):
        stopping.take_back(token)
    assert standing(each_database, person)[0] is False
