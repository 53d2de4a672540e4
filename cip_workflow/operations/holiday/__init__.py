"""Days on which offices are closed, or open although they are bank holidays."""
