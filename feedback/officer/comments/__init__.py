"""Reading comments: the desk where they come one at a time, the list of all, and how they are read."""
