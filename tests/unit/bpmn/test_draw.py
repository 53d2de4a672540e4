"""Pictures: what is drawn, in which class, where, and that it is safe to put on a page."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from cip_workflow.bpmn import Document, read
from cip_workflow.bpmn.draw import Mark, draw
from cip_workflow.errors import NotFound
from tests.unit.bpmn.models import definitions, document, flow, process, straight
from tests.unit.bpmn.pictures import SVG, group, picture, plane, shape, words


def test_a_file_without_a_drawing_gets_one() -> None:
    root = picture(document(straight('<bpmn:userTask id="t" name="Write it"/>', "t")))
    assert {"s", "t", "e", "s_t", "t_e"} == {g.get("data-element") for g in root.iter(f"{SVG}g")} - {None}
    assert words(group(root, "t")) == "Write it"
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    boxes = [float(r.get("x") or 0) for r in root.iter(f"{SVG}rect")]
    assert width > 200 and height > 50
    assert all(left <= x <= left + width for x in boxes)
    assert top < 0


def test_no_style_no_script_no_raw_text() -> None:
    text = draw(
        document(
            straight(
                '<bpmn:task id="t" name="&lt;script&gt;alert(1)&lt;/script&gt; &quot;x&quot; &amp; y"/>', "t"
            )
        ),
        "p",
        marks={"t": Mark("now", badge='<b onclick="x">', href='javascript:"x"', title="<i>")},
        title="<t>",
    )
    assert "style=" not in text
    assert "<script" not in text and "<b " not in text and "<i>" not in text and "<t>" not in text
    etree.fromstring(text)


def test_marks_are_classes_badges_links_and_words() -> None:
    model = document(straight('<bpmn:userTask id="t" name="Check cost"/>', "t"))
    root = picture(
        model,
        marks={
            "s": Mark("done"),
            "t": Mark("late", badge="6 days late", href="/tasks/7"),
            "e": Mark("todo"),
            "s_t": Mark("done"),
        },
    )
    task = group(root, "t")
    assert task.get("class") == "node userTask late"
    link = task.find(f"{SVG}a")
    assert link is not None
    assert (link.get("href"), link.get("aria-label")) == ("/tasks/7", "Check cost, late, 6 days late")
    badge = task.find(f".//{SVG}g[@class='badge late']")
    assert badge is not None
    assert words(badge) == "6 days late"
    assert group(root, "s_t").get("class") == "flow-group taken"
    assert group(root, "t_e").get("class") == "flow-group"
    assert group(root, "e").get("class") == "node endEvent todo"
    assert root.get("role") == "group"
    description = root.find(f"{SVG}desc")
    assert description is not None
    assert "Late: Check cost" in (description.text or "")


def test_it_is_an_image_with_a_name_unless_one_can_follow_its_parts() -> None:
    root = picture(document(straight('<bpmn:task id="t"/>', "t")), prefix="one", title="Ours")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert (title.get("id"), title.text) == ("one-title", "Ours")
    assert all((node.get("id") or "one-").startswith("one-") for node in root.iter())


def test_the_drawing_is_used() -> None:
    model = document(
        f'<bpmn:task id="a" name="A"/><bpmn:task id="b" name="B"/>{flow("a", "b", name="then", flow_id="f")}',
        beside=plane(
            shape("a", 1000, 500)
            + shape("b", 1300, 500)
            + '<bpmndi:BPMNEdge bpmnElement="f"><di:waypoint x="1100" y="540"/><di:waypoint x="1300" y="540"/>'
            '<bpmndi:BPMNLabel><dc:Bounds x="1180" y="520" width="30" height="14"/></bpmndi:BPMNLabel>'
            "</bpmndi:BPMNEdge>"
        ),
    )
    root = picture(model)
    rect = group(root, "a").find(f"{SVG}rect")
    assert rect is not None
    assert (rect.get("x"), rect.get("y"), rect.get("width")) == ("1000", "500", "100")
    line = group(root, "f").find(f"{SVG}path")
    assert line is not None
    assert line.get("d") == "M1100 540L1300 540"
    (label,) = [text for text in root.iter(f"{SVG}text") if text.text == "then"]
    assert label.get("x") == "1195"
    assert (root.get("viewBox") or "").startswith("992 492 ")


def test_a_flow_without_a_line_gets_a_straight_one() -> None:
    model = document(
        f'<bpmn:task id="a"/><bpmn:task id="b"/>{flow("a", "b", flow_id="f")}',
        beside=plane(shape("a", 0, 0) + shape("b", 200, 0)),
    )
    line = group(picture(model), "f").find(f"{SVG}path")
    assert line is not None
    assert line.get("d") == "M100 40L200 40"


def test_only_its_own_pool_and_the_black_boxes() -> None:
    model = read(
        definitions(
            '<bpmn:collaboration id="c"><bpmn:participant id="us" name="Us" processRef="p"/>'
            '<bpmn:participant id="they" name="They" processRef="q"/><bpmn:participant id="box" name="Box"/>'
            '<bpmn:messageFlow id="m1" sourceRef="a" targetRef="box"/>'
            '<bpmn:messageFlow id="m2" sourceRef="a" targetRef="b"/></bpmn:collaboration>'
            '<bpmn:process id="p"><bpmn:laneSet><bpmn:lane id="l" name="Lane"><bpmn:flowNodeRef>a</bpmn:flowNodeRef>'
            '</bpmn:lane></bpmn:laneSet><bpmn:task id="a"/></bpmn:process>'
            '<bpmn:process id="q"><bpmn:task id="b"/></bpmn:process>'
            + plane(
                shape("us", 0, 0, 400, 200, 'isHorizontal="true"')
                + shape("l", 30, 0, 370, 200)
                + shape("they", 0, 300, 400, 200)
                + shape("box", 0, 600, 400, 60)
                + shape("a", 100, 50)
                + shape("b", 100, 350)
                + '<bpmndi:BPMNEdge bpmnElement="m1"><di:waypoint x="150" y="130"/><di:waypoint x="150" y="600"/>'
                "</bpmndi:BPMNEdge>"
                '<bpmndi:BPMNEdge bpmnElement="m2"><di:waypoint x="150" y="130"/><di:waypoint x="150" y="350"/>'
                "</bpmndi:BPMNEdge>",
                "c",
            )
        ),
        "x",
    )
    drawn = {g.get("data-element") for g in picture(model).iter(f"{SVG}g")} - {None}
    assert drawn == {"us", "l", "a", "box", "m1"}


@pytest.mark.parametrize(("horizontal", "turned"), [("true", True), ("false", False)])
def test_names_of_pools_stand_upright_or_across(horizontal: str, turned: bool) -> None:
    model = read(
        definitions(
            '<bpmn:collaboration id="c"><bpmn:participant id="us" name="Us" processRef="p"/></bpmn:collaboration>'
            '<bpmn:process id="p"><bpmn:task id="a"/></bpmn:process>'
            + plane(shape("us", 0, 0, 300, 300, f'isHorizontal="{horizontal}"') + shape("a", 100, 100), "c")
        ),
        "x",
    )
    pool = group(picture(model), "us")
    assert words(pool) == "Us"
    assert bool(pool.findall(f"{SVG}g[@transform]")) is turned


def sub_process(expanded: str) -> Document:
    return document(
        '<bpmn:subProcess id="sub" name="Sub"><bpmn:task id="inner" name="In"/></bpmn:subProcess>',
        beside=plane(shape("sub", 0, 0, 300, 200, expanded) + shape("inner", 100, 60)),
    )


def test_what_is_inside_a_closed_sub_process_is_not_drawn_but_its_mark_is() -> None:
    root = picture(sub_process('isExpanded="false"'), marks={"inner": Mark("late")})
    assert not root.findall(f".//{SVG}g[@data-element='inner']")
    assert group(root, "sub").get("class") == "node subProcess late"
    opened = picture(sub_process('isExpanded="true"'), marks={"inner": Mark("late")})
    assert group(opened, "inner").get("class") == "node task late"
    assert group(opened, "sub").get("class") == "node subProcess"
    assert group(picture(sub_process("")), "inner") is not None


def test_a_sub_process_can_be_drawn_alone() -> None:
    root = picture(sub_process('isExpanded="false"'), "sub")
    assert {g.get("data-element") for g in root.iter(f"{SVG}g")} - {None} == {"inner"}


def test_unknown_processes_are_not_found() -> None:
    with pytest.raises(NotFound, match="nobody"):
        draw(document('<bpmn:task id="a"/>'), "nobody")
    with pytest.raises(NotFound):
        draw(document('<bpmn:task id="a"/>'), "a")


def test_data_notes_and_groups() -> None:
    model = document(
        '<bpmn:dataObjectReference id="d" name="Paper"/><bpmn:dataStoreReference id="s" name="Store"/>'
        '<bpmn:textAnnotation id="n"><bpmn:text>Mind the gap</bpmn:text></bpmn:textAnnotation>'
        '<bpmn:group id="g"/><bpmn:association id="as" sourceRef="d" targetRef="n"/>',
        beside=plane(
            shape("d", 0, 0, 36, 50)
            + shape("s", 100, 0, 50, 50)
            + shape("n", 200, 0, 100, 40)
            + shape("g", 0, 0, 400, 100)
            + '<bpmndi:BPMNEdge bpmnElement="as"><di:waypoint x="36" y="20"/><di:waypoint x="200" y="20"/>'
            "</bpmndi:BPMNEdge>"
        ),
    )
    root = picture(model)
    assert words(group(root, "d")) == "Paper"
    assert words(group(root, "n")) == "Mind the gap"
    frame = group(root, "g").find(f"{SVG}rect")
    assert frame is not None and frame.get("stroke-dasharray")
    dotted = group(root, "as").find(f"{SVG}path")
    assert dotted is not None and dotted.get("stroke-dasharray") == "1 4"


@pytest.mark.parametrize("number", ["NaN", "inf", "1e300", "x", ""])
def test_a_drawing_without_usable_numbers_is_laid_out_anew(number: str) -> None:
    data = process('<bpmn:task id="a" name="A"/>', beside=plane(shape("a", 5, 5))).replace(
        b'x="5"', f'x="{number}"'.encode()
    )
    text = draw(read(data, "x"), "p")
    assert not re.search("nan|inf", re.sub(r">[^<]*<", "><", text).replace("info", ""))
    assert words(group(etree.fromstring(text), "a")) == "A"


def test_long_names_stay_inside() -> None:
    name = "Unprecedentedlylongwordwithoutanyspace " * 6
    root = picture(document(f'<bpmn:userTask id="t" name="{name}"/>', beside=plane(shape("t", 0, 0))))
    lines = [float(span.get("y") or 0) for span in group(root, "t").iter(f"{SVG}tspan")]
    assert lines and min(lines) > 0 and max(lines) < 80
    assert "…" in words(group(root, "t"))


def test_loops_branches_and_nested_steps_are_laid_out_without_overlap() -> None:
    model = document(
        '<bpmn:startEvent id="s"/><bpmn:exclusiveGateway id="g"/><bpmn:task id="a"/><bpmn:task id="b"/>'
        '<bpmn:boundaryEvent id="late" attachedToRef="a"/><bpmn:task id="c"/>'
        '<bpmn:subProcess id="sub"><bpmn:task id="i1"/><bpmn:task id="i2"/></bpmn:subProcess><bpmn:endEvent id="e"/>'
        + "".join(
            flow(*pair)
            for pair in (
                ("s", "g"),
                ("g", "a"),
                ("g", "b"),
                ("a", "sub"),
                ("b", "g"),
                ("late", "c"),
                ("c", "e"),
                ("sub", "e"),
                ("i1", "i2"),
            )
        )
    )
    root = picture(model)

    def box(key: str) -> tuple[float, float, float, float]:
        rect = group(root, key).find(f"{SVG}rect")
        assert rect is not None
        x, y, width, height = (float(rect.get(side) or 0) for side in ("x", "y", "width", "height"))
        return x, y, width, height

    boxes = [box(key) for key in ("a", "b", "c", "sub")]
    for place, (x, y, width, height) in enumerate(boxes):
        for x2, y2, width2, height2 in boxes[place + 1 :]:
            assert x + width <= x2 or x2 + width2 <= x or y + height <= y2 or y2 + height2 <= y
    x, y, width, height = box("sub")
    for inner in ("i1", "i2"):
        ix, iy, iwidth, iheight = box(inner)
        assert x < ix and ix + iwidth < x + width and y < iy and iy + iheight < y + height
