"""Conflicts of interest: what the domain says of them, and ways through them."""
