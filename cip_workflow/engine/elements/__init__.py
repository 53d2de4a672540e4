"""What each element of a diagram does. One module for each family; `ELEMENTS` in `building` has them by BPMN name."""
