"""Who may use which route (`*.txt`), and what people of the charity see nowhere."""
