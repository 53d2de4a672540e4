"""Looking into pictures, and diagrams with a drawing, for tests."""

from __future__ import annotations

from lxml import etree

from cip_workflow.bpmn import Document
from cip_workflow.bpmn.draw import draw

SVG = "{http://www.w3.org/2000/svg}"


def picture(model: Document, target: str = "p", **options: object) -> etree._Element:
    return etree.fromstring(draw(model, target, **options))


def group(root: etree._Element, element: str) -> etree._Element:
    (found,) = root.findall(f".//{SVG}g[@data-element='{element}']")
    return found


def shape(element: str, x: float, y: float, width: float = 100, height: float = 80, more: str = "") -> str:
    return (
        f'<bpmndi:BPMNShape bpmnElement="{element}" {more}>'
        f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/></bpmndi:BPMNShape>'
    )


def plane(inside: str, element: str = "p") -> str:
    return (
        f'<bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="{element}">{inside}</bpmndi:BPMNPlane>'
        "</bpmndi:BPMNDiagram>"
    )


def words(node: etree._Element) -> str:
    return " ".join(text for found in node.iter(f"{SVG}text") for text in found.itertext())
