"""What is kept: the tables, and every query over them. The only room that touches the session."""

from feedback.store.database import ready, recover, transaction

__all__ = ["ready", "recover", "transaction"]
