"""What a worker reports of work that was done outside."""
