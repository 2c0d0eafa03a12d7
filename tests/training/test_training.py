"""The labelled comments, what is shipped from them, and the check that compares. Nothing here needs scikit-learn."""

from __future__ import annotations

import copy
import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from feedback.language import model
from feedback.language.labelled import KIND_OF_QUESTION, read_labelled
from feedback.language.lexicon import lexicon
from feedback.language.model import Shipped
from tests.language.comment_bank import BANK
from training.comparing import differences, different_figures, written
from training.rows import DATA, NHS, SERVICE, WRITERS, YOUTH, rows

HERE = DATA.parent
SHIPPED: Shipped = json.loads(model.SOURCE.read_text(encoding="utf-8"))
FIGURES = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))


def test_all_labelled_comments_are_read() -> None:
    assert Counter(row.source for row in rows()) == {
        NHS: 5050,
        SERVICE: 1007,
        YOUTH: 60,
        "mood_one": 320,
        "mood_two": 320,
        "mood_three": 220,
    }


def test_what_is_held_back_is_learnt_from_only_where_two_writers_chose_the_same_words() -> None:
    held_back = {
        comment.text.lower() for comment in read_labelled(DATA / "comments" / "mood_held_back.csv") if len(comment.text.split()) > 3
    }
    assert len(held_back) > 150
    assert len(held_back & {row.comment.text.lower() for row in rows()}) == 5


def test_repeats_of_a_text_share_a_group() -> None:
    with (DATA / "nhs_fft_train.csv").open(encoding="utf-8-sig", newline="") as source:
        groups = {line["group"] for line in csv.DictReader(source)}
    assert {row.comment.group for row in rows() if row.source == NHS} == groups


def test_the_kinds_of_question_are_those_of_the_readme() -> None:
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{question}` | {kind} |" in readme for question, kind in KIND_OF_QUESTION.items())
    assert "MIT License" in readme
    assert "The Strategy Unit" in readme


def test_no_comment_of_the_bank_was_learnt_from() -> None:
    learnt = {row.comment.text.lower() for row in rows() if row.source == SERVICE}
    short = {text for text, _ in BANK if len(text.split()) < 4}
    assert not {text.lower() for text, _ in BANK if text not in short} & learnt


def test_the_held_out_figures_reach_the_targets() -> None:
    assert FIGURES[NHS]["n"] == 5050
    assert FIGURES[NHS]["macro_f1"] >= 0.70
    assert FIGURES[NHS]["recall"]["negative"] >= 0.78
    assert FIGURES[NHS]["negative_shown_positive"] <= 0.05
    low, high = FIGURES[NHS]["macro_f1_interval"]
    assert low < FIGURES[NHS]["macro_f1"] < high
    assert all(FIGURES[writer]["macro_f1"] >= 0.75 for writer in WRITERS)


def test_the_shipped_weights_are_written_as_training_writes_them() -> None:
    assert model.SOURCE.read_text(encoding="utf-8") == written(SHIPPED)


def test_one_step_of_rounding_is_no_difference_and_two_are() -> None:
    assert not list(differences(SHIPPED, SHIPPED))
    assert not list(differences(SHIPPED, changed(by=0.01)))
    assert list(differences(SHIPPED, changed(by=0.02))) == [
        f"weights, 'told': shipped {SHIPPED['weights']['told']}, rebuilt {changed(by=0.02)['weights']['told']}"
    ]


def test_a_weight_that_is_missing_or_new_is_a_difference() -> None:
    less = copy.deepcopy(SHIPPED)
    del less["weights"]["told"]
    assert len(list(differences(less, SHIPPED))) == len(list(differences(SHIPPED, less))) == 1


@pytest.mark.parametrize(("after", "differ"), [(0.7, 0), (0.701, 0), (0.703, 1), (None, 1)])
def test_held_out_figures_are_compared(after: float | None, differ: int) -> None:
    before = {"nhs": {"macro_f1": 0.7, "n": 1000}}
    assert len(list(different_figures(before, {"nhs": {"macro_f1": after, "n": 1000}}))) == differ
    assert len(list(different_figures(before, {}))) == 1


def test_the_pins_name_what_is_installed_beside_the_service() -> None:
    pins = [line for line in (HERE / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line]
    assert [pin.partition("==")[0] for pin in pins] == ["scikit-learn", "scipy", "joblib", "threadpoolctl", "narwhals"]
    service = (HERE.parent / "requirements.txt").read_text(encoding="utf-8")
    assert "scikit-learn" not in service


def test_every_word_spelt_right_is_kept_as_it_is() -> None:
    listed = Path(model.__file__).with_name("spelt_right.txt").read_text(encoding="utf-8").split()
    assert listed == sorted(set(listed))
    assert all(lexicon().respelt[word] == word for word in listed)


def changed(by: float) -> Shipped:
    other = copy.deepcopy(SHIPPED)
    other["weights"]["told"] = [round(other["weights"]["told"][0] + by, 2), other["weights"]["told"][1]]
    return other
