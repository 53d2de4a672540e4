"""A parallel join behind a choice: only one way is taken, and the join waits for all."""

from __future__ import annotations

from collections.abc import Iterator

from cip_workflow.bpmn.document import Document, Element
from cip_workflow.bpmn.graph import Level, dominators, levels
from cip_workflow.bpmn.lint.finding import Finding, found
from cip_workflow.bpmn.surroundings import Surroundings
from cip_workflow.bpmn.words import called

RULE = "join-that-waits"
_CHOICES = {"exclusiveGateway", "eventBasedGateway"}


def check(document: Document, surroundings: Surroundings) -> Iterator[Finding]:
    """One finding for each parallel join two of whose ways part at a choice, or that waits for a way nobody comes."""
    for process in document.to_run:
        for level in levels(process):
            joins = [
                one
                for one in level.elements.values()
                if one.type == "parallelGateway" and len(one.incoming) > 1
            ]
            if joins:
                yield from _level(document, level, joins)


def _level(document: Document, level: Level, joins: list[Element]) -> Iterator[Finding]:
    roots = [root.id for root in level.roots()]
    nearest = dominators(level.ahead, roots)
    depth = _depths(nearest)
    for join in joins:
        sources = [level.process.flows[flow].source for flow in join.incoming]
        if join.id not in nearest or any(source not in nearest for source in sources):
            continue
        parted = _parting(sources, nearest, depth)
        choice = level.elements.get(parted or "")
        back = (
            join.id in level.reached([choice.id]) and choice.id in level.reached([join.id])
            if choice
            else False
        )
        if choice is not None and choice.type in _CHOICES and not back:
            yield found(
                RULE,
                document,
                join,
                f"{called(join)} waits for all its ways, but {called(choice)} lets a case take only one of them.",
                "Join the ways with an exclusive gateway, or part them with a parallel or inclusive one.",
            )


def _parting(sources: list[str], nearest: dict[str, str | None], depth: dict[str, int]) -> str | None:
    """The last step that all of `sources` have behind them."""
    common: str | None = sources[0]
    for source in sources[1:]:
        other: str | None = source
        while common != other:
            if common is None or other is None:
                return None
            if depth[common] >= depth[other]:
                common = nearest[common]
            else:
                other = nearest[other]
    return common


def _depths(nearest: dict[str, str | None]) -> dict[str, int]:
    """How many steps stand behind each, at least."""
    depth: dict[str, int] = {}
    for key in nearest:
        chain, at = [], key
        while at not in depth:
            chain.append(at)
            before = nearest[at]
            if before is None:
                break
            at = before
        deep = depth.get(at, -1)
        for step in reversed(chain):
            deep += 1
            depth[step] = deep
    return depth
