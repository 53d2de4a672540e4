"""Taking bids in."""
