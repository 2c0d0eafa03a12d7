"""Sets up what the service needs, all of it in .venv. Runs on the machine's own Python: standard library only."""
