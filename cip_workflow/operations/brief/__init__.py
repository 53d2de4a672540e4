"""The team of a design brief: roles that are resolved within it (RULINGS 10)."""
