"""Every page of the product with the person who opens it: what axe, the narrow screen and the keyboard go through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from cip_workflow.store import tables as t
from tests.browser.live import Live
from tests.browser.places_processes import NO_PAGES, PAGES
from tests.browser.shelf import SHELVED

NOBODY = ""
AUDITOR = "Harriet Vale"
PRIYA, OWEN, NELL, ESE = "Priya Nandra", "Owen Hartley", "Nell Ruddock", "Ese Banjo"
GOVERNS, ADMIN, SCRUTINY = "Fiona Greer", "Zara Ito", "Tobi Okafor"
DECLARING = "Emotional wellbeing offer for unaccompanied young people"

Address = Callable[[Live], str]


@dataclass(frozen=True)
class Place:
    """A page: the route that answers, who asks, where it is in this installation, what it shows."""

    rule: str
    who: str
    where: Address | None = None
    called: str = ""
    status: int = 200

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.rule, self.called)))

    def address(self, live: Live) -> str:
        """The address to open."""
        return self.where(live) if self.where else self.rule


def one(live: Live, query: sa.Select[tuple[int]]) -> int:
    """The number that a query finds first."""
    return int(live.rows(query.limit(1))[0][0])


def case(title: str) -> sa.Select[tuple[int]]:
    """A case by its title."""
    return sa.select(t.INSTANCE.c.id).where(t.INSTANCE.c.title == title).order_by(t.INSTANCE.c.id)


def task(element: str, title: str, status: str = "open") -> sa.Select[tuple[int]]:
    """A task by its element and the title of its case."""
    found = (t.TASK.c.element == element, t.TASK.c.status == status, t.INSTANCE.c.title == title)
    return sa.select(t.TASK.c.id).join(t.INSTANCE).where(*found).order_by(t.TASK.c.id)


def _of(pattern: str, query: sa.Select[tuple[int]]) -> Address:
    return lambda live: pattern.format(one(live, query))


def _scope(live: Live) -> str:
    called = (t.HISTORY.c.type == "callActivity", t.HISTORY.c.loop.is_not(None))
    instance = one(live, case(DECLARING))
    key = sa.select(t.HISTORY.c.key).where(t.HISTORY.c.instance_id == instance, *called)
    return f"/cases/{instance}?scope={one(live, key)}"


def _mending(live: Live) -> str:
    instance = one(live, case("Has failed"))
    return f"/cases/{instance}/incidents/{one(live, sa.select(t.INCIDENT.c.id).where(t.INCIDENT.c.instance_id == instance))}/correct"


def _withdraw(live: Live) -> str:
    return f"/cases/{one(live, case('Asks the board'))}/send/Start_withdrawn"


def _person(login: str) -> sa.Select[tuple[int]]:
    return sa.select(t.PERSON.c.id).where(t.PERSON.c.login == login)


def _brief(live: Live) -> str:
    return str(live.rows(sa.select(t.BRIEF.c.ref).where(t.BRIEF.c.title == DECLARING))[0][0])


#: Where each form is open: its name, the step, the case, somebody who may answer.
FORMS: tuple[tuple[str, str, str, str], ...] = (
    ("F02", "T101_analyseNeed", "Holiday clubs for children with complex health needs", "Hattie Larkin"),
    ("F03", "T102_confirmFunding", "Holiday clubs for children with complex health needs", "Tomasz Kowal"),
    ("F04", "T103_gatherLivedExperience", "Independent visitors for children placed far away", "Kit Vance"),
    ("F05", "T104_checkScope", "Asks whether it is in scope", "Joanna Fenn"),
    ("F06", "T105_completeBrief", "Asks for the brief", PRIYA),
    ("F07", "T106_checkQuality", "Asks for the quality check", OWEN),
    ("F08", "T107_boardDecides", "Asks the board", NELL),
    ("F09", "T108_nominateTeam", "Asks who designs", "Maya Delacy"),
    ("F10", "T901_declareInterests", DECLARING, ESE),
    ("F11 assessment", "T902_assessDeclaration", "Asks for an assessment", "Bernard Stokes"),
    ("F11 mitigation", "T903_agreeMitigation", "Asks for mitigation", ESE),
    ("F09 restriction", "T904_restrictOrReplace", "Asks for a restriction", "Maya Delacy"),
    ("F37", "T109_recordRefusal", "Asks why it was refused", "Rob Thorne"),
)
_TASKS = tuple(
    Place("/tasks/<int:task_id>", who, _of("/tasks/{}", task(element, title)), f"{form} to take or answer")
    for form, element, title, who in FORMS
)
_STARTS = (
    Place("/start/<process_id>", PRIYA, lambda live: "/start/cip-lifecycle", "F01"),
    Place(
        "/start/<process_id>",
        "Gwen Hale",
        lambda live: f"/start/cip-conflict-of-interest?brief={_brief(live)}",
        "F10 of own accord",
    ),
)
_LISTS = (
    Place("/tasks", ESE, called="full"),
    Place("/tasks", SCRUTINY, called="empty"),
    Place("/tasks", ESE, lambda live: "/tasks?q=declare&due=overdue&sort=-name", "filtered"),
    Place("/tasks", ESE, lambda live: "/tasks?q=nothingofthekind", "nothing found"),
    Place("/tasks/teams", OWEN, called="full"),
    Place("/tasks/teams", SCRUTINY, called="empty"),
    Place("/tasks/waiting", PRIYA, called="full"),
    Place("/tasks/waiting", SCRUTINY, called="empty"),
    Place("/tasks/done", PRIYA, called="full, with a next page"),
    Place("/tasks/done", SCRUTINY, called="empty"),
    Place("/cases", GOVERNS, called="full, with a next page"),
    Place("/cases", GOVERNS, lambda live: "/cases?status=suspended", "nothing found"),
    Place("/governance", GOVERNS, called="full"),
    Place("/governance", GOVERNS, lambda live: "/governance?why=failed&q=board", "nothing found"),
    Place("/governance", "Harriet Vale", called="of an auditor, who only looks"),
    Place("/start", PRIYA, called="full"),
    Place("/start", ADMIN, called="of an admin"),
)
_CASES = (
    Place("/cases/<int:instance_id>", PRIYA, _of("/cases/{}", case(DECLARING)), "late"),
    Place("/cases/<int:instance_id>", GOVERNS, _of("/cases/{}", case("Has failed")), "failed"),
    Place(
        "/cases/<int:instance_id>",
        PRIYA,
        _of("/cases/{}", case("Care leavers’ first tenancy scheme")),
        "issued",
    ),
    Place("/cases/<int:instance_id>", PRIYA, _scope, "called process"),
    Place("/cases/<int:instance_id>/send/<element>", OWEN, _withdraw),
    Place(
        "/tasks/<int:task_id>/submitted",
        PRIYA,
        _of("/tasks/{}/submitted?now=1", task("T105_completeBrief", "Asks the board", "done")),
        "just now",
    ),
    Place(
        "/tasks/<int:task_id>/submitted",
        OWEN,
        _of("/tasks/{}/submitted", task("T107_boardDecides", DECLARING, "done")),
        "of somebody else",
    ),
    Place(
        "/tasks/<int:task_id>/hand-over",
        OWEN,
        _of("/tasks/{}/hand-over", task("T106_checkQuality", "Asks for the quality check")),
    ),
)
_MENDING = (
    Place("/cases/<int:instance_id>/incidents/<int:incident_id>/correct", GOVERNS, _mending),
    *(
        Place(
            "/governance/cases/<int:instance_id>/<any(suspend, resume, cancel):verb>",
            GOVERNS,
            _of(f"/governance/cases/{{}}/{verb}", case(DECLARING)),
            verb,
        )
        for verb in ("suspend", "resume", "cancel")
    ),
    Place(
        "/governance/cases/<int:instance_id>/message",
        GOVERNS,
        _of("/governance/cases/{}/message", case(DECLARING)),
    ),
    Place(
        "/governance/tasks/<int:task_id>/reassign",
        GOVERNS,
        _of("/governance/tasks/{}/reassign", task("T106_checkQuality", "Asks for the quality check")),
    ),
)
_ADMIN = (
    *(
        Place(f"/admin/{rest}".rstrip("/"), ADMIN)
        for rest in (
            "",
            "briefs",
            "changes",
            "groups",
            "groups/new",
            "holidays",
            "organisations",
            "people",
            "people/new",
            "settings",
        )
    ),
    Place("/admin/briefs/<ref>", ADMIN, lambda live: f"/admin/briefs/{_brief(live)}"),
    Place("/admin/groups/<key>", ADMIN, lambda live: "/admin/groups/cip-board"),
    Place("/admin/groups/<key>/change", ADMIN, lambda live: "/admin/groups/cip-board/change"),
    Place("/admin/organisations/<key>", ADMIN, lambda live: "/admin/organisations/LCC"),
    Place("/admin/people/<int:person_id>", ADMIN, _of("/admin/people/{}", _person("ebanjo"))),
    Place("/admin/people/<int:person_id>/change", ADMIN, _of("/admin/people/{}/change", _person("ebanjo"))),
    Place("/admin/people/<int:person_id>/leave", ADMIN, _of("/admin/people/{}/leave", _person("ebanjo"))),
)
_BOARD = "/agreement/bodies/cip-board"


def _shelved(pattern: str) -> Address:
    """An address with the reference of the brief that has everything."""

    def found(live: Live) -> str:
        asked = sa.select(t.INSTANCE.c.business_key).where(t.INSTANCE.c.title == SHELVED)
        row = live.rows(asked.order_by(t.INSTANCE.c.id))[0]
        contracts = sa.select(t.SERVICE_CONTRACT.c.ref).where(t.SERVICE_CONTRACT.c.ref.endswith("-91"))
        year = live.rows(contracts)[0].ref[7:11]
        return pattern.format(ref=row.business_key, year=year)

    return found


_REGISTER = (
    *(Place(f"/agreement{rest}", ADMIN) for rest in ("", "/change", "/course", "/figures", "/parties/add")),
    Place("/agreement", ESE, called="of the charity"),
    Place("/agreement/figures/<key>", ADMIN, lambda live: "/agreement/figures/tenderDays"),
    Place("/agreement/bodies/<key>", GOVERNS, lambda live: _BOARD),
    Place(
        "/agreement/bodies/<key>/meetings/<int:meeting_id>/cancel",
        GOVERNS,
        _of(f"{_BOARD}/meetings/{{}}/cancel", sa.select(t.MEETING.c.id).order_by(t.MEETING.c.id)),
    ),
    Place("/briefs", AUDITOR, called="full, with a next page"),
    Place("/briefs", AUDITOR, lambda live: "/briefs?q=nothingofthekind", "nothing found"),
    Place("/briefs/<ref>", AUDITOR, _shelved("/briefs/{ref}"), "with everything"),
    Place("/briefs/<ref>", SCRUTINY, _shelved("/briefs/{ref}"), "what is published"),
    Place("/briefs/<ref>/versions/<int:number>", AUDITOR, _shelved("/briefs/{ref}/versions/1")),
    Place("/briefs/<ref>/compare", AUDITOR, _shelved("/briefs/{ref}/compare?from=1&to=2")),
    Place("/decisions", AUDITOR),
    Place(
        "/decisions/<int:decision_id>",
        AUDITOR,
        _of(
            "/decisions/{}",
            sa.select(t.DECISION_RECORD.c.id).where(t.DECISION_RECORD.c.visible_to.is_(None)),
        ),
    ),
    Place("/contracts", AUDITOR),
    Place("/contracts/<ref>", AUDITOR, _shelved("/contracts/CIP-SC-{year}-91")),
    Place("/procurements", AUDITOR),
    Place("/procurements/<ref>", AUDITOR, _shelved("/procurements/CIP-PR-{year}-91"), "sealed"),
    Place("/procurements/<ref>", AUDITOR, _shelved("/procurements/CIP-PR-{year}-92"), "opened"),
    Place("/notices", AUDITOR),
    Place("/notices", AUDITOR, lambda live: "/notices?show=published", "published"),
)
_PROCESSES = tuple(Place(*page) for page in PAGES)
_FRAME = (
    Place("/sign-in", NOBODY, called="with demo people"),
    Place("/sign-in", NOBODY, lambda live: "/sign-in?next=/tasks&kept=abc", "with kept text"),
    Place("/accessibility", NOBODY),
    Place("/privacy", NOBODY),
    Place("/help", NOBODY),
    Place("/help", PRIYA, called="signed in"),
    Place("/account", ESE),
    Place("/account/password", ADMIN),
    Place("", NOBODY, lambda live: "/no/such/page", "404 signed out", 404),
    Place("", PRIYA, lambda live: "/cases/999999", "404 of a case", 404),
    Place("", PRIYA, lambda live: "/admin/people", "not for this person", 403),
    Place("", PRIYA, lambda live: "/sign-out", "405", 405),
)
#: Everything but what must be typed or pressed first.
PLACES = (*_FRAME, *_LISTS, *_STARTS, *_TASKS, *_CASES, *_MENDING, *_REGISTER, *_PROCESSES, *_ADMIN)
#: Answers that are no pages, a redirect, and pages whose address is made by pressing something (test_axe goes there).
NO_PLACES = {
    "/",
    "/cases/<int:instance_id>/diagram/<digest>.bpmn",
    "",
    "/documents/<int:document_id>",
    "/health",
    "/health/live",
    "/kept/<token>",
    "/static/<path:filename>",
    *NO_PAGES,
}
