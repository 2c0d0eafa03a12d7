"""Web pages for the people who ask."""
