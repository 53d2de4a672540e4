"""The collaboration agreement and its terms."""
