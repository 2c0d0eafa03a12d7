"""The first day, from nothing to a council that is ready; later the same pages as settings."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date

import pytest
from babel.support import Translations
from flask import Flask
from flask.testing import FlaskClient

from feedback import store
from feedback.languages import TRANSLATIONS
from feedback.store import council, events
from tests.officer.signing_in import post, sign_in, text

STEPS = [
    "names",
    "contact",
    "look",
    "wording",
    "places",
    "tablets",
    "messages",
    "languages",
    "names-in-comments",
    "help-lines",
    "working-hours",
    "safeguarding",
]
NAMES = {"name": "Harrowdale Council", "service_name": "Harrowdale Youth Justice Service", "public_name": "Harrowdale feedback"}
CONTACT = {"contact_email": "voice@harrowdale.example", "contact_phone": "", "data_protection_email": "dpo@harrowdale.example"}
LEAD = {"safeguarding_name": "Priya Nair", "safeguarding_email": "priya@harrowdale.example", "safeguarding_phone": "01632 960 199"}
LINE = {"lines-0-name": "Childline", "lines-0-how": "Call 0800 1111", "lines-0-who": "young_people"}
CHECKED = {"help_checked_on-day": "20", "help_checked_on-month": "11", "help_checked_on-year": "2026"}


def step(code: str) -> str:
    return f"/officer/council/{code}"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def kept(app: Flask) -> council.Council:
    with app.app_context():
        return council.current()


WORKING = {
    "work_from": "8",
    "work_to": "18",
    "region": "SCT",
    "on_call_name": "Emergency duty team",
    "on_call_email": "edt@harrowdale.example",
    "on_call_phone": "07700 900 123",
}


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    sign_in(client, "administrator")
    return client


def test_a_first_day_leads_from_an_empty_house_to_one_that_is_ready(app: Flask, administrator: FlaskClient) -> None:
    home = administrator.get("/officer/")
    assert "Still missing: names, contact and privacy, help lines, safeguarding lead." in text(home)
    assert "0 of 4 needed steps are done" in text(administrator.get("/officer/council"))
    sent: dict[str, dict[str, str]] = {
        "names": NAMES,
        "contact": CONTACT,
        "look": {"accent": "#12436d"},
        "wording": {"care_words": "care-experienced young people"},
        "tablets": {"idle_seconds": "90"},
        "messages": {"quiet_from": "20", "quiet_to": "8"},
        "languages": {"languages_checked": "cy"},
        "names-in-comments": {"known_staff": "Kel\r\n\r\nMr  Okafor\r\nKel", "known_places": "", "known_schools": "St Bede’s"},
        "help-lines": {**LINE, **CHECKED},
        "working-hours": WORKING,
        "safeguarding": LEAD,
    }
    for number, code in enumerate(STEPS, 1):
        assert f"Step {number} of {len(STEPS)}" in text(administrator.get(step(code)))
        if code in sent:
            following = step(STEPS[number]) if number < len(STEPS) else "/officer/council"
            assert post(administrator, step(code), **sent[code]).location == following
    assert "Nothing waits for you now." in text(administrator.get("/officer/"))
    found = kept(app)
    assert found.ready
    assert {name: getattr(found, name) for name in (*NAMES, *LEAD)} == {**NAMES, **LEAD}
    assert found.help_lines == [{"name": "Childline", "how": "Call 0800 1111", "who": "young_people"}]
    assert found.help_checked_on == date(2026, 11, 20)
    assert (found.accent, found.care_words, found.idle_seconds) == ("#12436d", "care-experienced young people", 90)
    assert found.languages_checked == ["cy"]
    assert (found.known_staff, found.known_places, found.known_schools) == (["Kel", "Mr Okafor"], [], ["St Bede’s"])
    assert (found.work_from, found.work_to, found.region, found.on_call_phone) == (8, 18, "SCT", "07700900123")


def test_a_step_can_be_left_and_come_back_to(administrator: FlaskClient) -> None:
    assert f'href="{step("contact")}">Leave this for now' in administrator.get(step("names")).text
    post(administrator, step("safeguarding"), **LEAD)
    assert "Still missing: names, contact and privacy, help lines." in text(administrator.get("/officer/"))
    assert "1 of 4 needed steps are done" in text(administrator.get("/officer/council"))
    assert 'value="Priya Nair"' in administrator.get(step("safeguarding")).text


def test_only_an_administrator_is_asked_to_set_the_service_up(client: FlaskClient) -> None:
    sign_in(client, "head")
    assert "Set up" not in text(client.get("/officer/"))


def test_the_record_names_the_fields_and_not_what_is_in_them(app: Flask, administrator: FlaskClient) -> None:
    post(administrator, step("names"), **NAMES)
    post(administrator, step("names"), **{**NAMES, "public_name": "Your views"})
    post(administrator, step("names"), **{**NAMES, "public_name": "Your views"})
    with app.app_context():
        found = events.latest(["council.changed"])
    assert [event.detail for event in found] == [{"fields": ["public_name"]}, {"fields": ["name", "public_name", "service_name"]}]


def test_a_name_that_tells_is_warned_about_and_taken_when_meant(app: Flask, administrator: FlaskClient) -> None:
    telling = {**NAMES, "public_name": "Harrowdale youth justice"}
    warned = post(administrator, step("names"), **telling)
    assert warned.status_code == 422
    assert "“youth justice” tells anybody who sees the phone" in text(warned)
    assert kept(app).public_name == "Council feedback"
    assert post(administrator, step("names"), **telling, use_all_the_same="y").status_code == 302
    assert kept(app).public_name == "Harrowdale youth justice"


def test_an_accent_that_cannot_be_read_is_refused_with_one_that_can(app: Flask, administrator: FlaskClient) -> None:
    refused = post(administrator, step("look"), accent="#ffcc00")
    assert refused.status_code == 422
    assert "contrast of 1.5 to 1 and needs 4.5" in text(refused)
    offered = text(refused).partition("The nearest that passes is ")[2][:7]
    assert kept(app).accent == "#0b6b6b"
    assert post(administrator, step("look"), accent="#ffcc00", offered=offered).status_code == 302
    assert kept(app).accent == offered
    assert f"--accent:{offered}" in administrator.get(f"/officer/look/theme-{offered[1:]}.css").text


def upload(client: FlaskClient, content: bytes, name: str = "logo.png", **more: str) -> str:
    response = post(client, step("look"), accent="#0b6b6b", logo=(io.BytesIO(content), name), **more)
    return text(response) if response.status_code == 422 else str(response.status)


def test_a_logo_is_kept_served_as_what_it_is_and_removed(app: Flask, administrator: FlaskClient) -> None:
    assert upload(administrator, png(), name="anything.txt").startswith("302")
    page = administrator.get(step("look")).text
    address = page.partition('class="officer-logo" src="')[2].partition('"')[0]
    served = administrator.get(address)
    assert (served.data, served.mimetype) == (png(), "image/png")
    assert "Set-Cookie" not in served.headers
    post(administrator, step("look"), accent="#0b6b6b", remove_logo="y")
    assert kept(app).logo is None
    assert administrator.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "must be a whole PNG or JPEG file"),
        (b"GIF89a", "must be a whole PNG or JPEG file"),
        (png()[:-6], "must be a whole PNG or JPEG file"),
        (b"<script>" + png(), "must be a whole PNG or JPEG file"),
        (png()[:8] + b"x" * 210_000, "must be smaller than 200 KB"),
    ],
)
def test_what_is_no_logo_is_refused_whatever_its_name(app: Flask, administrator: FlaskClient, content: bytes, words: str) -> None:
    assert words in upload(administrator, content)
    assert kept(app).logo is None


def test_the_help_lines_begin_with_a_list_to_check(app: Flask, administrator: FlaskClient) -> None:
    page = administrator.get(step("help-lines"))
    assert "Check before use." in text(page)
    assert 'value="Call 0800 1111"' in page.text
    assert kept(app).help_lines == []


def test_help_lines_may_be_saved_before_they_are_checked(app: Flask, administrator: FlaskClient) -> None:
    assert post(administrator, step("help-lines"), **LINE).status_code == 302
    assert "1 help lines, not checked yet" not in text(administrator.get("/officer/council"))
    assert "1 help line, not checked yet" in text(administrator.get("/officer/council"))
    assert not kept(app).ready


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"lines-0-name": "Childline", "lines-0-how": ""}, "Give each help line a name and a way to reach it"),
        ({"lines-0-name": "", "lines-0-how": "Call 999"}, "Give each help line a name and a way to reach it"),
        ({**LINE, **CHECKED, "help_checked_on-day": "22"}, "The day must be today or earlier"),
        ({**LINE, **CHECKED, "help_checked_on-month": "13"}, "Enter a real date, like 27 3 2026"),
        ({**LINE, **CHECKED, "help_checked_on-year": ""}, "Enter a real date, like 27 3 2026"),
        ({**LINE, "lines-0-who": "nobody"}, "Not a valid choice"),
    ],
)
def test_help_lines_that_cannot_be_right_come_back(app: Flask, administrator: FlaskClient, fields: dict[str, str], words: str) -> None:
    response = post(administrator, step("help-lines"), **fields)
    assert response.status_code == 422
    assert words in text(response)
    assert kept(app).help_lines == []


def test_a_line_that_is_cleared_is_removed(app: Flask, administrator: FlaskClient) -> None:
    two = {**LINE, "lines-1-name": "Shout", "lines-1-how": "Text SHOUT to 85258", "lines-1-who": ""}
    post(administrator, step("help-lines"), **two)
    post(administrator, step("help-lines"), **{**two, "lines-0-name": "", "lines-0-how": ""})
    assert [line["name"] for line in kept(app).help_lines] == ["Shout"]


@pytest.mark.parametrize(("checked", "waits"), [(date(2026, 5, 21), True), (date(2026, 5, 22), False)])
def test_help_lines_want_checking_again_after_half_a_year(app: Flask, administrator: FlaskClient, checked: date, waits: bool) -> None:
    with app.app_context(), store.transaction():
        council.change({**NAMES, **CONTACT, **LEAD, "help_lines": [{"name": "a", "how": "b", "who": ""}], "help_checked_on": checked})
    assert ("Check the help lines again" in text(administrator.get("/officer/"))) is waits


def test_sites_and_teams_are_added_removed_and_brought_back(app: Flask, administrator: FlaskClient) -> None:
    places = step("places")
    assert post(administrator, f"{places}/site", places, name="  Canal   Street ").status_code == 302
    post(administrator, f"{places}/team", places, name="North")
    page = text(administrator.get(places))
    assert "Canal Street Remove" in page
    twice = post(administrator, f"{places}/site", places, name="canal street")
    assert (twice.status_code, "“canal street” is on the list already" in text(twice)) == (422, True)
    assert "Enter the name of the team" in text(post(administrator, f"{places}/team", places, name=" "))
    post(administrator, f"{places}/site/1/remove", places)
    with app.app_context():
        assert list(council.places("site")) == []
    post(administrator, f"{places}/site", places, name="Canal Street")
    with app.app_context():
        assert [place.id for place in council.places("site")] == [1]
        assert [event.kind for event in events.latest(["place.added", "place.removed"])] == [
            "place.added",
            "place.removed",
            "place.added",
            "place.added",
        ]


@pytest.mark.parametrize("path", ["/officer/council/places/school", "/officer/council/places/site/99/remove"])
def test_there_are_no_other_kinds_of_places(administrator: FlaskClient, path: str) -> None:
    assert post(administrator, path, step("places"), name="x").status_code == 404


def test_the_demo_says_so_on_every_page(app: Flask, client: FlaskClient) -> None:
    assert "Demonstration." not in text(client.get("/officer/sign-in"))
    with app.app_context(), store.transaction():
        council.change({"demo": True})
    for path in ("/officer/sign-in", "/officer/nothing"):
        assert "Demonstration." in text(client.get(path))


@pytest.mark.parametrize("typed", ["", "29", "301", "-60", "60.5", "one minute", "²60", "9" * 5000, "6\0"])
def test_a_tablet_that_waits_too_short_or_too_long_is_refused(app: Flask, administrator: FlaskClient, typed: str) -> None:
    answer = post(administrator, step("tablets"), idle_seconds=typed)
    assert answer.status_code == 422
    assert "Enter a number of seconds from 30 to 300" in text(answer)
    assert kept(app).idle_seconds == 60


@pytest.mark.parametrize("typed", ["30", "300", " 120 "])
def test_a_tablet_waits_as_long_as_the_council_says(app: Flask, administrator: FlaskClient, typed: str) -> None:
    assert post(administrator, step("tablets"), idle_seconds=typed).status_code == 302
    assert kept(app).idle_seconds == int(typed)
    assert f"Wiped after {int(typed)} seconds without a touch" in text(administrator.get("/officer/council"))


def test_a_translation_is_read_side_by_side_marked_as_checked_and_taken_back(app: Flask, client: FlaskClient) -> None:
    email = sign_in(client, "administrator")
    assert "English alone" in text(client.get("/officer/council"))
    assert "Not checked by a person yet. Nobody is shown it." in text(client.get(step("languages")))
    post(client, step("languages"), languages_checked=["cy", "ur"])
    post(client, step("languages"), languages_checked="cy")
    post(client, step("languages"), languages_checked="cy")
    assert kept(app).languages_checked == ["cy"]
    page = text(client.get(step("languages")))
    assert f"Marked as checked by {email} on " in page
    assert f"Taken back by {email} on " in page
    assert "English, Cymraeg (Welsh)" in text(client.get("/officer/council"))
    with app.app_context():
        found = [(event.actor, event.detail["language"], event.detail["checked"]) for event in events.latest(["language.checked"])]
    assert found == [(email, "ur", False), (email, "ur", True), (email, "cy", True)]


@pytest.mark.parametrize(("code", "direction"), [("cy", "ltr"), ("ur", "rtl")])
def test_every_sentence_of_a_translation_stands_beside_the_english_one(administrator: FlaskClient, code: str, direction: str) -> None:
    shown = administrator.get(f"{step('languages')}/{code}")
    catalogue = Translations.load(str(TRANSLATIONS), [code])
    translated = catalogue.gettext("Continue")
    assert translated != "Continue"
    assert f'<td class="govuk-table__cell" lang="{code}" dir="{direction}">{translated}</td>' in shown.text
    assert administrator.get(f"{step('languages')}/fr").status_code == 404


def test_a_language_that_we_have_no_words_in_cannot_be_marked(app: Flask, administrator: FlaskClient) -> None:
    assert post(administrator, step("languages"), languages_checked="fr").status_code == 422
    assert kept(app).languages_checked == []


def test_quiet_hours_are_chosen_from_the_hours_of_the_day(app: Flask, administrator: FlaskClient) -> None:
    assert "Quiet from 19:00 to 09:00" in text(administrator.get("/officer/council"))
    assert post(administrator, step("messages"), quiet_from="21", quiet_to="21").status_code == 302
    assert (kept(app).quiet_from, kept(app).quiet_to) == (21, 21)
    assert "No quiet hours" in text(administrator.get("/officer/council"))
    assert post(administrator, step("messages"), quiet_from="24", quiet_to="8").status_code == 422
    assert kept(app).quiet_to == 21


def test_names_that_quotes_must_not_hold_are_kept_line_by_line_and_shown_again(app: Flask, administrator: FlaskClient) -> None:
    post(administrator, step("names-in-comments"), known_staff="Kel\nJonno", known_places="the Rec", known_schools="")
    page = administrator.get(step("names-in-comments"))
    assert "Kel\nJonno</textarea>" in page.text
    assert "3 names, beside officers, sites and teams" in text(administrator.get("/officer/council"))
    with app.app_context():
        assert events.latest(["council.changed"])[0].detail == {"fields": ["known_places", "known_staff"]}


@pytest.mark.parametrize(("typed", "said"), [("x" * 81, "is too long for a name"), ("\n".join(map(str, range(501))), "500 names or fewer")])
def test_what_is_no_list_of_names_is_refused_and_not_lost(app: Flask, administrator: FlaskClient, typed: str, said: str) -> None:
    response = post(administrator, step("names-in-comments"), known_staff=typed, known_places="", known_schools="")
    assert response.status_code == 422
    assert said in text(response)
    assert typed in response.text
    assert kept(app).known_staff == []
