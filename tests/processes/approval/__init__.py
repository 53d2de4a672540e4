"""What the domain says of approval, and ways through it."""
