"""What the operators of FEEL do with values (DMN 10.3.2.15)."""
