"""The form-js component types, and the kinds of answer that this product makes of them (INTERFACE 2, RULINGS 8)."""

from __future__ import annotations

from typing import Final

#: type -> kind of answer, before `properties.kind` is looked at
INPUTS: Final = {
    "textfield": "text",
    "textarea": "longtext",
    "number": "number",
    "datetime": "date",
    "checkbox": "flag",
    "checklist": "choices",
    "taglist": "choices",
    "radio": "choice",
    "select": "choice",
    "filepicker": "files",
    "expression": "computed",
}
CONTAINERS: Final = {"group": "group", "dynamiclist": "rows"}
DISPLAY: Final = {
    "text": "prose",
    "html": "prose",
    "table": "table",
    "image": "image",
    "documentPreview": "documents",
    "separator": "break",
    "spacer": "space",
    "button": "button",
}
REFUSED: Final = {
    "iframe": "Put a link into a text component instead: pages of other sites are not shown inside a form.",
}
TYPES: Final = {**INPUTS, **CONTAINERS, **DISPLAY}

#: `properties.kind` -> (types that may carry it, kind of answer)
SPECIAL: Final[dict[str, tuple[frozenset[str], str]]] = {
    "money": (frozenset({"number", "textfield", "expression"}), "money"),
    "percent": (frozenset({"number", "textfield", "expression"}), "percent"),
    "integer": (frozenset({"number", "textfield", "expression"}), "integer"),
    "number": (frozenset({"number", "textfield", "expression"}), "number"),
    "date": (frozenset({"datetime", "expression"}), "date"),
    "person": (frozenset({"select", "radio", "textfield", "taglist", "checklist", "expression"}), "person"),
    "people": (frozenset({"taglist", "checklist"}), "people"),
    "organisation": (frozenset({"select", "radio", "textfield"}), "organisation"),
    "cpv": (frozenset({"textfield", "select", "taglist", "checklist"}), "cpv"),
    "boolean": (frozenset({"radio", "select", "checkbox", "expression"}), "boolean"),
    "yesno": (frozenset({"radio", "select", "checkbox"}), "boolean"),
    "tags": (frozenset({"textfield", "textarea"}), "tags"),
    "matrix": (frozenset({"dynamiclist", "group"}), "matrix"),
    "table": (frozenset({"dynamiclist"}), "rows"),
}

NUMBERS: Final = frozenset({"number", "money", "percent", "integer"})
TEXTS: Final = frozenset({"text", "longtext", "cpv"})
DATES: Final = frozenset({"date", "time", "datetime"})
SINGLE_CHOICE: Final = frozenset({"choice", "person", "organisation", "boolean"})
MANY_CHOICE: Final = frozenset({"choices", "people"})
ROWS: Final = frozenset({"rows", "matrix"})
HAS_OPTIONS: Final = frozenset({"radio", "select", "checklist", "taglist"})

#: answered by a list; empty is an empty list, never null, so that expressions can count and search it
LISTS: Final = frozenset({"choices", "people", "tags", "files"})

#: who a person or a field can belong to (DOMAIN 4.2)
ORGANISATIONS: Final = {
    "LCC": "Leicestershire County Council",
    "BARNARDOS": "Barnardo’s",
    "OTHER": "Another organisation",
}


def kind_of(
    type_: str, asked: str | None, *, subtype: str = "date", prefix: str = "", suffix: str = ""
) -> str:
    """The kind of answer of a component, from its type, `properties.kind`, date subtype and adorners.

    The caller has checked that `asked` may stand on `type_`.
    """
    if asked:
        return _special(type_, asked)
    if type_ == "datetime":
        return subtype
    if type_ == "number" and prefix.strip() == "£":
        return "money"
    if type_ == "number" and suffix.strip() == "%":
        return "percent"
    return TYPES[type_]


def _special(type_: str, asked: str) -> str:
    kind = SPECIAL[asked][1]
    if type_ == "expression":
        return "computed"
    if type_ in {"checklist", "taglist"}:
        return "people" if kind == "person" else "choices" if kind == "cpv" else kind
    if kind == "organisation" and type_ == "textfield":
        return "text"
    if kind == "cpv" and type_ == "select":
        return "choice"
    if kind == "boolean" and type_ == "checkbox":
        return "flag"
    if kind == "matrix" and type_ == "group":
        return "group"
    return kind
