"""How many texts a message is charged as."""

from __future__ import annotations

import pytest

from feedback.asking.texts import charged_as


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("£" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("’" * 70, 1),
        ("’" * 71, 2),
        ("’" + "a" * 134, 3),
        ("آ" * 134, 2),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
    ],
)
def test_a_message_is_charged_as_so_many_texts(body: str, texts: int) -> None:
    assert charged_as(body) == texts
