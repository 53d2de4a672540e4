"""Settings of the agreement."""
