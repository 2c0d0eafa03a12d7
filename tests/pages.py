"""What every HTML page must keep to. The test client checks each page that any test fetches."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E as MESSAGES
from werkzeug.test import TestResponse

NEED_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
BEFORE_A_TITLE = re.compile("^(Error|Gwall|غلطی): ")


class CheckingClient(FlaskClient):
    """A test client that looks at every page before the test does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """The response; fails when it is a page with faults."""
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.data and not 300 <= response.status_code < 400:
            check(response.get_data(as_text=True))
        return response


def check(html: str) -> None:
    """Fail with every fault of a page, each in one line."""
    found = list(faults(html))
    assert not found, "\n".join(["The page has faults:", *found])


def faults(html: str) -> Iterator[str]:
    """The faults of a whole page, as sentences."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    for (line, column), code, values in parser.errors:
        yield f"not valid HTML at line {line}, column {column}: {MESSAGES[code] % values}"
    templates = [_taken_out(template) for template in root.iter("template")]
    for look in (_language, _headings, _repeated_ids, _forms, _unlabelled, _inline, _references):
        yield from look(root)
    for part in templates:
        for look in (_repeated_ids, _forms, _unlabelled, _inline, _references):
            yield from look(part)


def _taken_out(template: Element) -> Element:
    """What waits in a template is no part of the page until a script puts it there: it is looked at by itself."""
    part = copy.deepcopy(template)
    template.clear()
    return part


def _language(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "html has no lang"


def _headings(root: Element) -> Iterator[str]:
    headings = [_text(heading) for heading in root.iter("h1")]
    title = _text(root.find("head/title"))
    if len(headings) != 1:
        yield f"there must be one h1, there are {len(headings)}"
    elif not headings[0] or not BEFORE_A_TITLE.sub("", title).startswith(headings[0]):
        yield f"the title {title!r} does not start with the h1 {headings[0]!r}"


def _repeated_ids(root: Element) -> Iterator[str]:
    counted = Counter(element.get("id") for element in root.iter() if element.get("id") is not None)
    yield from (f"id {name!r} stands {number} times" for name, number in counted.items() if number > 1)


def _forms(root: Element) -> Iterator[str]:
    for form in root.iter("form"):
        if not form.get("action") or not form.get("method"):
            yield f"a form without action or method: {form.attrib}"


def _unlabelled(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label")}
    wrapped = {field for label in root.iter("label") for field in label.iter() if field is not label}
    for field in root.iter():
        if field.tag not in {"input", "select", "textarea"} or field.get("type") in NEED_NO_LABEL:
            continue
        if field.get("id") not in labelled and field not in wrapped and not field.get("aria-label") and not field.get("aria-labelledby"):
            yield f"a field without a label: {field.tag} {field.get('name')!r}"


def _inline(root: Element) -> Iterator[str]:
    for element in root.iter():
        is_data = element.get("type") == "application/json"
        if element.tag in {"script", "style"} and not is_data and not element.get("nonce") and not element.get("src"):
            yield f"an inline {element.tag} without a nonce"
        yield from (
            f"{element.tag} has {name}, which the content policy blocks"
            for name in element.attrib
            if name == "style" or name.startswith("on")
        )


def _references(root: Element) -> Iterator[str]:
    known = {element.get("id") for element in root.iter()}
    for element in root.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form"):
            missing = [target for target in element.get(name, "").split() if target not in known]
            yield from (f"{element.tag} has {name}={target!r}, and no element has that id" for target in missing)
        if element.tag == "a" and element.get("href", "").startswith("#") and element.get("href", "")[1:] not in known:
            yield f"a link leads to {element.get('href')!r}, and no element has that id"


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
