"""A form with every type of component, a small application that shows it, and its HTML as elements."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask, render_template_string, request
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader

from cip_workflow.errors import Invalid
from cip_workflow.forms import Form, clean, intent, read, view, with_documents
from tests.unit.forms.making import COUNCIL, NOW, Cast, component, form, values

ROOT = Path(__file__).parents[2]
PAGE = """{% from "forms/form.html" import form_errors, render_form, form_buttons %}
{{ form_errors(page) }}
<form method="post" enctype="multipart/form-data" novalidate data-form data-draft-url="/draft">
<input type="hidden" name="csrf_token" value="t">
{{ render_form(page, document_url) }}{{ form_buttons(page) }}
</form>"""

PDF = {"document": 7, "name": "minutes <1>.pdf", "size": 2048, "type": "application/pdf", "sha256": "ab"}
EVERYTHING = form(
    component("text", text="# Heading\nHello {{ name }}"),
    component("text", text="Careful", properties={"style": "warning"}),
    component("text", text="Sent back", properties={"style": "inset"}),
    component("text", text="Long", properties={"style": "details", "summary": "Why we ask"}),
    component("html", content="<p>Own <strong>HTML</strong></p>"),
    component(
        "textfield", "title", label="Title <b>", description="A hint & more", validate={"required": True}
    ),
    component("textfield", "email", validate={"validationType": "email"}),
    component("textarea", "need", validate={"required": True, "maxLength": 200}, properties={"rows": "7"}),
    component("textarea", "notes"),
    component("number", "cost", label="Cost", appearance={"prefixAdorner": "£"}, validate={"required": True}),
    component("number", "children", decimalDigits=0, properties={"width": "5"}),
    component("number", "share", properties={"kind": "percent"}),
    component("datetime", "day", validate={"required": True}),
    component("datetime", "start", subtype="time"),
    component("datetime", "deadline", subtype="datetime"),
    component("checkbox", "sure", label="I am sure", validate={"required": True}),
    component("checklist", "needs", values=values("health", "autism"), validate={"required": True}),
    component("taglist", "partners", values=values("police", "nhs")),
    component(
        "radio",
        "outcome",
        values=values("approve", "defer"),
        validate={"required": True},
        properties={"hint-defer": "To a later meeting"},
    ),
    component("textarea", "reason", conditional={"hide": '= outcome = null or outcome != "defer"'}),
    component("datetime", "until", conditional={"hide": '= outcome = null or outcome != "defer"'}),
    component("radio", "key", properties={"kind": "boolean", "inline": "true"}),
    component("select", "area", values=values("fostering", "residential")),
    component("textfield", "sponsor", properties={"kind": "person", "group": "board"}),
    component("filepicker", "papers", accept=".pdf", multiple=True, validate={"required": True}),
    component("textarea", "themes", properties={"kind": "tags"}),
    component(
        "group",
        "contact",
        label="Contact",
        description="Who to ask",
        components=[component("textfield", "phone")],
    ),
    component(
        "dynamiclist",
        "members",
        label="Members",
        components=[
            component("textfield", "user", validate={"required": True}),
            component("radio", "present", properties={"kind": "boolean"}),
            component("datetime", "since"),
        ],
        properties={"row-label": "Member", "add-label": "Add another member"},
    ),
    component(
        "dynamiclist",
        "questions",
        components=[component("textfield", "question")],
        properties={"row-label": "Question"},
    ),
    component(
        "dynamiclist",
        "scores",
        components=[component("number", "score")],
        properties={"kind": "matrix", "rows-from": "= options", "row-label": "{{ this.name }}"},
    ),
    component("textfield", "ref", readonly=True),
    component(
        "expression", "double", expression="= cost * 2", properties={"label": "Twice", "kind": "money"}
    ),
    component("table", label="Earlier", dataSource="= earlier", columns=[{"key": "ref", "label": "Ref"}]),
    component("documentPreview", label="Papers of the case", dataSource="= files"),
    component("image", source="data:image/png;base64,AAAA", alt="A plan"),
    component("separator"),
    component("spacer"),
    component("text", text="Depends on {{ title }}"),
    component("button", label="Submit decision", action="submit"),
)
CASE = {
    "name": "<i>Amina</i>",
    "ref": "CIP-1",
    "earlier": [{"ref": "<u>A</u>"}],
    "files": [PDF],
    "papers": [PDF],
    "options": [{"name": "In-house"}, {"name": "Do nothing"}],
}


class Element(dict[str, Any]):
    """A start tag: its attributes, and the texts inside it."""

    def __init__(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().__init__({name: value if value is not None else "" for name, value in attributes})
        self.tag = tag
        self.texts: list[str] = []
        self.inside: list[Element] = []

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


class Html(HTMLParser):
    """The elements of a page, with what stands around each."""

    void = frozenset({"input", "br", "hr", "img", "meta", "link"})

    def __init__(self, source: str) -> None:
        super().__init__()
        self.all: list[Element] = []
        self.open: list[Element] = []
        self.feed(source)
        assert not self.open, f"never closed: {[each.tag for each in self.open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag} {attrs}>"
        element = Element(tag, attrs)
        element.inside = list(self.open)
        self.all.append(element)
        if tag not in self.void:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for each in self.open:
            each.texts.append(data)

    def find(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [each for each in self.all if each.tag == tag and wanted.items() <= each.items()]

    def one(self, tag: str, **attributes: str) -> Element:
        (found,) = self.find(tag, **attributes)
        return found

    def by_id(self, id_: str) -> Element:
        (found,) = [each for each in self.all if each.get("id") == id_]
        return found

    def controls(self) -> Iterator[Element]:
        for each in self.all:
            if each.tag in {"select", "textarea"} or (each.tag == "input" and each.get("type") != "hidden"):
                yield each

    def sends(self) -> list[tuple[str, str]]:
        """What a browser sends when the form is submitted as it stands."""
        found = []
        for each in self.all:
            if each.tag == "textarea":
                found.append((each["name"], "".join(each.texts).removeprefix("\n")))
            elif each.tag == "select":
                options = [option for option in self.find("option") if each in option.inside]
                chosen = [option for option in options if "selected" in option] or options[:1]
                found.append((each["name"], chosen[0]["value"]))
            elif each.tag == "input" and each["type"] in {"checkbox", "radio"}:
                found += [(each["name"], each["value"])] if "checked" in each else []
            elif each.tag == "input" and each["type"] != "file":
                found.append((each["name"], each.get("value", "")))
        return found


def _framed(frame: str) -> str:
    """The page within another template: what it imports must stand in the block that uses it."""
    imports, body = PAGE.split("\n", 1)
    return frame.replace("{% block content %}", "{% block content %}" + imports).replace("PAGE", body)


def application(frame: str | None = None) -> Flask:
    """A small application with the templates and GOV.UK's macros, and nothing else; it shows config["FORM"].

    `frame` is the template around the form, with PAGE where it stands.
    """
    made = Flask("rendering", static_folder=None)
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made.jinja_loader = ChoiceLoader([FileSystemLoader(ROOT / "web" / "templates"), govuk])
    made.jinja_env.trim_blocks = True
    made.jinja_env.lstrip_blocks = True

    source = PAGE if frame is None else _framed(frame)

    @made.route("/", methods=["GET", "POST"])
    def page() -> str:
        shown: Form = made.config["FORM"]
        case = {**CASE, **made.config.get("CASE", {})}
        answers: dict[str, Any] = {}
        errors = None
        if request.method == "POST":
            pairs = list(request.form.items(multi=True))
            new = {
                name: [PDF | {"document": 8, "name": file.filename}]
                for name, file in request.files.items()
                if file
            }
            known = {7: PDF} | {each["document"]: each for files in new.values() for each in files}
            answers = with_documents(shown, read(shown, pairs, new), known)
            if intent(pairs).kind == "submit":
                try:
                    clean(shown, answers, case, people=Cast(), now=NOW, actor=COUNCIL)
                except Invalid as invalid:
                    errors = invalid.fields
        drawn = view(shown, answers, case, errors=errors, people=Cast(), actor=COUNCIL, now=NOW)
        return render_template_string(
            source, page=drawn, document_url=lambda document: f"/documents/{document}"
        )

    return made
