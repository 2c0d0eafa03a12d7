"""Addresses and forms that nobody means: a page says so, and nothing fails."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback.asking import surveys as life
from feedback.officer import home
from feedback.officer.paging import LAST
from feedback.questionnaire.starters import get
from feedback.store import council
from feedback.store.database import db
from tests.intake.arrivals import ACTOR, open_survey
from tests.officer.signing_in import post, sign_in, text, token

ROLES = ("administrator", "voice_officer", "safeguarding_lead")
HUGE = "99999999999999999999"
LISTS = ("surveys", "results", "responses/views", "comments", "tablets", "needs-a-look", "concerns", "officers", "record")
READ = (
    *LISTS,
    "results/views",
    "surveys/views",
    "surveys/views/preview",
    "surveys/views/asked",
    "surveys/views/asked/now",
    "new-survey",
    "officers/1",
    "council/help-lines",
    "tablets/enrol",
    "needs-a-look/sealed-file",
    "nothing",
)
NAMES = ("question", "sentiment", "survey", "search", "show", "variant", "next", "endpoint", "_method", "self")
ODD = st.one_of(st.text(max_size=20), st.sampled_from(["", "\0", "%", "views", "overall", "positive", "²", "../..", "9" * 50]))
PAGES = st.one_of(st.integers(2**63, 10**25), st.integers(-5, 2**63)).map(str)
PERIODS = st.from_regex(r"(year to )?(000[0-3]|999[6-9])/[0-9]{2} Q[1-4]", fullmatch=True)
ONE = st.one_of(
    st.tuples(st.just("page"), PAGES | ODD),
    st.tuples(st.sampled_from(["period", "quarter"]), PERIODS | ODD),
    st.tuples(st.sampled_from(NAMES), ODD),
)
ASKED = st.lists(ONE, min_size=1, max_size=2)


@pytest.fixture
def odd(app: Flask) -> FlaskClient:
    """Signed in, with a survey: on SQLite."""
    return _at_work(app)


def _at_work(app: Flask) -> FlaskClient:
    with app.app_context():
        open_survey()
    client = app.test_client()
    sign_in(client, *ROLES)
    return client


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(READ), ASKED)
def test_no_odd_address_makes_a_page_fail(odd: FlaskClient, path: str, asked: list[tuple[str, str]]) -> None:
    assert odd.get(f"/officer/{path}?{urlencode(asked)}").status_code in {200, 302, 400, 404}


REFUSED = [
    *((f"{path}?page={HUGE}", 404) for path in LISTS),
    ("results/views?period=0001/02+Q1", 404),
    ("results/views?period=year+to+0001/02+Q1", 404),
    ("results/views?period=year+to+9998/99+Q4", 404),
    (f"officers/{HUGE}", 404),
    ("surveys?search=%00", 400),
    ("surveys?%00=x", 400),
    ("officers?search=a%00b", 400),
    ("comments?survey=%00", 400),
    ("surveys/%00", 400),
    ("tablets/%00/revoke", 400),
    ("needs-a-look/%00/leave-out", 400),
    ("results/vi%00ews", 400),
    ("council/%00", 400),
    ("sign-in?next=%00", 400),
    ("look/%00", 400),
]


def test_odd_addresses_are_refused_on_both_databases(each_app: Flask) -> None:
    client = _at_work(each_app)
    assert [(path, client.get(f"/officer/{path}").status_code) for path, _ in REFUSED] == REFUSED


SENT = [
    (f"council/places/site/{HUGE}/remove", {}, 404),
    (f"officers/{HUGE}", {"full_name": "Ada"}, 404),
    (f"officers/{HUGE}/deactivate", {}, 404),
    (f"officers/{HUGE}/activate", {}, 404),
    (f"officers/{HUGE}/password", {}, 404),
    ("officers/1", {"full_name": "\0", "roles": "administrator"}, 422),
    ("officers/add", {"full_name": "A\0", "email": "a\0@b.example", "roles": "nobody\0"}, 422),
    ("new-survey", {"questionnaire": "\0", "title": "\0", "slug": "a\0b", "privacy": "\0"}, 422),
    ("council/names", {"name": "\0", "service_name": "a", "public_name": "a"}, 422),
    ("council/places/site", {"name": "\0"}, 422),
    ("council/places/site", {"name": "Old\0 Mill"}, 302),
    ("responses/views", {"response": "\0", "action": "test", "note": "\0"}, 400),
    ("responses/views", {"response": "no id", "action": "back", "note": "\0"}, 400),
    ("tablets/enrol", {"name": "\0", "site": "\0", "team": HUGE, "surveys": "\0"}, 422),
    (f"tablets/{HUGE}/revoke", {}, 404),
    (f"needs-a-look/{HUGE}/try-again", {}, 404),
    (f"needs-a-look/{HUGE}/leave-out", {"reason": "\0"}, 404),
    ("needs-a-look/sealed-file", {"file": "\0"}, 422),
    ("needs-a-look/sealed-file/take-in", {"sealed": "\0.\0.\0.\0.\0"}, 302),
    ("council/tablets", {"idle_seconds": "\0"}, 422),
    ("council/languages", {"languages_checked": "\0"}, 422),
    ("password", {"current": "\0", "new": "\0", "again": "\0"}, 422),
    ("password", {"current": "four made up words", "new": "four words with \0 in", "again": "four words with \0 in"}, 302),
]


def test_odd_forms_are_refused_or_tidied_on_both_databases(each_app: Flask) -> None:
    client = _at_work(each_app)
    page = token(client.get("/officer/council/names"))
    answers = [client.post(f"/officer/{path}", data={"csrf_token": page, **sent}).status_code for path, sent, _ in SENT]
    assert answers == [status for _, _, status in SENT]


def test_signing_in_with_characters_that_no_database_takes_is_refused(each_app: Flask) -> None:
    client = each_app.test_client()
    for email, password in (("a\0@b.example", "\0"), ("\0", "x"), ("a@b.example", "four made\0 up")):
        assert post(client, "/officer/sign-in", email=email, password=password).status_code == 200


def test_help_lines_are_kept_without_what_no_database_takes(each_app: Flask) -> None:
    line = {"lines-0-name": "Child\0line", "lines-0-how": "Call 0800 1111\0", "lines-0-who": ""}
    post(_at_work(each_app), "/officer/council/help-lines", **line, **_day("\x0020", "11", "2026"))
    with each_app.app_context():
        kept = council.current()
        assert list(kept.help_lines) == [{"name": "Childline", "how": "Call 0800 1111", "who": ""}]
        assert str(kept.help_checked_on) == "2026-11-20"


@pytest.mark.parametrize("day", [("1", "1", "99999"), ("99999999999999", "1", "2026"), ("1", HUGE, "2026"), ("9" * 5000, "1", "2026")])
def test_a_day_that_no_calendar_has_is_told_at_its_field(odd: FlaskClient, day: tuple[str, str, str]) -> None:
    answer = post(odd, "/officer/council/help-lines", **_day(*day))
    assert answer.status_code == 422
    assert text(answer).count("Enter a real date, like 27 3 2026") == 2


@pytest.mark.parametrize("name", ["endpoint", "_method", "_external", "_anchor", "_scheme", "self", "values"])
def test_links_to_other_pages_take_no_orders_from_the_address(app: Flask, odd: FlaskClient, name: str) -> None:
    _two_pages(app)
    assert f'href="/officer/surveys?{name}=x&amp;page=2"' in odd.get(f"/officer/surveys?{name}=x").text


def test_links_to_other_pages_keep_what_is_searched_for(app: Flask, odd: FlaskClient) -> None:
    _two_pages(app)
    assert 'href="/officer/surveys?search=o%26o+%C3%A9&amp;page=1"' not in odd.get("/officer/surveys?search=o%26o+%C3%A9").text
    assert 'href="/officer/surveys?search=People+h&amp;page=1"' in odd.get("/officer/surveys?search=People+h&page=2").text


@pytest.mark.parametrize("page", [LAST, LAST + 1])
def test_a_page_beyond_the_last_is_not_found(odd: FlaskClient, page: int) -> None:
    assert odd.get(f"/officer/surveys?page={page}").status_code == 404


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize(("path", "status"), [("", 405), ("surveys", 405), ("officers/1", 405), ("sign-in", 405), ("nothing", 404)])
def test_a_method_that_an_address_does_not_take_is_told_before_a_token_is_asked_for(
    odd: FlaskClient, method: str, path: str, status: int
) -> None:
    assert odd.open(f"/officer/{path}", method=method).status_code == status


def test_the_page_of_an_error_is_shown_after_the_database_refused(each_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = _at_work(each_app)
    each_app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(home._waiting, "broken", ("see_home", lambda: db.session.execute(db.text("SELECT nothing FROM nowhere"))))
    answer = client.get("/officer/")
    assert answer.status_code == 500
    assert "Nothing was half saved" in text(answer)
    assert "Sign out" in text(answer)


@pytest.mark.parametrize("slug", ["youth-justice", "harrowdale-yot", "yjs", "after-court", "victims"])
def test_an_address_that_says_what_the_service_is_is_refused(odd: FlaskClient, slug: str) -> None:
    sent = {"questionnaire": "young_people", "title": "Youth justice, autumn", "slug": slug, "privacy": "open"}
    answer = post(odd, "/officer/new-survey", **sent)
    assert answer.status_code == 422
    assert "Choose another address: this one says what the service is." in text(answer)
    assert post(odd, "/officer/new-survey", **sent | {"slug": "autumn"}).location == "/officer/surveys/autumn"


def test_the_new_survey_form_says_who_sees_title_and_address(odd: FlaskClient) -> None:
    page = text(odd.get("/officer/new-survey"))
    assert "Title Officers see it, in lists and on results." in page
    assert "People who answer see it: it must not say what the service is." in page


def _day(day: str, month: str, year: str) -> dict[str, str]:
    return {"help_checked_on-day": day, "help_checked_on-month": month, "help_checked_on-year": year}


def _two_pages(app: Flask) -> None:
    with app.app_context():
        for number in range(26):
            life.create(get("people_harmed"), f"more-{number}", "People harmed", "open", ACTOR)
