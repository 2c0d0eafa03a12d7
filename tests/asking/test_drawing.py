"""A draw that anybody can repeat."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.asking.drawing import METHODS, draw, number, shares

FRAMES = st.dictionaries(
    st.text("YP-0123456789", min_size=1, max_size=8), st.sampled_from(["", "10-12", "13-14", "15-16", "17+"]), max_size=60
)
SIZES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 300), min_size=1)
SEEDS = st.integers(0, 2**32 - 1)


def test_the_number_is_what_other_tools_make_of_it() -> None:
    printed = subprocess.run(["sha256sum"], input=b"2026:YP-1042", capture_output=True, check=True).stdout.decode().split()[0]
    assert number(2026, "YP-1042") == printed == "cd56094ac6f71dbb98ffc5c5939094441541870d05c4e26d918d9ecc914c3481"


def test_a_known_draw_stays_as_it_is() -> None:
    frame = {f"YP-{each}": "" for each in range(1000, 1012)}
    assert sorted(draw(frame, "random", 4, 7)) == ["YP-1001", "YP-1002", "YP-1008", "YP-1009"]


@given(FRAMES, st.integers(1, 70), SEEDS)
def test_as_many_are_drawn_as_were_wanted(frame: dict[str, str], wanted: int, seed: int) -> None:
    for method in METHODS:
        drawn = draw(frame, method, wanted, seed)
        assert drawn <= frozenset(frame)
        assert len(drawn) == (len(frame) if method == "census" else min(wanted, len(frame)))


@given(FRAMES, st.integers(1, 70), SEEDS, st.randoms())
def test_a_draw_depends_on_no_order(frame: dict[str, str], wanted: int, seed: int, rng: st.DataObject) -> None:
    mixed = list(frame.items())
    rng.shuffle(mixed)  # type: ignore[attr-defined]
    assert all(draw(dict(mixed), method, wanted, seed) == draw(frame, method, wanted, seed) for method in METHODS)


@given(FRAMES, st.integers(1, 69), SEEDS)
def test_whoever_is_drawn_among_few_is_drawn_among_more(frame: dict[str, str], wanted: int, seed: int) -> None:
    assert draw(frame, "random", wanted, seed) <= draw(frame, "random", wanted + 1, seed)


@given(FRAMES, st.integers(1, 70), SEEDS)
def test_every_stratum_that_has_anybody_is_heard_when_the_number_allows(frame: dict[str, str], wanted: int, seed: int) -> None:
    strata = set(frame.values())
    heard = {frame[reference] for reference in draw(frame, "stratified", wanted, seed)}
    assert heard == strata or wanted < len(strata)


def test_everybody_has_the_same_chance() -> None:
    frame = {f"YP-{each}": "" for each in range(20)}
    times = dict.fromkeys(frame, 0)
    for seed in range(2000):
        for reference in draw(frame, "random", 5, seed):
            times[reference] += 1
    assert all(400 < count < 600 for count in times.values()), times


@pytest.mark.parametrize(
    ("sizes", "wanted", "expected"),
    [
        ({"a": 50, "b": 30, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),
        ({"a": 47, "b": 33, "c": 20}, 10, {"a": 5, "b": 3, "c": 2}),  # 4.7, 3.3 and 2: the largest remainder gets the last one
        ({"a": 1, "b": 1, "c": 1}, 2, {"a": 1, "b": 1, "c": 0}),  # ties by name; two cannot reach three
        ({"a": 97, "b": 2, "c": 1}, 5, {"a": 3, "b": 1, "c": 1}),  # 4.85, 0.1 and 0.05: nobody is left out
        ({"a": 5, "b": 0}, 3, {"a": 3}),
        ({"a": 2, "b": 1}, 9, {"a": 2, "b": 1}),
    ],
)
def test_shares(sizes: dict[str, int], wanted: int, expected: dict[str, int]) -> None:
    assert shares(sizes, wanted) == expected


@given(SIZES, st.integers(1, 500))
def test_shares_are_whole_fair_and_complete(sizes: dict[str, int], wanted: int) -> None:
    allotted, total = shares(sizes, wanted), sum(sizes.values())
    assert sum(allotted.values()) == min(wanted, total)
    assert all(count <= sizes[stratum] for stratum, count in allotted.items())
    there = [stratum for stratum, size in sizes.items() if size]
    if wanted >= len(there):
        assert all(allotted[stratum] >= 1 for stratum in there)
    if wanted <= total and all(wanted * sizes[stratum] >= total for stratum in there):
        assert all(abs(count - wanted * sizes[stratum] / total) < 1 for stratum, count in allotted.items())


def test_the_lines_that_the_guide_gives_repeat_a_draw() -> None:
    frame = {f"YP-{each}": "" for each in range(1000, 1100)}
    line = (
        "import hashlib, sys; seed, wanted = sys.argv[1:]; "
        "number = lambda reference: hashlib.sha256(f'{seed}:{reference}'.encode()).hexdigest(); "
        "print(*sorted(sys.stdin.read().splitlines(), key=number)[:int(wanted)], sep='\\n')"
    )
    ran = subprocess.run([sys.executable, "-c", line, "42", "9"], input="\n".join(frame), capture_output=True, text=True, check=True)
    assert frozenset(ran.stdout.split()) == draw(frame, "random", 9, 42)
