"""What surveys say, as officers look at it."""
