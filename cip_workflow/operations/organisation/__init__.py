"""The parties to the partnership."""
