"""One module for each kind of answer, with `RULES` and `write(tree, answer)`."""
