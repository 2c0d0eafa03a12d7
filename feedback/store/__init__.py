"""What is kept: the tables, and every query over them. The only room that touches the session."""

from feedback.store.database import let_go, ready, recover, transaction

__all__ = ["let_go", "ready", "recover", "transaction"]
