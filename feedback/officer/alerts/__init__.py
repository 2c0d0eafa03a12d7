"""Alerts: who is told that a concern waits, who is on duty, how the newest alerts ended; and the red banner on every page."""
