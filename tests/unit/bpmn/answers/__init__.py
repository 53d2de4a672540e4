"""Questions about diagrams, and what their answers make of them."""
