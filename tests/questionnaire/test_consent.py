from __future__ import annotations

import pytest

from feedback.questionnaire import consent, loading
from feedback.questionnaire.definition import Questionnaire, QuoteConsent
from feedback.questionnaire.meaning import problems
from tests.questionnaire.tiny import NOT_SURE, Json, asking, band, choice, loaded, scale, section

ASKED = {"question": "where", "allows": ["home"]}


def test_the_consent_that_a_published_questionnaire_asks_for_is_found_again() -> None:
    asking = loaded(choice(), quote_consent=ASKED)
    assert consent.asked_in(loading.dump(asking)) == QuoteConsent(question="where", allows=("home",))


def test_a_questionnaire_without_it_asks_for_none_and_is_written_as_before() -> None:
    written = loading.dump(loaded(choice()))
    assert consent.asked_in(written) is None
    assert "quote_consent" not in written


AGREED = {"code": "yes", "label": "Yes"}


def quoting(question: str, *allows: str) -> Json:
    return {"quote_consent": {"question": question, "allows": list(allows)}}


CONSENTING: dict[str, tuple[Json, str]] = {
    "a question that is not there": (asking(scale(), **quoting("where", "home")), "“where” is no question of its own"),
    "a scale": (asking(scale(), **quoting("good", "yes")), "“good” is no question of its own"),
    "a band": (
        asking(scale(), sections=(section(band(), code="about", only_open=True),), **quoting("age_band", "17+")),
        "“age_band” is no question of its own",
    ),
    "a question of open surveys": (
        asking(scale(), sections=(section(choice(), code="about", only_open=True),), **quoting("where", "home")),
        "only open surveys ask “where”.",
    ),
    "an answer that is not offered": (
        asking(choice(), **quoting("where", "abroad")),
        "“where” has no answer “abroad”. Use one of: home, office.",
    ),
    "an answer that is no agreement": (
        asking(choice(options=[AGREED, NOT_SURE]), **quoting("where", "not_sure")),
        "“not_sure” is no agreement.",
    ),
    "no way to say no": (asking(choice(), **quoting("where", "office", "home")), "every answer to “where” allows quoting."),
}


@pytest.mark.parametrize(("data", "said"), CONSENTING.values(), ids=CONSENTING.keys())
def test_a_consent_to_be_quoted_that_makes_no_sense_is_named(data: Json, said: str) -> None:
    found = problems(Questionnaire.model_validate(data))
    assert len(found) == 1, found
    assert found[0].startswith(f"Quote consent: {said}")


def test_a_choice_that_can_be_answered_either_way_makes_sense() -> None:
    assert problems(Questionnaire.model_validate(asking(choice(), scale(), **quoting("where", "home")))) == []
