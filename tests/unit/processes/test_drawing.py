"""Our diagrams as drawings: complete, nothing overlapping, every line from border to border (for Camunda Modeler)."""

from __future__ import annotations

from itertools import combinations

import pytest

from cip_workflow.xml import XmlRefused, parse
from tests.unit.processes.drawing import (
    CONTAINERS,
    FILES,
    Box,
    Drawing,
    Point,
    covers,
    crosses,
    on_border,
    read,
)

DRAWINGS = {path.name: read(path) for path in FILES}
pytestmark = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)


def names_of(drawing: Drawing) -> set[str]:
    return {*drawing.nodes, *drawing.lanes, *drawing.pools}


def test_every_element_has_a_shape_and_every_flow_a_line(drawing: Drawing) -> None:
    assert names_of(drawing) == set(drawing.shapes)
    assert set(drawing.flows) == set(drawing.edges)
    assert all(len(points) >= 2 for points in drawing.edges.values())


def test_flows_join_what_exists(drawing: Drawing) -> None:
    known = names_of(drawing)
    assert {end for ends in drawing.flows.values() for end in ends} <= known
    crossing = {flow for flow, ends in drawing.flows.items() if not set(ends) <= set(drawing.nodes)}
    assert crossing == drawing.message_flows


def test_no_two_shapes_overlap(drawing: Drawing) -> None:
    for one, other in combinations(drawing.nodes.values(), 2):
        if one.id in drawing.ancestors(other.id) or other.id in drawing.ancestors(one.id):
            continue
        if one.attached_to == other.id or other.attached_to == one.id:
            continue
        assert not drawing.shapes[one.id].overlaps(drawing.shapes[other.id]), (one.id, other.id)
    for one, other in combinations(drawing.pools, 2):
        assert not drawing.shapes[one].overlaps(drawing.shapes[other]), (one, other)


def test_boundary_events_sit_on_the_border_of_their_host(drawing: Drawing) -> None:
    for node in drawing.nodes.values():
        if node.attached_to:
            assert on_border(drawing.shapes[node.id].centre, drawing.shapes[node.attached_to], "task"), (
                node.id
            )


def test_nodes_lie_within_their_sub_process_lane_and_pool(drawing: Drawing) -> None:
    pool_of = {process: pool for pool, process in drawing.pools.items() if process}
    for node in drawing.nodes.values():
        box = drawing.shapes[node.id]
        assert drawing.shapes[pool_of[node.process]].holds(box), node.id
        if node.parent:
            assert drawing.shapes[node.parent].holds(box), node.id
        elif pool_of[node.process] in drawing.lane_pool.values():
            assert node.lane, f"{node.id} stands in no lane"
            assert drawing.shapes[node.lane].holds(box), node.id


def test_lanes_fill_their_pool(drawing: Drawing) -> None:
    for pool in set(drawing.lane_pool.values()):
        whole = drawing.shapes[pool]
        lanes = sorted(drawing.shapes[lane] for lane, stands in drawing.lane_pool.items() if stands == pool)
        assert {(lane.x, lane.w) for lane in lanes} == {(whole.x + 30, whole.w - 30)}
        lanes.sort(key=lambda lane: lane.y)
        assert [lane.y for lane in lanes] == [whole.y, *(lane.bottom for lane in lanes[:-1])]
        assert lanes[-1].bottom == whole.bottom


def test_lines_are_orthogonal_and_run_from_border_to_border(drawing: Drawing) -> None:
    for flow, (source, target) in drawing.flows.items():
        points = drawing.edges[flow]
        for end, point in ((source, points[0]), (target, points[-1])):
            type_ = drawing.nodes[end].type if end in drawing.nodes else "pool"
            assert on_border(point, drawing.shapes[end], type_), (flow, end, point)
        assert all(a.x == b.x or a.y == b.y for a, b in drawing.segments(flow)), flow


def test_no_line_runs_through_a_shape(drawing: Drawing) -> None:
    for flow, ends in drawing.flows.items():
        for node in drawing.nodes.values():
            if node.id in ends or node.type in CONTAINERS or node.attached_to in ends:
                continue
            box = drawing.shapes[node.id]
            assert not any(crosses(segment, box) for segment in drawing.segments(flow)), (flow, node.id)


def test_no_two_lines_lie_upon_each_other(drawing: Drawing) -> None:
    for one, other in combinations(drawing.flows, 2):
        for first in drawing.segments(one):
            for second in drawing.segments(other):
                assert shared(first, second) <= 1, (one, other, first, second)


def test_labels_touch_neither_shapes_nor_each_other_nor_lines(drawing: Drawing) -> None:
    boxes = {
        node: drawing.shapes[node] for node, each in drawing.nodes.items() if each.type not in CONTAINERS
    }
    for owner, label in drawing.labels.items():
        for node, box in boxes.items():
            assert not covers(label, box, drawing.nodes[node].type), (owner, node)
        for flow in drawing.flows:
            assert not any(crosses(each, label.inset(1)) for each in drawing.segments(flow)), (owner, flow)
    for (one, first), (other, second) in combinations(drawing.labels.items(), 2):
        assert not first.overlaps(second), (one, other)


def test_labels_stand_near_what_they_name_and_within_their_pool(drawing: Drawing) -> None:
    pools = [drawing.shapes[pool] for pool in drawing.pools]
    for owner, label in drawing.labels.items():
        assert owner in drawing.message_flows or any(pool.holds(label) for pool in pools), owner
        near = Box(label.x - 40, label.y - 40, label.w + 80, label.h + 80)
        if owner in drawing.edges:
            assert any(crosses(segment, near) for segment in drawing.segments(owner)), owner
        else:
            assert near.overlaps(drawing.shapes[owner]), owner


def test_what_branches_and_what_ends_is_named(drawing: Drawing) -> None:
    for node in drawing.nodes.values():
        ways = [flow for flow, (source, _) in drawing.flows.items() if source == node.id]
        branches = node.type == "exclusiveGateway" and len(ways) > 1
        if branches or not node.type.endswith("Gateway"):
            assert node.name, node.id
        if branches:
            assert all(drawing.names[way] and way in drawing.labels for way in ways), node.id


def shared(first: tuple[Point, Point], second: tuple[Point, Point]) -> float:
    """How far two lines run upon each other."""
    for axis in (0, 1):
        fixed = {first[0][axis], first[1][axis], second[0][axis], second[1][axis]}
        if len(fixed) == 1:
            a, b = sorted(point[1 - axis] for point in first)
            c, d = sorted(point[1 - axis] for point in second)
            return min(b, d) - max(a, c)
    return 0


class TestTheseTestsCanFail:
    """Each check, on a drawing that is wrong."""

    def test_a_moved_task(self, drawing: Drawing) -> None:
        node, other = [each for each in drawing.nodes if each.startswith("S_")][:2]
        right = drawing.shapes[node]
        drawing.shapes[node] = drawing.shapes[other]
        try:
            with pytest.raises(AssertionError):
                test_no_two_shapes_overlap(drawing)
            with pytest.raises(AssertionError):
                test_lines_are_orthogonal_and_run_from_border_to_border(drawing)
        finally:
            drawing.shapes[node] = right

    def test_a_broken_file(self, drawing: Drawing) -> None:
        data = next(path for path in FILES if path.name == drawing.name).read_bytes()
        with pytest.raises(XmlRefused):
            parse(data[: len(data) // 2], drawing.name)
