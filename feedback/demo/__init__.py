"""The fictional council: each part from a seeded generator of its own."""
