"""The four lists: what stands in them and how it is called; filter, search, sort, count, and page by key."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cip_workflow import clock
from cip_workflow.operations.case.suspend import suspend
from cip_workflow.operations.task.complete import complete
from cip_workflow.operations.task.save_draft import save_draft
from cip_workflow.store import tables as t
from tests.processes import answers as a
from tests.processes.brief_issue.paths import ANALYSE, FUND, LISTEN
from tests.processes.page import Page
from tests.processes.walking_http import BEGIN

NAMES = ("Analyse need and sufficiency", "Confirm funding envelope", "Gather lived-experience evidence")
LISTS = ("/tasks", "/tasks/teams", "/tasks/waiting", "/tasks/done")


def names(page: Page) -> list[str]:
    return [name for _, name, _ in page.rows()]


def lines(page: Page) -> list[str]:
    return [line for _, _, line in page.rows()]


def tabs(page: Page) -> list[str]:
    [bar] = page.tree.xpath("//nav[@aria-label='Task lists']")
    return [" ".join(one.text_content().split()) for one in bar.iter("a")]


@pytest.fixture
def sixty(stage) -> list[str]:
    """The references of sixty briefs, one begun in each of sixty hours, so that their tasks are due at ten times."""
    found = []
    for number in range(60):
        with clock.moved(BEGIN + timedelta(hours=number * 4)):
            found.append(stage.brief(title=f"Brief number {number:02} of sixty").reference)
    return found


def test_home_is_the_inbox(visit) -> None:
    assert visit("hlarkin").ask("/").path == "/tasks"


def test_a_task_goes_through_the_lists_of_who_does_it(stage, visit) -> None:
    case = stage.brief()
    hattie = visit("hlarkin")
    assert names(hattie.get("/tasks")) == []
    assert "You have no tasks now." in hattie.get("/tasks").said
    waiting = hattie.get("/tasks/teams")
    assert tabs(waiting) == ["For you (0)", "Your teams (1)", "Waiting for others (0)", "Done"]
    [(address, name, line)] = waiting.rows()
    assert name == NAMES[0]
    assert stage.town.rows(sa.select(t.INSTANCE.c.title))[0].title in line
    assert case.reference in line
    assert "in 14 days New Data analysts" in line

    hattie.press(hattie.get(address), "Take this task")
    mine = hattie.get("/tasks")
    assert tabs(mine) == ["For you (1)", "Your teams (0)", "Waiting for others (0)", "Done"]
    assert names(mine) == [NAMES[0]]

    stage.take(case, ANALYSE)
    done = hattie.get("/tasks/done")
    [(address, name, line)] = done.rows()
    assert (name, address.rsplit("/", 1)[-1], line.split()[-1]) == (NAMES[0], "submitted", "Done")
    others = hattie.get("/tasks/waiting")
    assert tabs(others) == ["For you (0)", "Your teams (0)", "Waiting for others (2)", "Done"]
    assert sorted(names(others)) == sorted(NAMES[1:])
    assert any("finance" in line.lower() for line in lines(others))


def test_who_started_a_case_waits_for_others(stage, visit) -> None:
    case = stage.brief()
    stage.held(case, "T102_confirmFunding", "tkowal")
    priya = visit("pnandra").get("/tasks/waiting")
    assert sorted(names(priya)) == sorted(NAMES)
    [held] = [line for line in lines(priya) if NAMES[1] in line]
    assert "In progress Tomasz Kowal" in held
    assert names(visit("jpike").get("/tasks/teams")) == []  # somebody of the team has it


def test_what_the_status_says(stage, visit) -> None:
    case, drafted = stage.brief(), stage.brief(title="The one with a draft in it")
    stage.town.do(
        save_draft,
        actor=stage.actor("hlarkin"),
        task_id=stage.task(drafted, "T101_analyseNeed"),
        answers={"currentDemand": "60"},
    )
    hattie = visit("hlarkin")
    assert [line.split(" Data")[0].split()[-1] for line in lines(hattie.get("/tasks/teams"))] == [
        "New",
        "saved",
    ]
    stage.town.do(suspend, actor=stage.actor("fgreer"), instance_id=case.id, reason="The committee asks.")
    assert any("Suspended" in line for line in lines(hattie.get("/tasks/teams")))
    with clock.moved(BEGIN + timedelta(days=20)):
        late = hattie.get("/tasks/teams?due=overdue")
    assert any("6 days late Overdue" in line for line in lines(late))
    with clock.moved(BEGIN + timedelta(days=14, hours=9)):
        assert any("since today Overdue" in line for line in lines(hattie.get("/tasks/teams")))


def test_a_list_is_searched_by_task_title_and_reference(stage, visit) -> None:
    one, _ = stage.brief(), stage.brief(title="A home for three brothers")
    priya = visit("pnandra")
    assert len(lines(priya.get("/tasks/waiting?q=brothers"))) == 3
    assert len(lines(priya.get("/tasks/waiting?q=FUNDING"))) == 2
    assert len(lines(priya.get("/tasks/waiting?q=brothers+funding"))) == 1
    assert all(one.reference in line for line in lines(priya.get(f"/tasks/waiting?q={one.reference}")))
    nothing = priya.get("/tasks/waiting?q=zebra")
    assert "No task fits the filter." in nothing.said
    assert nothing.links("Show all, without the filter") == ["/tasks/waiting"]
    [tag] = nothing.links("Remove this filter “zebra”")
    assert len(lines(priya.get(tag))) == 6
    assert nothing.form_value("q") == "zebra"
    for rude in ("%25", "_", "'", '"><script>', "\\"):
        priya.get(f"/tasks/waiting?q={rude}")
    assert "No task fits" in priya.get("/tasks/waiting?q='").said


@pytest.mark.parametrize("address", ["/tasks/teams", "/tasks", "/tasks/waiting"])
def test_a_list_is_narrowed_to_when_it_is_due(stage, visit, address: str) -> None:
    for days in (0, 4, 11):
        with clock.moved(BEGIN + timedelta(days=days)):
            case = stage.brief(title=f"Begun after {days} days")
            if address == "/tasks":
                stage.held(case, "T101_analyseNeed", "hlarkin")
    who = visit("pnandra" if address == "/tasks/waiting" else "hlarkin")
    found = {}
    with clock.moved(
        BEGIN + timedelta(days=15)
    ):  # the first is late, the second due in a week, the third later
        for due in ("overdue", "week", "later", "none"):
            page = who.get(f"{address}?due={due}&q=analyse")
            found[due] = sorted(line.split("Begun after ")[1].split()[0] for line in lines(page))
        both = who.get(f"{address}?due=overdue&due=later&q=analyse")
    assert found == {"overdue": ["0"], "week": ["4"], "later": ["11"], "none": []}
    assert len(lines(both)) == 2
    tags = both.tree.xpath("//*[contains(@class, 'moj-filter-tags')]//a")
    assert [one.text_content().split()[3] for one in tags] == ["Overdue", "Later", "“analyse”"]


def test_a_list_is_narrowed_to_a_process(stage, visit) -> None:
    stage.brief()
    hattie = visit("hlarkin")
    assert len(lines(hattie.get("/tasks/teams?process=cip-brief-issue"))) == 1
    assert lines(hattie.get("/tasks/teams?process=cip-conflict-of-interest")) == []
    assert lines(hattie.get("/tasks/teams?process=none-such")) == []


@pytest.mark.parametrize(("sort", "of"), [("name", 1), ("-name", 1), ("due", 2), ("-due", 2), ("stage", 2)])
def test_a_list_is_sorted_by_its_headings(stage, visit, sort: str, of: int) -> None:
    with clock.moved(BEGIN + timedelta(days=1)):
        stage.brief(title="Begun a day later")
    stage.brief(title="Begun at first")
    page = visit("pnandra").get(f"/tasks/waiting?sort={sort}")
    if "name" in sort:
        assert names(page) == sorted(names(page), reverse=sort[0] == "-")
    elif "due" in sort:
        dues = [row.due_at for row in _due_of(stage, page)]
        assert dues == sorted(dues, reverse=sort[0] == "-")
    assert len(names(page)) == 6
    key = sort.removeprefix("-")
    heading = {"name": "Task", "due": "Due", "stage": "Stage"}[key]
    [cell] = page.tree.xpath(f"//th[normalize-space()='{heading}']")
    assert cell.get("aria-sort") == ("descending" if sort[0] == "-" else "ascending")
    [link] = page.links(heading)
    assert f"sort={'-' if sort[0] != '-' else ''}{key}" in link


def _due_of(stage, page: Page) -> list[object]:
    order = [int(href.rsplit("/", 1)[1]) for href, _, _ in page.rows()]
    rows = {row.id: row for row in stage.town.rows(sa.select(t.TASK.c.id, t.TASK.c.due_at))}
    return [rows[one] for one in order]


def _all_pages(who, address: str) -> list[tuple[str, str]]:
    """Address and reference of every row, page by page."""
    found, page = [], who.get(address)
    while True:
        assert len(page.rows()) <= 25
        found += [(href, line) for href, _, line in page.rows()]
        following = page.tree.xpath("//a[@rel='next']/@href")
        if not following:
            return found
        page = who.get(following[0])


@pytest.mark.parametrize("sort", ["due", "-due", "name", "-stage"])
def test_sixty_tasks_are_paged_and_each_comes_once(sixty: list[str], visit, sort: str) -> None:
    who = visit("hlarkin")
    rows = _all_pages(who, f"/tasks/teams?sort={sort}")
    assert len(rows) == len({href for href, _ in rows}) == 60
    assert {one for one in sixty for _, line in rows if one in line} == set(sixty)
    narrowed = _all_pages(who, f"/tasks/teams?sort={sort}&q=number+sixty+analyse+2026-4")
    assert len(narrowed) == 10
    assert tabs(who.get("/tasks/teams"))[1] == "Your teams (60)"


def test_a_page_goes_on_where_the_one_before_ended_although_tasks_were_done_meanwhile(
    sixty: list[str], stage, visit
) -> None:
    who = visit("hlarkin")
    first = who.get("/tasks/teams")
    ids = [int(href.rsplit("/", 1)[1]) for href, _, _ in first.rows()]
    for task_id in ids[:5]:
        stage.town.do(
            complete, actor=stage.actor("hlarkin"), task_id=task_id, answers=a.f02(clock.now().date())
        )
    [following] = first.tree.xpath("//a[@rel='next']/@href")
    second = who.get(following)
    expected = [one for one in sixty if any(one in line for line in lines(second))]
    assert expected == sixty[25:50], "nothing is skipped and nothing comes twice"
    assert second.links("First page") or second.tree.xpath("//a[@rel='prev']")
    third = _all_pages(who, following)
    assert len(third) == 35
    done = _all_pages(who, "/tasks/done")
    assert [int(href.split("/")[2]) for href, _ in done] == ids[4::-1]


def test_others_and_done_are_paged_too(sixty: list[str], visit) -> None:
    rows = _all_pages(visit("pnandra"), "/tasks/waiting")
    assert len(rows) == len({href for href, _ in rows}) == 180


MADE_UP = (
    "after=rubbish",
    "after=99999999999999999999",
    f"after={'9' * 5000}",
    "after=20261123T090000.000000-x",
    "after=20261123T090000.000000-99999999999999999999",
    "after=-5",
    "sort=name&after=-3",
    "sort=name&after=99999999999999999999",
    "sort=DROP",
    "due=never",
)


@pytest.mark.parametrize("address", LISTS)
def test_an_address_that_somebody_made_up_is_answered(stage, visit, address: str) -> None:
    stage.brief(ANALYSE)
    for query in MADE_UP:
        visit("hlarkin").get(f"{address}?{query}")


def test_what_is_no_text_is_refused_in_words(visit) -> None:
    for address in (*(f"{one}?q=%00" for one in LISTS), "/tasks?process=a%00b", "/tasks?%00=1"):
        page = visit("hlarkin").ask(address)
        assert (page.status, "no text (NUL)" in page.said) == (400, True), address


@pytest.mark.parametrize("address", LISTS)
def test_a_list_costs_six_statements_whatever_its_size(
    sixty: list[str], stage, visit, sent, address: str
) -> None:
    who = visit("hlarkin")
    who.get(address)
    for query in ("", "?q=brief&due=later", "?sort=name", "?process=cip-brief-issue"):
        with sent() as statements:
            who.get(address + query)
        assert len(statements) <= 6, statements
        assert statements.commits == 0


def test_nobody_sees_tasks_of_others(stage, visit) -> None:
    stage.brief(ANALYSE, FUND, LISTEN)
    for login in ("tkowal", "hlarkin", "kvance"):
        assert names(visit(login).get("/tasks/teams")) == []
    assert names(visit("vmarsh").get("/tasks/waiting")) == []
