"""The safeguarding lane: for the lead and the deputy alone, but for raising a concern, which readers do too."""
