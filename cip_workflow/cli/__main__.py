"""`python -m cip_workflow.cli`."""

from cip_workflow.cli import main

main()
