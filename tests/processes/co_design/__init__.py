"""Co-design: what the domain says of it, and ways through it."""
