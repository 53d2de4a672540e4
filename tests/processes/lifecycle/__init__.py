"""The lifecycle: what the domain says of it, and ways through it."""
