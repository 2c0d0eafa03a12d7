"""People read: comments and concerns."""
