"""Charts of released tables as SVG: what may be shown is decided before, so nothing in a chart is finer than the print beside it.

Drawn by Altair and vl-convert, without styles or scripts, so that a page with a strict content policy may show them.
The colours are those of the Government Analysis Function, one accent and greys. A drawing is remembered by what it
shows, since making one costs a hundred times more than looking it up.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

import altair as alt
import pandas as pd

from feedback.figures.released import CONFIDENTIAL, ReleasedRow, ReleasedTable
from feedback.figures.words import interval_text

ACCENT, GREY, INK, PALE = "#12436D", "#6F777B", "#1B1F23", "#DDE1E4"
SHADES = ("#8A9296", "#B4BABD", "#DDE1E4", "#6BACE6", "#12436D")
"""From the least to the most wanted answer: greys, and blues for what counts as positive."""
FONT = "Arial, Helvetica, sans-serif"
"""Letters are measured while drawing, so the font must be one whose widths every machine agrees on."""
WIDTH = 420
ROW = 40
LABEL_LETTERS, LABELS, LINE, BESIDE = 40, 275, 16, 45
REMEMBERED = 256
HATCH = "/" * 12

Datum = dict[str, Any]
Layers = alt.LayerChart | alt.FacetChart


@lru_cache(maxsize=REMEMBERED)
def dots(table: ReleasedTable, title: str) -> str:
    """A dot and a thin whisker for each row, in the order of the rows; the first in the accent colour."""
    return _dotted(table, title, [_row(row, ACCENT if position == 0 else GREY) for position, row in enumerate(table.rows)])


@lru_cache(maxsize=REMEMBERED)
def pairs(table: ReleasedTable, title: str) -> str:
    """The same for rows of two audiences that take turns: those of the first in the accent colour."""
    return _dotted(table, title, [_row(row, GREY if position % 2 else ACCENT) for position, row in enumerate(table.rows)])


@lru_cache(maxsize=REMEMBERED)
def stacks(table: ReleasedTable, title: str) -> str:
    """How the answers to each question are spread, each bar 100 %. Every row must offer the same number of answers."""
    rows = [part for row in table.rows for part in _parts(row)]
    base = alt.Chart(pd.DataFrame(rows)).encode(y=_questions(rows))
    labels = [part.label for part in table.rows[0].distribution]
    bars = base.mark_bar(stroke="white", strokeWidth=1.5, height=24).encode(
        x=_share("start"),
        x2="end:Q",
        color=alt.Color("answer:N", scale=alt.Scale(domain=labels, range=list(_shades(len(labels)))), legend=_key()),
    )
    printed = base.mark_text(fontSize=13).encode(x=_share("middle"), text="said:N", color=alt.Color("ink:N", scale=None))
    return _svg(
        _sized(alt.layer(bars, printed, *_names(rows)).resolve_scale(color="independent"), len(table.rows)), title, described(table)
    )


@lru_cache(maxsize=REMEMBERED)
def bars(table: ReleasedTable, title: str) -> str:
    """A bar for each row with a count as its base, the first in the accent colour; words or a mark where there is none."""
    rows = [_counted(row, ACCENT if position == 0 else GREY) for position, row in enumerate(table.rows)]
    longest = max(row["count"] or 0 for row in rows) or 1
    base = alt.Chart(pd.DataFrame(rows)).encode(y=_questions(rows))
    layers = [
        base.mark_bar(height=22).encode(x=_count("count", longest), color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dx=8, fontSize=14, fontWeight="bold").encode(
            x=_count("count", longest), text="said:N", color=alt.value(INK)
        ),
        base.mark_text(align="left", fontSize=14).encode(x=_count("nought", longest), text="hidden:N", color=alt.value(GREY)),
        *_names(rows),
    ]
    return _svg(_sized(alt.layer(*layers), len(rows)), title, described(table))


@lru_cache(maxsize=REMEMBERED)
def trend(table: ReleasedTable, title: str) -> str:
    """A line through the quarters with an interval at each, broken where a quarter is held back or brought nothing."""
    points = [_row(row, ACCENT) for row in table.rows]
    for number, point in enumerate(points):
        point["run"] = sum(before["share"] is None for before in points[:number])
    base = alt.Chart(pd.DataFrame(points)).encode(x=_quarters(points))
    layers = [
        base.mark_line(color=ACCENT, strokeWidth=2).encode(y=_height("share"), detail="run:N"),
        base.mark_rule(color=GREY, strokeWidth=1.5).encode(y=_height("low"), y2="high:Q"),
        base.mark_circle(color=ACCENT, size=90, opacity=1).encode(y=_height("share")),
        base.mark_text(dy=-12, fontSize=14, fontWeight="bold", color=INK).encode(y=_height("edge"), text="said:N"),
        base.mark_text(fontSize=13, color=GREY).encode(y=_height("nought"), text="hidden:N"),
    ]
    return _svg(alt.layer(*layers).properties(width=620, height=240), title, described(table))


def described(table: ReleasedTable) -> str:
    """What a drawing of these rows shows, for those who do not see it: the print beside each row."""
    return "; ".join(f"{row.label.removesuffix('.')}: {_told(row)}" for row in table.rows) + "."


def alike(table: ReleasedTable) -> tuple[ReleasedTable, ...]:
    """The rows whose spread may be shown, in tables of those that offer the same answers: one drawing of `stacks` each."""
    found: dict[tuple[str, ...], list[ReleasedRow]] = {}
    for row in table.rows:
        if row.distribution:
            found.setdefault(tuple(part.label for part in row.distribution), []).append(row)
    return tuple(replace(table, rows=tuple(rows)) for rows in found.values())


def _dotted(table: ReleasedTable, title: str, rows: list[Datum]) -> str:
    base = alt.Chart(pd.DataFrame(rows)).encode(y=_questions(rows))
    layers = [
        base.mark_rule(strokeWidth=1.5).encode(x=_share("low"), x2="high:Q", color=alt.Color("colour:N", scale=None)),
        base.mark_circle(size=110, opacity=1).encode(x=_share("share"), color=alt.Color("colour:N", scale=None)),
        base.mark_text(align="left", dx=8, fontSize=14, fontWeight="bold").encode(x=_share("edge"), text="said:N", color=alt.value(INK)),
        base.mark_text(align="left", fontSize=14).encode(x=_share("nought"), text="hidden:N", color=alt.value(GREY)),
        *_names(rows),
    ]
    return _svg(_sized(alt.layer(*layers), len(rows)), title, described(table))


def _told(row: ReleasedRow) -> str:
    if row.mark == CONFIDENTIAL:
        return "held back"
    return f"{row.share_text}, {interval_text(row.interval)}" if row.interval else row.share_text


def _row(row: ReleasedRow, colour: str) -> Datum:
    """One row as a datum. Where there is no share its words or its mark stand in place of the drawing."""
    interval = row.interval or (row.share, row.share)
    drawn = row.share is not None
    return {
        "label": _lines(row.label),
        "code": row.code,
        "share": row.share,
        "low": interval[0],
        "high": interval[1],
        "edge": interval[1] if drawn else None,
        "said": row.share_text if drawn else "",
        "nought": None if drawn else 0.02,
        "hidden": "" if drawn else f"{HATCH} {row.share_text}" if row.mark == CONFIDENTIAL else row.share_text,
        "colour": colour,
    }


def _counted(row: ReleasedRow, colour: str) -> Datum:
    """One row of `bars` as a datum."""
    drawn = bool(row.base)
    return {
        "label": _lines(row.label),
        "count": int(row.base) if drawn else None,
        "said": row.base,
        "nought": None if drawn else 0,
        "hidden": "" if drawn else f"{HATCH} {row.share_text}" if row.mark == CONFIDENTIAL else row.share_text,
        "colour": colour,
    }


def _parts(row: ReleasedRow) -> list[Datum]:
    """The parts of one bar, end to end. The counts make them so: shares that were rounded might not add up to one."""
    base = sum(part.count for part in row.distribution)
    shades = _shades(len(row.distribution))
    data, start = [], 0
    for part, shade in zip(row.distribution, shades, strict=True):
        end = start + part.count
        data.append(
            {
                "label": _lines(row.label),
                "answer": part.label,
                "start": start / base,
                "end": end / base,
                "middle": (start + end) / 2 / base,
                "said": part.share_text if part.count * 12 >= base else "",
                "ink": "white" if shade == ACCENT else INK,
            }
        )
        start = end
    return data


def _shades(answers: int) -> tuple[str, ...]:
    """One shade for each answer, spread over the scale."""
    if answers == 1:
        return SHADES[-1:]
    return tuple(SHADES[round(number * (len(SHADES) - 1) / (answers - 1))] for number in range(answers))


def _lines(label: str) -> str:
    return "\n".join(wrap(label, LABEL_LETTERS))


def _questions(rows: list[Datum]) -> alt.Y:
    return alt.Y("label:N", sort=list(dict.fromkeys(row["label"] for row in rows)), axis=None)


def _names(rows: list[Datum]) -> list[alt.Chart]:
    """The questions at the left, each in the middle of its row however many lines it takes; and room that gives every drawing one scale."""
    named = [{"label": label, "lines": label.count("\n")} for label in dict.fromkeys(row["label"] for row in rows)]
    base = alt.Chart(pd.DataFrame(named)).encode(y=_questions(rows))
    text = base.mark_text(align="right", fontSize=13, lineBreak="\n", lineHeight=LINE, dy=alt.expr(f"-{LINE / 2} * datum.lines"))
    room = alt.Chart(pd.DataFrame(named[:1])).encode(y=_questions(rows))
    edges = [room.mark_point(opacity=0, size=1).encode(x=alt.value(edge)) for edge in (-LABELS, WIDTH + BESIDE)]
    return [text.encode(x=alt.value(-10), text="label:N", color=alt.value(INK)), *edges]


def _quarters(points: list[Datum]) -> alt.X:
    axis = alt.Axis(title=None, labelAngle=0, domainColor=GREY, ticks=False, labelPadding=8, labelExpr="split(datum.label, ' ')")
    return alt.X("code:N", sort=[point["code"] for point in points], axis=axis)


def _share(field: str) -> alt.X:
    axis = alt.Axis(title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], gridColor=PALE, domain=False, ticks=False)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=axis)


def _count(field: str, longest: int) -> alt.X:
    """Counts stand beside their bars, so there is no axis."""
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, longest]), axis=None)


def _height(field: str) -> alt.Y:
    """A little room above 100 % for what is printed there."""
    axis = alt.Axis(title=None, format="%", values=[0, 0.25, 0.5, 0.75, 1], gridColor=PALE, domain=False, ticks=False)
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1.08], nice=False), axis=axis)


def _key() -> alt.Legend:
    return alt.Legend(title=None, orient="top", symbolType="square", symbolStrokeWidth=0, labelLimit=160, columnPadding=14)


def _sized(chart: Layers, rows: int) -> Layers:
    return chart.properties(width=WIDTH, height=ROW * rows)


def _svg(chart: Layers, title: str, description: str) -> str:
    """Draw, and name the drawing for those who do not see it."""
    # Slow to load and large: only where a chart is drawn.
    import vl_convert

    look = chart.configure(font=FONT, background="white", view={"stroke": None}, axis={"labelFontSize": 13, "labelColor": INK})
    drawn = vl_convert.vegalite_to_svg(look.configure_legend(labelFontSize=13, labelColor=INK).to_dict(validate=False))
    start, rest = drawn.split(">", 1)
    named = f'<title id="title">{escape(title)}</title><desc id="desc">{escape(description)}</desc>'
    return f'{start} role="img" aria-labelledby="title desc">{named}{rest}'
