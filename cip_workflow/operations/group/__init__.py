"""Candidate groups and who is in them."""
