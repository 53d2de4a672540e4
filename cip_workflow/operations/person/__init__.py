"""Accounts: made, changed, signed in with, and closed when somebody leaves."""
