"""The drawings of faces and of pictures as pieces of SVG that stand by themselves: what the pages show, printed papers show too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from xml.etree import ElementTree

from feedback.assets import OURS

SVG = "http://www.w3.org/2000/svg"
FILES = ("respondent-faces.svg", "respondent-pictures.svg")
INK = "#1c1b19"


@cache
def drawings() -> Mapping[str, str]:
    """Each drawing by its name in our files: "face-1", "picture-home"."""
    ElementTree.register_namespace("", SVG)
    return {name: drawn for file in FILES for name, drawn in _of_file((OURS / file).read_text("utf-8")).items()}


def _of_file(text: str) -> Mapping[str, str]:
    root = ElementTree.fromstring(text)  # noqa: S314 - our own file
    how = {**root.attrib, "stroke": INK}
    return {symbol.attrib["id"]: _alone(symbol, how) for symbol in root}


def _alone(symbol: ElementTree.Element, how: Mapping[str, str]) -> str:
    """A symbol as a picture of its own, drawn as the file says that all of them are."""
    picture = ElementTree.Element(f"{{{SVG}}}svg", {**how, "viewBox": symbol.attrib["viewBox"]})
    picture.extend(symbol)
    return ElementTree.tostring(picture, "unicode")
