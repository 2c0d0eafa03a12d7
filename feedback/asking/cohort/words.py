"""The words of case systems for our codes: "White British" is white, "YRO with ISS" is yro. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from feedback.questionnaire.definition import BANDS, RATHER_NOT_SAY

Words = Mapping[str, str | None]
"""A word in lower case, its signs made spaces → the code; None for "not known"."""

SIGNS = re.compile(r"[^\w+]+|_")
UNKNOWN: Words = dict.fromkeys(
    ("unknown", "not known", "not recorded", "not stated", "n a", "na", "null", "tbc", "not obtained", "not applicable", "blank")
)
DECLINED: Words = dict.fromkeys(
    ("refused", "rather not say", "prefer not to say", "declined", "declined to say", "did not wish to answer"), RATHER_NOT_SAY
)


def _listed(**words: str) -> Words:
    """{word: code} from code="word, word"."""
    return {word.strip(): code for code, listed in words.items() for word in listed.split(",")}


_AGES: Words = {str(age): "10-12" if age < 13 else "13-14" if age < 15 else "15-16" if age < 17 else "17+" for age in range(10, 26)}
COMMON: Mapping[str, Words] = {
    "age_band": {**_AGES, "17+": "17+", "17 and over": "17+", "17 or over": "17+", "17 18": "17+", "18+": "17+", "17 plus": "17+"}
    | {"10 to 12": "10-12", "13 to 14": "13-14", "15 to 16": "15-16"},
    "sex": _listed(
        m="m, male, boy, man", f="f, female, girl, woman", other="other, x, non binary, nonbinary, intersex, indeterminate, transgender"
    ),
    "ethnicity": _listed(
        white="white, british, gypsy, roma, irish, traveller, irish traveller, gypsy or irish traveller, gypsy roma, english, "
        "welsh, scottish",
        asian="asian, indian, pakistani, bangladeshi, chinese, kashmiri, asian or asian british",
        black="black, african, caribbean, black or black british, somali",
        mixed="mixed, dual heritage, mixed heritage, multiple",
        other="other, arab, any other, any other ethnic group, other ethnic group, latin american, kurdish",
    ),
    "order_type": _listed(
        prevention="prevention, diversion, prevention and diversion, turnaround, voluntary, voluntary support, early help, preventative",
        out_of_court="out of court, out of court disposal, oocd, youth caution, yc, youth conditional caution, ycc, "
        "community resolution, cr, "
        "outcome 22, triage, caution, conditional caution, no further action, deferred prosecution",
        referral_order="referral order, ro, referral",
        yro="yro, youth rehabilitation order, yro with iss, yro iss, yro with intensive supervision and surveillance, iss, "
        "youth rehabilitation order with iss, reparation order",
        custody="custody, dto, detention and training order, s250, section 250, s90, s91, section 90, section 91, remand, "
        "custodial remand, "
        "youth detention accommodation, ryda, yoi, notice of supervision, licence, custodial sentence",
    ),
    "care_experience": _listed(
        yes="yes, y, true, 1, lac, cla, looked after, looked after child, in care, care leaver, care experienced, s20, section 20, s31, "
        "section 31, full care order, interim care order, care order, child in care, cin care, current, previously, previous",
        no="no, n, false, 0, not looked after, never, none, not lac, not in care",
    ),
    "needs": _listed(
        slcn="slcn, speech language and communication, speech and language, speech language and communication needs, slc needs",
        ehcp="ehcp, ehc plan, education health and care plan, ehc",
        both="both, slcn and ehcp, ehcp and slcn, slcn + ehcp, slcn ehcp, ehcp slcn",
        none="none, no, n, no needs, no sen, no send, false, 0",
    ),
}
ETHNICITY_PARTS = (
    ("mixed", "mixed"),
    ("white and ", "mixed"),
    ("dual ", "mixed"),
    ("asian", "asian"),
    ("white", "white"),
    ("black", "black"),
)
"""The census's longer names, by what they hold: the first that fits."""

LANGUAGES: Mapping[str, str] = {
    "am": "amharic", "ar": "arabic", "bg": "bulgarian", "bn": "bengali", "cs": "czech", "cy": "welsh", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "es": "spanish", "et": "estonian", "fa": "persian", "fr": "french", "gu": "gujarati", "he": "hebrew",
    "hi": "hindi", "hr": "croatian", "hu": "hungarian", "ig": "igbo", "it": "italian", "ja": "japanese", "ko": "korean", "ku": "kurdish",
    "ln": "lingala", "lt": "lithuanian", "lv": "latvian", "ml": "malayalam", "ne": "nepali", "nl": "dutch", "pa": "punjabi",
    "pl": "polish", "ps": "pashto", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sk": "slovak", "so": "somali",
    "sq": "albanian", "sr": "serbian", "sv": "swedish", "sw": "swahili", "ta": "tamil", "te": "telugu", "th": "thai", "ti": "tigrinya",
    "tl": "tagalog", "tr": "turkish", "tw": "twi", "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "yo": "yoruba", "zh": "chinese",
}  # fmt: skip
_BY_NAME = {name: code for code, name in LANGUAGES.items()} | {
    "farsi": "fa", "dari": "fa", "sylheti": "bn", "bangla": "bn", "panjabi": "pa", "mandarin": "zh", "cantonese": "zh", "filipino": "tl",
    "sorani": "ku", "kurmanji": "ku", "pushto": "ps", "british english": "en", "moldovan": "ro",
}  # fmt: skip


def plain(word: str) -> str:
    """A word in the form in which the lists hold it."""
    return SIGNS.sub(" ", word.lower()).strip()


def code(field: str, word: str) -> tuple[bool, str | None]:
    """(whether the word is understood, its code or None for "not known"), for a band or for "language"."""
    if field == "language":
        return _language(word)
    lowered, said = word.strip().lower(), plain(word)
    if lowered in (*BANDS[field], RATHER_NOT_SAY):  # type: ignore[index]
        return True, lowered
    for words in (COMMON[field], UNKNOWN, DECLINED):
        if said in words:
            return True, words[said]
    if field == "ethnicity":
        return _ethnicity(said)
    spaced = said.replace(" ", "_")
    return (True, spaced) if spaced in BANDS[field] else (False, None)  # type: ignore[index]


def codes(field: str) -> tuple[str, ...]:
    """The codes that a word of this field may be mapped to."""
    return tuple(sorted(LANGUAGES, key=LANGUAGES.__getitem__)) if field == "language" else (*BANDS[field], RATHER_NOT_SAY)  # type: ignore[index]


def known_somewhere(word: str) -> bool:
    """Whether some band or the languages understand this word: then it says what it is, and is no name."""
    return any(code(field, word)[0] for field in (*BANDS, "language"))


def _ethnicity(said: str) -> tuple[bool, str | None]:
    return next(((True, found) for part, found in ETHNICITY_PARTS if part in said), (False, None))


def _language(word: str) -> tuple[bool, str | None]:
    said = plain(word)
    base = said.partition(" ")[0]
    if said in LANGUAGES or (base in LANGUAGES and len(said) == 5):
        return True, base
    if said in _BY_NAME:
        return True, _BY_NAME[said]
    return (True, "en") if said in UNKNOWN else (False, None)
