"""What the headings of a file mean: a field of ours, something that is never kept, or nothing that we know. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from feedback.questionnaire.definition import BANDS

FIELDS: Mapping[str, str] = {
    "reference": "Reference",
    "age_band": "Age band",
    "sex": "Sex",
    "ethnicity": "Ethnicity group",
    "order_type": "Order type",
    "care_experience": "Care experience",
    "needs": "Needs",
    "language": "Language",
    "team": "Team",
    "started_on": "Started on",
    "review_on": "Review on",
    "ended_on": "Ended on",
    "phone": "Mobile phone",
    "email": "E-mail",
}
"""What a column of a snapshot may be, and what officers call it."""
WORDED = (*BANDS, "language")
DATES = ("started_on", "review_on", "ended_on")
CONTACTS = ("phone", "email")
BORN = "born"
"""A birth date of a young person: read in memory for the age band, and dropped."""
AGE_BAND_OF_BIRTH = "Age band (worked out from the birth date)"
LONGEST = 60

_SAID: Mapping[str, str] = {
    "reference": "reference, ref, id, case id, client id, case number, case no, case ref, case reference, client reference, unique id, "
    "identifier, "
    "pseudonym, person reference, reference number, client ref, core id, childview id, careworks id, yot id, yjs id, record id",
    "age_band": "age band, age group, age, age range, ageband",
    "sex": "sex, gender",
    "ethnicity": "ethnicity, ethnic group, ethnic origin, ethnicity group, ethnic background, ethnicity category",
    "order_type": "order type, order, intervention type, disposal, disposal type, current order, legal outcome, outcome, outcome type, "
    "programme type",
    "care_experience": "care experience, care experienced, looked after, lac, cla, care status, in care, lac status, cla status, "
    "care leaver",
    "needs": "needs, send, sen, slcn, ehcp, additional needs, sen status, send status, special educational needs",
    "language": "language, first language, main language, preferred language, home language, spoken language",
    "team": "team, team name, worker s team, workers team, yot team, yjs team, locality, locality team",
    "started_on": "started on, started, start date, start, date started, intervention start, intervention start date, "
    "order start date, date opened",
    "review_on": "review on, review date, next review, review due, next review date, review",
    "ended_on": "ended on, ended, end date, end, date ended, order end date, expected end date, planned end date, "
    "intervention end date, date closed",
    "phone": "phone, mobile, mobile phone, telephone, tel, mobile number, phone number, contact number, telephone number, "
    "mobile no, phone no, tel no",
    "email": "email, e mail, email address, e mail address, mail",
    BORN: "birth date, date of birth, dob, birthdate, d o b, birthday",
}
KNOWN: Mapping[str, str] = {said.strip(): field for field, listed in _SAID.items() for said in listed.split(",")}
_OWN = {
    "young_people": "yp young person people persons child childs client clients own s",
    "parents_and_carers": "parent parents carer carers guardian guardians mother father own s or and",
    "people_harmed": "victim victims person persons people harmed own s",
}
OWN: Mapping[str, frozenset[str]] = {audience: frozenset(listed.split()) for audience, listed in _OWN.items()}
"""Words before a heading that mean whoever the row is about: "YP mobile", "parent's e-mail"."""
_TELLING = {
    "a name": "name names forename forenames surname firstname lastname fullname initials alias nickname initial",
    "a birth date": "dob birth birthday birthdate born",
    "a postcode or an address": "post postcode postcodes postal address street town city village house flat uprn ward lsoa "
    "latitude longitude",
    "an offence": "offence offences offending conviction convictions crime charge charges offense index",
    "a number that other services know a person by": "nhs pnc upn nino ni passport uln cro urn police",
    "about a worker": "worker workers caseworker keyworker allocated officer manager practitioner staff supervisor lead",
    "about somebody else": "mother father mum dad guardian parent parents carer carers sibling school college gp doctor emergency kin "
    "family "
    "partner solicitor employer victim friend household",
    "free text": "note notes comment comments details description narrative summary free remarks text",
}
NEVER: Mapping[str, str] = {word: reason for reason, listed in _TELLING.items() for word in listed.split()}
"""A word in a heading → why its column is never kept."""
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
SIGNS = re.compile(r"[\W_]+")


def plain(heading: str) -> str:
    """A heading in small letters, its signs and humps made spaces."""
    return SIGNS.sub(" ", HUMP.sub(" ", heading)).lower().strip()


def field(heading: str, audience: str) -> str | None:
    """The field that a heading names, BORN for a birth date, or None."""
    said = plain(heading)
    if said in KNOWN:
        return KNOWN[said]
    return KNOWN.get(" ".join(word for word in said.split() if word not in OWN[audience]))


def never_kept(heading: str, audience: str) -> str | None:
    """Why a column of this heading is never kept, or None. Ask `field` first: an "e-mail address" is no address."""
    words = plain(heading).split()
    others = (NEVER[word] for word in words if word in NEVER and word not in OWN[audience])
    return next(others, None)


def guess(headings: Collection[str], audience: str, before: Mapping[str, str]) -> Mapping[str, str]:
    """The field of each heading, as it was mapped last time or as it is named; "" for one that says nothing. No field comes twice."""
    found: dict[str, str] = {}
    for heading in headings:
        wanted = before.get(heading, field(heading, audience) or "")
        if heading == AGE_BAND_OF_BIRTH:
            wanted = "age_band"
        found[heading] = "" if wanted in found.values() or wanted not in FIELDS else wanted
    return found
