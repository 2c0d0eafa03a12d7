"""Answers come in: checked, screened, read and recorded in one transaction."""
