"""The entry point: `gunicorn app:app`, `flask --app app`."""

from feedback import create_app
from feedback.settings import SettingsError

try:
    app = create_app()
except SettingsError as error:
    raise SystemExit(f"Feedback did not start. {error}") from None
