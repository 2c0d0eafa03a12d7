"""Officers' pages about the people whom the service works with."""
