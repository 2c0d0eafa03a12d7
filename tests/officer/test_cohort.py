"""People, and bringing a list of them in, as officers see it."""

from __future__ import annotations

import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from feedback import store
from feedback.asking.cohort import files, taking
from feedback.officer import uploads
from feedback.store import people, snapshots
from tests.asking.cohort.lists import HEADINGS, a_team, csv_of, draft_of, person, take, workbook
from tests.officer.signing_in import post, sign_in, text, token

PAGE, BRING_IN, LISTS = "/officer/cohort", "/officer/cohort/bring-in", "/officer/cohort/snapshots"


def upload(client: FlaskClient, data: bytes, **fields: str) -> TestResponse:
    """Send a file. It is encoded here: the test client would write a large one to a disk."""
    boundary, body = encode_multipart({**fields, "file": FileStorage(io.BytesIO(data), "list.csv")})
    return client.post(BRING_IN, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def send(client: FlaskClient, data: bytes, **fields: str) -> TestResponse:
    """Send a file of young people with the token of the form."""
    form = {"audience": "young_people", "sheet": "", "csrf_token": token(client.get(BRING_IN))}
    return upload(client, data, **(form | fields))


def mapped(client: FlaskClient, columns: str, **changes: str) -> TestResponse:
    """Send the page of columns as it stands, with changes by column."""
    page = client.get(columns)
    chosen = dict(re.findall(r'<select[^>]*name="(column_\d+)".*?<option value="(\w*)" selected', page.text, re.DOTALL))
    return client.post(columns, data={"csrf_token": token(page)} | chosen | changes)


def look(client: FlaskClient, data: bytes) -> str:
    """Bring a file in and say that its columns are as guessed; the address of what follows."""
    sent = send(client, data)
    assert sent.status_code == 302, text(sent)
    return str(mapped(client, sent.location).location)


@pytest.fixture(autouse=True)
def team(app: Flask) -> None:
    with app.app_context():
        a_team()


def test_a_list_is_brought_in_from_the_file_to_the_people(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "There is nobody yet" in text(client.get(PAGE))
    headings = ["Reference", "Name", "DOB", "Sex", "Order type", "Team", "Review date", "Mobile", "Zz"]
    rows = [["YP-1", "Jane Smith", "12/03/2011", "Blokes", "YRO with ISS", "EAST TEAM", "01/12/2026", "07700 900123", "1"]]
    columns = send(client, csv_of(*rows, headings=headings)).location
    page = text(client.get(columns))
    assert "Name : it is a name." in page
    assert "DOB : it is a birth date. It was used once, for the age band." in page
    assert "(a phone number)" in page
    assert not any(cell in client.get(columns).text for cell in ("Jane", "12/03/2011", "900123"))
    words = mapped(client, columns).location
    assert "“Blokes”" in text(client.get(words))
    assert "Choose what “Blokes” means" in text(post(client, words))
    assert post(client, words).status_code == 422
    preview = post(client, words, sex_0="m").location
    shown = text(client.get(preview))
    assert "1 added 0 change 0 end" in shown
    assert "YP-1 15-16 Male Youth rehabilitation order East team 1 December 2026 Given" in shown
    assert "Zz : you chose not to take it" in shown
    assert "900123" not in client.get(preview).text
    progress = post(client, preview.replace("preview", "take"), form=preview, after="0").location
    assert "The list is taken 1 added, 0 changed, 0 ended." in text(client.get(progress))
    assert "YP-1 15-16, Male, Youth rehabilitation order Team East team Review, 1 December 2026 By text" in text(client.get(PAGE))
    with app.app_context():
        assert people.sizes() == {"young_people": 1}


@pytest.mark.parametrize(
    ("data", "fields", "said"),
    [
        (b"", {}, "The file is empty"),
        (b"x", {"audience": ""}, "Choose who is in the file"),
        (b"x", {"audience": "others"}, "Not a valid choice"),
        (b"%PDF", {}, "This is a PDF"),
        (workbook(HEADINGS, Second=[HEADINGS, HEADINGS]), {}, "Several sheets have data"),
        (workbook(HEADINGS), {"sheet": "x" * 32}, "31 letters or fewer"),
        (b"Jane,Rotherham\nTom,Leeds\n", {}, "None of the headings says what its column holds"),
    ],
)
def test_a_file_that_is_refused_comes_back_with_what_to_do(client: FlaskClient, data: bytes, fields: dict[str, str], said: str) -> None:
    sign_in(client, "voice_officer")
    answer = send(client, data, **fields)
    assert answer.status_code == 422
    assert said in text(answer)


def test_no_file_at_all_is_refused(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    answer = post(client, BRING_IN, audience="young_people")
    assert answer.status_code == 422
    assert "Choose the file" in text(answer)
    assert re.search(r'value="young_people"[^>]*checked', answer.text)


def test_a_file_of_fifty_megabytes_is_answered_with_a_page(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    answer = send(client, b"x" * 50_000_000)
    assert answer.status_code == 413
    assert "That file is too large" in text(answer)
    assert "32 megabytes at most" in text(answer)


def test_a_file_beyond_what_other_forms_take_is_read_and_touches_no_disk(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_disk(*_: object, **__: object) -> None:
        raise AssertionError("a file was written to a disk as it came")

    sign_in(client, "voice_officer")
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", no_disk)
    answer = send(client, csv_of(*(person(f"YP-{number}") for number in range(30_000))))
    assert answer.status_code == 302
    assert "30,000 rows in the file" in text(client.get(answer.location))


def test_other_pages_take_no_more_than_before(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    answer = client.post("/officer/new-survey", data={"title": "x" * 2_000_000, "csrf_token": token(client.get("/officer/new-survey"))})
    assert answer.status_code == 413
    assert "Send less than 1 megabyte" in text(answer)


def test_somebody_who_may_not_bring_in_lists_is_not_listened_to_for_long(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    drained: list[int] = []
    monkeypatch.setattr(uploads, "_drain", drained.append)
    sign_in(client, "board")
    assert upload(client, b"x" * (files.LARGEST + 100_000), csrf_token="x").status_code in (400, 413)
    assert drained == []


def test_columns_need_a_reference_and_no_field_twice(client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    columns = send(client, csv_of(person("YP-1"))).location
    answer = mapped(client, columns, column_0="")
    assert answer.status_code == 422
    assert "Say which column is the Reference" in text(answer)
    answer = mapped(client, columns, column_1="team")
    assert "Two columns are Team" in text(answer)
    assert mapped(client, columns, column_1="nonsense").status_code == 422


def test_problems_are_listed_by_row_paged_and_given_as_a_file(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    rows = [person(f"YP-{number}", Team="Jane Smith") for number in range(30)]
    preview = look(client, csv_of(*rows, person("YP-1", Mobile="0114 496 0123")))
    page = text(client.get(preview))
    assert "Some rows cannot be taken 31 of 31 rows need mending" in page.replace("  ", " ")
    assert "it looks like a name, which is never kept. If it is a team, add it under Council" in page
    assert "31 Team" not in page
    assert "32 Mobile" in text(client.get(f"{preview}?page=2")).replace("Row ", "")
    file = client.get(preview.replace("preview", "errors.csv"))
    assert file.headers["Content-Disposition"] == "attachment; filename=people-not-taken.csv"
    lines = file.text.splitlines()
    assert lines[0] == "\ufeffRow,Column,What to do"
    assert len(lines) == 1 + 30 + 2
    for cell in ("Jane Smith", "0114 496 0123"):
        assert cell not in client.get(preview).text + file.text
    with app.app_context():
        assert people.sizes() == {}


def test_when_more_than_a_third_would_end_it_must_be_meant(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        take(csv_of(*(person(f"YP-{number}") for number in range(6))))
    sign_in(client, "voice_officer")
    preview = look(client, csv_of(person("YP-0"), person("YP-9")))
    page = text(client.get(preview))
    assert "5 of 6 people would end" in page
    assert "YP-1, YP-2, YP-3, YP-4, YP-5" in page
    take_it = preview.replace("preview", "take")
    answer = post(client, take_it, form=preview, after="1")
    assert answer.status_code == 422
    assert "Say that these people have left" in text(answer)
    assert post(client, take_it, form=preview, after="1", sure="y").location.endswith("progress")
    with app.app_context():
        assert people.sizes() == {"young_people": 2}


@pytest.mark.parametrize("after", ["1", "x", "", "99"])
def test_what_was_shown_before_another_list_is_shown_again(app: Flask, client: FlaskClient, after: str) -> None:
    sign_in(client, "voice_officer")
    preview = look(client, csv_of(person("YP-1")))
    answer = post(client, preview.replace("preview", "take"), form=preview, after=after)
    assert answer.location == preview
    assert "would not do what you were shown" in text(client.get(preview))


def test_a_large_list_shows_how_far_the_worker_is(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "IN_A_REQUEST", 1)
    sign_in(client, "voice_officer")
    preview = look(client, csv_of(person("YP-1"), person("YP-2")))
    progress = post(client, preview.replace("preview", "take"), form=preview, after="0").location
    page = client.get(progress)
    assert "The list is being taken" in text(page)
    assert "0 of 2 rows are ready" in text(page)
    assert "officer-progress.js" in page.text
    assert "is being taken" in text(client.get(PAGE))
    assert client.get(preview).location == progress
    with app.app_context():
        taking.take_waiting()
    page = client.get(progress)
    assert "2 added, 0 changed, 0 ended" in text(page)
    assert "officer-progress.js" not in page.text


def test_a_list_that_failed_says_why_and_can_be_looked_at_again(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        draft = draft_of(csv_of(person("YP-1")))
        with store.transaction():
            snapshots.change_draft(draft.id, {"state": "failed", "problem": taking.BROKE_OFF})
    sign_in(client, "voice_officer")
    assert "could not be taken" in text(client.get(PAGE))
    page = text(client.get(f"{BRING_IN}/{draft.id}/progress"))
    assert "The list was not taken" in page
    assert "It broke off" in page
    assert client.get(f"{BRING_IN}/{draft.id}/preview").status_code == 200


def test_a_file_is_thrown_away(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    columns = send(client, csv_of(person("YP-1"))).location
    assert "is not yet taken" in text(client.get(PAGE))
    assert post(client, columns.replace("columns", "throw-away"), form=columns).location == PAGE
    assert "is destroyed" in text(client.get(PAGE))
    assert client.get(columns).status_code == 404


def test_a_draft_whose_key_is_gone_is_asked_for_again(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        draft = draft_of(csv_of(person("YP-1")))
        with store.transaction():
            snapshots.change_draft(draft.id, {"content": b"nothing that opens"})
    sign_in(client, "voice_officer")
    assert client.get(f"{BRING_IN}/{draft.id}/columns").location == BRING_IN
    assert "can no longer be opened" in text(client.get(BRING_IN))


def test_people_are_found_by_reference_or_team_and_paged(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        a_team("West team")
        rows = [person(f"YP-{number:02}", **{"E-mail": "", "Mobile": ""}) for number in range(26)]
        take(csv_of(*rows, person("YP-99", Team="West team", Mobile=""), person("YP-98", Team="West team")))
        with store.transaction():
            people.opt_out(people.ids("young_people")["YP-98"], snapshots.latest()[0].taken_on)
        take(csv_of(person("PC-1")), "parents_and_carers")
    sign_in(client, "voice_officer")
    assert "YP-99" not in client.get(PAGE).text
    assert "YP-99" in client.get(f"{PAGE}?page=2").text
    found = text(client.get(f"{PAGE}?search=west"))
    assert "2 found for “west”" in found
    assert "YP-98 Male, White, Referral order Team West team Review, 29 January 2027 Wants no messages" in found
    assert "By email" in found
    assert "In person or by post" in text(client.get(f"{PAGE}?search=YP-00"))
    assert "0 found for “%”" in text(client.get(f"{PAGE}?search=%25"))
    parents = text(client.get(f"{PAGE}?audience=parents_and_carers"))
    assert "By text or email" in parents
    assert "PC-1" in parents
    assert "900123" not in client.get(f"{PAGE}?audience=parents_and_carers").text
    assert client.get(f"{PAGE}?audience=nonsense").status_code == 200
    assert client.get(f"{PAGE}?page=9").status_code == 404


def test_the_newest_list_is_undone_after_a_look(app: Flask, client: FlaskClient) -> None:
    sign_in(client, "voice_officer")
    assert "There is none yet" in text(client.get(LISTS))
    with app.app_context():
        take(csv_of(person("YP-1")))
        take(csv_of(person("YP-1", Sex="F"), person("YP-2")))
    page = text(client.get(LISTS))
    assert page.count("Undo the list") == 1
    assert "1 who were added are removed" in text(client.get(f"{LISTS}/2/undo"))
    assert "It cannot be undone. Only the newest" in text(client.get(f"{LISTS}/1/undo"))
    assert post(client, f"{LISTS}/2/undo").location == LISTS
    assert "Everybody is as they were before it" in text(client.get(LISTS))
    assert "Undone 21 November 2026" in text(client.get(LISTS))
    assert "It was not undone. It was undone before" in text(client.get(post(client, f"{LISTS}/2/undo", form=BRING_IN).location))
    assert client.get(f"{LISTS}/9/undo").status_code == 404
    with app.app_context():
        assert people.sizes() == {"young_people": 1}


@pytest.mark.parametrize("path", ["columns", "words", "preview", "errors.csv", "progress"])
def test_a_draft_that_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    sign_in(client, "voice_officer")
    assert client.get(f"{BRING_IN}/nothing/{path}").status_code == 404


@pytest.mark.parametrize("role", ["quality_officer", "head", "administrator", "case_manager", "safeguarding_lead", "board"])
def test_others_see_and_change_nobody(app: Flask, client: FlaskClient, role: str) -> None:
    with app.app_context():
        take(csv_of(person("YP-1")))
    sign_in(client, role)
    for path in (PAGE, BRING_IN, LISTS, f"{LISTS}/1/undo"):
        assert client.get(path).status_code == 403
    assert post(client, f"{LISTS}/1/undo", form="/officer/").status_code == 403
    assert ">People<" not in client.get("/officer/").text
