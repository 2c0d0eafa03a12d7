"""A list of people on its way through the officers' pages, for whoever wants to look at each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playwright.sync_api import FilePayload, Page

HEADINGS = "Reference,Name,DOB,Sex,Ethnicity,Order type,LAC,Team,Start date,Review date,Mobile,Risk summary"
GOOD = "YP-90001,Jane Smith,12/03/2011,Male,White British,YRO with ISS,No,East team,01/05/2026,01/12/2026,07700 900123,"
STRANGE = "YP-90002,Tom Jones,30/11/2012,Lads,Black African,Referral Order,LAC,West team,01/06/2026,,,"
WRONG = "Tom Jones,x,soon,Male,White British,Referral Order,No,Nowhere,31/02/2026,,0114 496 0123,"


def choose(page: Page, address: str, lines: Sequence[str]) -> None:
    """Choose a file with these lines under HEADINGS."""
    page.goto(f"{address}/officer/cohort/bring-in")
    page.get_by_role("radio", name="Young people").check()
    content = "\n".join([HEADINGS, *lines]) if lines else ""
    page.locator("input[type=file]").set_input_files(FilePayload(name="list.csv", mimeType="text/csv", buffer=content.encode()))
    page.get_by_role("button", name="Look at the file").click()


def bringing_in_people(page: Page, address: str) -> Iterator[str]:
    """A file that is refused, one with wrong rows, and one that is taken and undone; stops at each page, and names it."""
    choose(page, address, [])
    yield "bring-in-people-refused"
    choose(page, address, [GOOD, WRONG])
    yield "cohort-columns"
    page.get_by_role("button", name="Continue").click()
    yield "cohort-errors"
    page.get_by_role("button", name="Throw this file away").click()
    choose(page, address, [GOOD, STRANGE])
    page.get_by_role("button", name="Continue").click()
    yield "cohort-words"
    page.get_by_label("Lads").select_option("Male")
    page.get_by_role("button", name="Continue").click()
    yield "cohort-preview"
    page.get_by_label("This is the whole list").check()
    page.get_by_role("button", name="Take this list").click()
    yield "cohort-taken"
    page.goto(f"{address}/officer/cohort")
    yield "cohort-of-two"
    page.goto(f"{address}/officer/cohort/snapshots")
    yield "cohort-snapshots"
    page.get_by_role("link", name="Undo").first.click()
    yield "undo-snapshot"
    page.get_by_role("button", name="Undo this list").click()
