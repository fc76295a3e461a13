"""What the service keeps: decisions and feedback in a database, with migrations and keyed digests (decision 0028)."""
