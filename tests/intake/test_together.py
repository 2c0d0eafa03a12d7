"""What several threads bring at once is done in one go, and nobody suffers for another's fault."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest

from feedback.intake.together import Together


class Doing:
    """Doubles numbers; holds the first call until told to go on; refuses a batch with a negative number in it."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.busy, self.go_on = threading.Event(), threading.Event()

    def __call__(self, items: Sequence[int]) -> list[int]:
        self.calls.append(list(items))
        self.busy.set()
        assert self.go_on.wait(10)
        if min(items) < 0:
            raise ValueError("negative")
        return [2 * item for item in items]


def bring_while_busy(items: Sequence[int]) -> tuple[Doing, dict[int, int | str]]:
    """Bring 1, and `items` while it is being done; the calls made and what came of each."""
    doing, outcomes = Doing(), {}
    together = Together(doing)

    def bring(item: int) -> None:
        try:
            outcomes[item] = together.bring(item)
        except ValueError as error:
            outcomes[item] = str(error)

    threads = [threading.Thread(target=bring, args=(item,)) for item in (1, *items)]
    threads[0].start()
    assert doing.busy.wait(10)
    for thread in threads[1:]:
        thread.start()
    while len(together._waiting) < len(items):
        threading.Event().wait(0.001)
    doing.go_on.set()
    for thread in threads:
        thread.join(10)
    return doing, outcomes


def test_what_comes_while_one_is_being_done_is_done_in_one_go() -> None:
    doing, outcomes = bring_while_busy([2, 3, 4])
    assert [sorted(call) for call in doing.calls] == [[1], [2, 3, 4]]
    assert outcomes == {1: 2, 2: 4, 3: 6, 4: 8}


def test_one_that_fails_is_told_so_and_the_others_are_done() -> None:
    doing, outcomes = bring_while_busy([2, -3, 4])
    assert outcomes == {1: 2, 2: 4, -3: "negative", 4: 8}
    assert len(doing.calls) == 5


def test_alone_it_is_done_at_once_and_its_own_error_comes_back() -> None:
    doing = Doing()
    doing.go_on.set()
    together = Together(doing)
    assert together.bring(5) == 10
    with pytest.raises(ValueError, match="negative"):
        together.bring(-1)
    assert together.bring(6) == 12
