"""Pictures of diagrams, drawn on the server: SVG with classes, without styles or scripts (DESIGN section 3, Web)."""

from cip_workflow.bpmn.draw.mark import Mark, State
from cip_workflow.bpmn.draw.picture import draw

__all__ = ["Mark", "State", "draw"]
