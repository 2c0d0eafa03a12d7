"""Who is asked: surveys, cohorts, samples, invitations and offers."""
