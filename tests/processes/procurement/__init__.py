"""Procurement of a sub-contract: what the domain says of it, and ways through it."""
