"""The cohort: a file of people is read, sifted, mapped, compared with whom we know, taken, and undone."""
