"""Who signs, provides, funds or regulates."""
