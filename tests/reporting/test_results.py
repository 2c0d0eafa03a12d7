from __future__ import annotations

import json
import re
from math import floor, sqrt

from flask import Flask

from feedback import store
from feedback.asking import surveys as life
from feedback.figures.quarter import Quarter
from feedback.figures.released import ReleasedRow
from feedback.intake import genuineness
from feedback.questionnaire import loading, starters
from feedback.reporting.results import Results, results, summary, usual_window
from feedback.reporting.windows import Window
from feedback.store import responses, samples
from feedback.store.surveys import Survey
from tests.intake.arrivals import ACTOR, open_survey
from tests.reporting.scripted import BAD, GOOD, Q1, Q2, Q3, overall, send

NOW, BEFORE, OPEN = (Window(Quarter.of(day)) for day in (Q2, Q1, Q3))
YEAR = Window(Quarter.of(Q2), rolling=True)


def of(survey: Survey, window: Window = NOW, question: str | None = None) -> Results:
    return results(survey, window, question)


def row(found: Results, code: str) -> ReleasedRow:
    return next(row for row in found.items.rows if row.code == code)


def half_up(value: float) -> int:
    return floor(value + 0.5)


def test_the_answer_comes_first_in_a_sentence_with_what_changed(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 28, 10, Q1)
    overall(survey, 40, 6, Q2)
    headline = of(survey).headline
    assert headline is not None
    assert headline.sentence == "40 of 46 young people said the help was good or very good (87 %, likely between 74 % and 94 %)."
    assert headline.change is not None
    assert headline.change.sentence == "No clear change since 2026/27 Q1 (13 points higher, likely between 4 lower and 30 higher)."


def test_every_share_and_interval_is_what_a_count_by_hand_gives(app_context: Flask) -> None:
    survey = open_survey()
    codes = ["really_not", "not_really", "in_between", "mostly", "really", "not_sure", "skipped"]
    answers = [{"listened": codes[number % 7], "fair": codes[number % 5], "safe": codes[(number * number) % 7]} for number in range(61)]
    for one in answers:
        send(survey, one, Q2)
    found = of(survey)
    for question in ("listened", "fair", "safe"):
        opinions = [one[question] for one in answers if one[question] not in {"not_sure", "skipped"}]
        n, k = len(opinions), sum(code in {"mostly", "really"} for code in opinions)
        z, p = 1.959964, k / n
        middle, half = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = ((middle + sign * half) / (1 + z * z / n) for sign in (-1, 1))
        shown = row(found, question)
        assert (shown.base, shown.share_text) == (str(n), f"{half_up(100 * p)} %")
        assert shown.interval is not None
        assert [half_up(100 * edge) for edge in shown.interval] == [half_up(100 * low), half_up(100 * high)]
        assert {part.code: part.count for part in shown.distribution} == {code: opinions.count(code) for code in codes[:5]}


def test_the_weakest_question_stands_first_and_what_has_no_share_last(app_context: Flask) -> None:
    survey = open_survey()
    for number in range(10):
        weak = {"fair": "really" if number < 3 else "really_not", "listened": "really" if number < 7 else "not_really"}
        send(survey, weak | ({"safe": "really"} if number < 6 else {}) | ({"times": "really"} if number < 2 else {}), Q2)
    rows = of(survey).items.rows
    assert [one.code for one in rows[:2]] == ["fair", "listened"]
    assert all(one.share is None for one in rows[2:])
    assert row(of(survey), "safe").share_text == "most"
    assert row(of(survey), "times").share_text == "[c]"


def test_responses_are_counted_at_once_and_figures_in_steps(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 7, 0)
    found = of(survey, OPEN)
    assert (found.responses, found.shown, found.still_open) == (7, 5, True)
    assert found.headline is not None
    assert found.headline.base == "5"


def test_the_response_rate_is_of_those_invited_in_the_period(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 9, 0, Q2)
    assert of(survey).rate.sentence == "No young people were invited, so there is no response rate."
    with store.transaction():
        for quarter, drawn in (("2026/27 Q2", 12), ("2026/27 Q1", 50)):
            sample = {"method": "census", "seed": 1, "quarter": quarter, "due_on": Q2, "frame_size": 60, "drawn": drawn}
            samples.add(samples.Sample(survey_id=survey.id, **sample))
    assert of(survey).rate.sentence == "9 of 12 invited young people answered (75 %), at or above the 30 % line."


def test_a_small_group_is_held_back_with_one_more_so_that_it_cannot_be_worked_out(app_context: Flask) -> None:
    survey = open_survey()
    for care, number in (("yes", 4), ("no", 30)):
        for _ in range(number):
            send(survey, {"overall": GOOD}, Q2, bands={"care_experience": care})
    found = of(survey, YEAR)
    who = next(table for breakdown, table in found.who if breakdown.code == "care_experience")
    said = next(table for table in found.groups if table.title == "Care experience")
    assert [[one.share_text for one in table.rows] for table in (who, said)] == [["[c]", "[c]"], ["[c]", "[c]"]]


def test_a_group_in_which_everybody_agrees_is_told_in_words(app_context: Flask) -> None:
    survey = open_survey()
    for sex, answers in (("m", [GOOD] * 20 + [BAD] * 5), ("f", [GOOD] * 12), ("other", [GOOD] * 6)):
        for answer in answers:
            send(survey, {"overall": answer}, Q2, bands={"sex": sex})
    told = {one.code: (one.share_text, one.base) for table in of(survey, YEAR).groups if table.title == "Sex" for one in table.rows}
    assert told["f"] == ("all or nearly all", "10–19")
    assert told["other"] == ("most", "5–9")


def test_groups_and_trend_are_about_the_question_chosen_else_the_headline(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(12):
        send(survey, {"overall": GOOD, "fair": "really_not"}, Q2, bands={"sex": "m"})
    chosen, usual = of(survey, question="fair"), of(survey, question="nothing like it")
    assert chosen.question is not None
    assert usual.question is not None
    assert (chosen.question.code, usual.question.code) == ("fair", "overall")
    assert chosen.trend is not None
    assert [one.share_text for one in chosen.trend.rows] == ["0 %"]


def test_the_trend_has_a_gap_where_a_quarter_brought_too_few(app_context: Flask) -> None:
    survey = open_survey()
    days = [Quarter(2025, 4).first, Q1, Q2]
    for day, number in zip(days, (12, 3, 14), strict=True):
        overall(survey, number, 0, day)
    trend = of(survey).trend
    assert trend is not None
    assert [(one.label, one.share_text) for one in trend.rows] == [("2025/26 Q4", "100 %"), ("2026/27 Q1", "[c]"), ("2026/27 Q2", "100 %")]


def test_a_rolling_year_is_compared_only_with_a_whole_year_before(app_context: Flask) -> None:
    survey = open_survey()
    year = Window(Quarter.of(Q2), rolling=True)
    overall(survey, 10, 0, Q2)
    overall(survey, 2, 10, Quarter(2025, 1).first)
    assert of(survey, year).before is None
    overall(survey, 10, 0, year.before.quarters[0].first)
    found = of(survey, year)
    assert found.before == year.before
    headline = found.headline
    assert headline is not None
    assert headline.change is not None
    assert headline.change.sentence.startswith("Improved since the year to 2025/26 Q2 (")
    assert [one.code for one in found.moved("improved")] == ["overall"]


def test_nothing_is_compared_with_quarters_before_the_first_response(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 10, 0, Q2)
    assert of(survey).before is None
    assert of(survey).headline.change is None  # type: ignore[union-attr]


def test_the_share_answered_in_easy_read_stands_with_each_figure_that_easy_read_asks(app_context: Flask) -> None:
    survey = open_survey()
    for variant, number in (("", 15), ("easy-read", 5)):
        for _ in range(number):
            send(survey, {"overall": GOOD, **({"miss": "really"} if not variant else {})}, Q2, variant=variant)
    assert of(survey).easy_read == {}, "groups are told of years"
    found = of(survey, YEAR)
    assert found.easy_read["overall"].label == "Easy Read"
    assert "miss" not in found.easy_read
    assert found.quality.notes
    assert "Easy Read" in found.quality.notes[0]


def test_comments_are_counted_as_they_were_first_read(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(6):
        send(survey, {"overall": GOOD}, Q2, comments={"good": "She is brilliant and really helpful, thank you"})
    found = of(survey)
    assert found.reading.comments == 6
    assert [(one.label, one.base) for one in found.said.rows] == [("What is good?", "6")]
    assert found.said.rows[0].share_text == "most"


def test_comments_of_a_response_follow_the_figures_and_are_not_counted_before(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(7):
        send(survey, {"overall": GOOD}, comments={"good": "My worker helps me"})
    assert of(survey, OPEN).reading.comments == 5


def test_what_is_set_aside_is_said_out_loud_by_reason(app_context: Flask) -> None:
    survey = open_survey()
    ids = overall(survey, 10, 0, Q2)
    genuineness.set_aside(survey.id, ids[:2], "duplicate", "", ACTOR)
    genuineness.set_aside(survey.id, ids[2:3], "test", "", ACTOR)
    quality = of(survey).quality
    assert (quality.set_aside, dict(quality.aside)) == (3, {"duplicate": 2, "test": 1})
    assert of(survey).responses == 7


def test_a_burst_on_the_open_link_is_pointed_out(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 12, 0, Q2)
    overall(survey, 1, 0, Q2.replace(day=5))
    overall(survey, 1, 0, Q2.replace(day=6))
    assert of(survey).quality.bursts == (Q2,)
    kiosk = open_survey("tablets")
    overall(kiosk, 12, 0, Q2, way="kiosk")
    overall(kiosk, 1, 0, Q2.replace(day=5), way="kiosk")
    assert of(kiosk).quality.bursts == ()


def test_people_who_answered_again_and_responses_without_a_link_are_told(app_context: Flask) -> None:
    survey = open_survey()
    for _ in range(2):
        send(survey, {"overall": GOOD}, Q2, way="invitation", link_number=5)
    overall(survey, 3, 0, Q2)
    assert (of(survey).quality.answered_again, of(survey).quality.unlinked) == (1, 3)


def test_other_kinds_of_question_are_shown_as_what_was_chosen_or_given(app_context: Flask) -> None:
    survey = open_survey("things", starter="how_things_are_going")
    for number in range(30):
        goals = {"school": number % 11} if number < 20 else {"home": None}
        send(survey, {"goals": goals if number < 28 else "skipped"}, Q2)
    tables = {table.title: table for table in of(survey).others}
    chosen = {one.code: one.share_text for one in tables["What do you want to work on?"].rows}
    assert (chosen["school"], chosen["home"], chosen["work"]) == ("20 (71 %)", "8 (29 %)", "[c]")
    rated = {title: table.sentence for title, table in tables.items() if title != "What do you want to work on?"}
    assert len(rated) == 1, "nobody gave the other goal a number"
    assert set(rated.values()) == {"Too few young people answered to show how their answers are spread."}


def test_a_question_that_the_newest_version_dropped_is_still_shown_for_those_who_were_asked(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 8, 2, Q2)
    whole = json.loads(loading.dump(starters.get("young_people")))
    for section in whole["sections"]:
        section["questions"] = [question for question in section["questions"] if question["code"] != "fair"]
    for variant in whole["variants"]:
        variant["questions"].pop("fair", None)
    for _ in range(10):
        send(survey, {"fair": "really"}, Q2)
    life.publish("views", loading.load(whole), ACTOR)
    overall(survey, 5, 5, Q2)
    found = of(survey)
    assert row(found, "fair").base == "10"
    assert row(found, "overall").base == "20"


def test_a_survey_without_responses_has_results_that_say_so(app_context: Flask) -> None:
    survey = open_survey()
    found = of(survey, usual_window(survey.id))
    assert (found.responses, found.shown, found.reading.comments) == (0, 0, 0)
    assert str(found.about.window) == "2026/27 Q3"
    assert {one.share_text for one in found.items.rows} == {"[x]"}


def test_a_list_of_surveys_tells_the_newest_closed_quarter(app_context: Flask) -> None:
    survey = open_survey()
    overall(survey, 10, 0, Q2)
    overall(survey, 3, 0, Q3)
    told = summary(survey)
    assert (str(told.window), told.responses) == ("2026/27 Q2", 10)
    assert told.headline is not None
    assert re.match(r"10 of 10 young people said the help was good or very good \(100 %", told.headline.sentence)


def test_quality_says_what_came_late_what_was_taken_back_and_what_waited_on_a_device(app_context: Flask) -> None:
    survey = open_survey()
    first, second, third, *_ = overall(survey, 5, 0, Q2)
    send(survey, day=Q2, timing="queued")
    send(survey, day=Q2, timing="queued", by_revoked=True)
    send(survey, day=Q2, timing="not_believed")
    with store.transaction():
        for response_id, reason in ((first, "late"), (second, "withdrawn"), (third, "test")):
            responses.set_aside(response_id, reason)
    quality = of(survey).quality
    assert (quality.late, quality.taken_back, quality.set_aside, dict(quality.aside)) == (1, 1, 1, {"test": 1})
    assert (quality.coming.queued, quality.coming.not_believed, quality.coming.by_revoked) == (2, 1, 1)
