"""What the worker does when an instant has come."""
