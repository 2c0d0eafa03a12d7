"""Messages go out: the outbox is drained by GOV.UK Notify or SMTP, and what became of each message is taken in."""
