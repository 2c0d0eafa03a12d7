"""The entry point: `gunicorn app:app`, `flask --app app`."""

from feedback import create_app

app = create_app()
