"""How diagrams, decisions and forms come in."""
