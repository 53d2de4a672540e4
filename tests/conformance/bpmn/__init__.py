"""Small diagrams with their traces, and a second interpreter that has to agree with the product about them."""
