"""Web pages for the people who answer."""
