"""Access tokens of modellers and scripts: made, used, revoked."""
