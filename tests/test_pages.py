"""The page checks themselves: each fault is found, and a good page has none."""

from __future__ import annotations

import pytest

from tests.pages import faults

GOOD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Your views - Feedback</title><script nonce="n">let a = 1</script></head>
<body><h1>Your views</h1><form action="/s/views" method="post"><label for="a">Words</label><input id="a" name="a" aria-describedby="b">
<p id="b">Say <a href="#a">what you like</a></p><label><input type="radio" name="r" value="1"> One</label>
<button>Send</button></form><script type="application/json">{"data": "runs nothing"}</script></body></html>"""


def test_a_good_page_has_no_faults() -> None:
    assert list(faults(GOOD)) == []


def test_an_error_page_may_say_so_before_its_title() -> None:
    assert list(faults(GOOD.replace("<title>", "<title>Error: "))) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("<!DOCTYPE html>\n", "", "not valid HTML"),
        ("</form>", "", "not valid HTML"),
        (' lang="en"', "", "no lang"),
        ("<h1>Your views</h1>", "<p>Your views</p>", "one h1"),
        ("<h1>Your views</h1>", "<h1>Your views</h1><h1>More</h1>", "one h1"),
        ("<h1>Your views</h1>", "<h1>Welcome</h1>", "does not start with"),
        ('<p id="b">', '<p id="a">', "2 times"),
        (' method="post"', "", "without action or method"),
        (' action="/s/views"', "", "without action or method"),
        (' for="a"', "", "without a label"),
        ('<label><input type="radio" name="r" value="1"> One</label>', '<input type="radio" name="r" value="1">', "without a label"),
        (' nonce="n"', "", "without a nonce"),
        ('<p id="b">', '<p id="b" style="color: red">', "style"),
        ("<button>", '<button onclick="go()">', "onclick"),
        ('aria-describedby="b"', 'aria-describedby="c"', "no element has that id"),
        ('href="#a"', 'href="#x"', "no element has that id"),
    ],
)
def test_a_fault_is_found(good: str, bad: str, fault: str) -> None:
    assert good in GOOD
    found = list(faults(GOOD.replace(good, bad)))
    assert any(fault in one for one in found), found
