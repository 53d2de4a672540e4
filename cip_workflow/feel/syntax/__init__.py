"""Text to tree and back: the grammar of FEEL (DMN 10.3.1)."""
