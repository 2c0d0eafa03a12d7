"""What the demo must come to, as its description says: written here again by hand, not taken from the code that makes it."""

from __future__ import annotations

from feedback.figures.quarter import Quarter

QUARTERS = tuple(map(Quarter.parse, ("2025/26 Q1", "2025/26 Q2", "2025/26 Q3", "2025/26 Q4", "2026/27 Q1", "2026/27 Q2")))
YOUNG_PEOPLE = {"invited": (70, 74, 71, 76, 73, 72), "done": (31, 36, 34, 38, 41, 46)}
PARENTS = {"invited": (62, 64, 61, 66, 63, 65), "done": (13, 16, 15, 18, 19, 23)}
YOUNG_GOOD = {
    "overall": (84, 83, 82, 74, 83, 87),
    "listened": (90, 89, 88, 82, 88, 91),
    "fair": (87, 86, 88, 84, 87, 89),
    "say": (71, 69, 71, 63, 73, 78),
    "times": (61, 58, 59, 53, 68, 76),
    "miss": (66, 67, 65, 66, 68, 70),
    "complain": (52, 50, 53, 50, 57, 63),
}
PARENTS_GOOD = {"overall": (77, 75, 80, 72, 79, 83), "informed": (62, 63, 60, 56, 63, 70)}
IN_CARE = (2, 4, 3, 2, 5, 4)
DISCLOSURES = (
    "sometimes i think everyone would be better off without me",
    "been cutting again but dont tell my mum",
    "the olders got me holding for them n i cant get out",
    "he strangled me again last night",
    "my worker touched my leg in the car",
    "cant sleep at home no more he comes in my room",
    "i dnt feel safe in my placement",
    "been sofa surfin since feb",
)
TRAPS = (
    "this survey is killing me lol",
    "stabbed in the back by my old school",
    "we did a session about county lines n it was boring",
    "trap music in the studio is sick",
    "debt advice was useful",
    "dad used to hit me but thats done now, worker helped",
)
GOOD = {"mostly", "really", "good", "very_good"}
"""Codes that count as positive."""
