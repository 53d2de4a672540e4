"""Awarding a service contract: what the domain says of it, and ways through it."""
