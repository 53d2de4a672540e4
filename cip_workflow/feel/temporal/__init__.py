"""Dates, times and durations: reading, writing, counting (DMN 10.3.2.3.4 to 10.3.2.3.8)."""
