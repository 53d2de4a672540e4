"""The demonstration: its people, and briefs made by running the processes with the clock moved (RULINGS 15)."""
