"""The diary of the bodies that decide or are heard."""
