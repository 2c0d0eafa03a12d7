from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from feedback.figures.intervals import Interval
from feedback.figures.released import Audience, Part, ReleasedRow, ReleasedTable
from feedback.reporting import charts, titles
from feedback.reporting.charts import alike, dots, stacks, trend

SVG = "{http://www.w3.org/2000/svg}"


def row(label: str, share: float | None, told: str = "", mark: str | None = None, parts: tuple[int, ...] = ()) -> ReleasedRow:
    interval = None if share is None else Interval(share - 0.1, min(share + 0.1, 1))
    spread = tuple(Part(str(number), f"Answer {number}", count, count / sum(parts), f"{count} %") for number, count in enumerate(parts))
    shown = told or f"{round(100 * (share or 0))} %"
    return ReleasedRow(label.lower(), label, "46", shown, share, f"{label}: {shown}.", interval, mark, spread)  # type: ignore[arg-type]


def table(*rows: ReleasedRow) -> ReleasedTable:
    return ReleasedTable("whole", "What they said", Audience.OFFICERS, rows)


FULL = table(row("Listened & heard", 0.63, parts=(10, 20, 70)), row("Fair", 0.71, parts=(5, 5, 90)))
GAPS = table(row("2026/27 Q1", 0.63), row("2026/27 Q2", None, "[c]", "[c]"), row("2026/27 Q3", None, "most", "[u]"), row("2026/27 Q4", 0.8))


def printed(svg: str) -> str:
    """Everything that can be read in a drawing."""
    return " ".join(text for element in ElementTree.fromstring(svg).iter() if (text := (element.text or "").strip()))


@pytest.mark.parametrize("draw", [dots, stacks, trend])
def test_a_drawing_has_a_title_and_a_description_and_nothing_that_a_strict_policy_blocks(draw: Callable[..., str]) -> None:
    svg = draw(FULL, "Lowest: <listened>")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    named = root.get("aria-labelledby")
    assert named == "title desc"
    assert [root.find(f"{SVG}{tag}[@id='{tag}']").text for tag in named.split()] == [  # type: ignore[union-attr]
        "Lowest: <listened>",
        "Listened & heard: 63 %, likely between 53 % and 73 %; Fair: 71 %, likely between 61 % and 81 %.",
    ]
    assert not any(element.tag in {f"{SVG}style", f"{SVG}script"} or "style" in element.attrib for element in root.iter())
    assert not any(name.startswith("on") or "href" in name for element in root.iter() for name in element.attrib)


@pytest.mark.parametrize("draw", [dots, trend])
def test_what_is_held_back_is_hatched_with_its_mark_and_leaves_no_number(draw: Callable[..., str]) -> None:
    said = printed(draw(GAPS, "Title"))
    assert "//// [c]" in said
    assert "most" in said
    assert set(re.findall(r"\d+ %", said)) == {"63 %", "53 %", "73 %", "80 %", "70 %", "90 %"}


def test_the_weakest_row_alone_has_the_accent_colour() -> None:
    circles = re.findall(r'<path[^>]*aria-roledescription="circle"[^>]*>', dots(FULL, "Title"))
    assert [charts.ACCENT in circle for circle in circles] == [True, False]


def test_a_trend_is_broken_where_there_is_a_gap() -> None:
    whole = table(*(row(f"2026/27 Q{number}", 0.5 + number / 20) for number in (1, 2, 3, 4)))
    assert strokes(trend(whole, "Title")) == 3
    assert strokes(trend(table(whole.rows[0], *GAPS.rows[1:2], *whole.rows[2:]), "Title")) == 1
    assert strokes(trend(GAPS, "Title")) == 0


def strokes(svg: str) -> int:
    """How many pairs of neighbouring points the line joins."""
    return sum(path.count("L") for path in re.findall(r'aria-roledescription="line mark" d="([^"]*)"', svg))


def test_every_bar_of_a_stack_ends_where_the_next_begins() -> None:
    parts = charts._parts(FULL.rows[0])
    assert [part["start"] for part in parts] == [0, 0.1, 0.3]
    assert [part["end"] for part in parts] == [0.1, 0.3, 1]
    assert [part["said"] for part in parts] == ["10 %", "20 %", "70 %"]


def test_rows_that_offer_the_same_answers_share_a_drawing() -> None:
    other = replace(row("Overall", 0.9, parts=(1, 2)), code="overall")
    hidden = row("Safe", None, "[c]", "[c]")
    assert [[one.label for one in part.rows] for part in alike(table(*FULL.rows, other, hidden))] == [
        ["Listened & heard", "Fair"],
        ["Overall"],
    ]


def test_a_drawing_is_remembered() -> None:
    assert dots(FULL, "Again") is dots(FULL, "Again")
    assert dots(FULL, "Again") is not dots(FULL, "Another title")


def test_titles_say_what_the_charts_show() -> None:
    assert titles.of_dots(FULL) == "Lowest: “Listened & heard”, 63 %"
    assert titles.of_dots(table(row("Safe", None, "[c]", "[c]"))) == "Too much is held back to compare the questions"
    assert titles.of_dots(table(row("Safe", None, "most", "[u]"))) == "Too few people answered to compare the questions"
    assert titles.of_stack(FULL) == "“Answer 2” was chosen by 70 % to 90 %"
    assert titles.of_trend(GAPS) == "63 % in 2026/27 Q1 and 80 % in 2026/27 Q4"
    assert titles.of_trend(table(GAPS.rows[0])) == "63 % in 2026/27 Q1"
    assert titles.of_trend(table(GAPS.rows[1])) == "Too much is held back to draw a line"
    assert titles.of_trend(table(GAPS.rows[2])) == "Too few people answered to draw a line"
