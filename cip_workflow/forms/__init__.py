"""Forms of the modeller's form editor (form-js): read, checked, filled in, validated, shown. No web framework.

    form = load(data, "F06.form")                         refused with findings, or a Form
    answers = read(form, pairs)                           what a page posted, nested as the form declares
    typed = clean(form, answers, variables, people=.., now=..)    Decimal, date, .. or Invalid with sentences
    page = view(form, answers, variables, people=.., actor=..)    what templates draw, without logic
    show(form, typed)                                     what was submitted, to read and print
    as_json(typed), from_json(form, stored)               to keep answers and take them out again

docs/forms.md says what a form may hold.
"""

from __future__ import annotations

from cip_workflow.forms.clean import Answers, Override, clean
from cip_workflow.forms.files import documents, for_organisations, with_documents
from cip_workflow.forms.finding import Finding
from cip_workflow.forms.form import Component, Form
from cip_workflow.forms.load import load
from cip_workflow.forms.page import ErrorLink, FieldView, FormView
from cip_workflow.forms.people import EVERYONE, Nobody, People, Person
from cip_workflow.forms.read import Intent, intent, read
from cip_workflow.forms.rows import ROW_OF, row_name
from cip_workflow.forms.show import Shown, show
from cip_workflow.forms.stored import as_json, from_json
from cip_workflow.forms.view import view

__all__ = [
    "EVERYONE",
    "ROW_OF",
    "Answers",
    "Component",
    "ErrorLink",
    "FieldView",
    "Finding",
    "Form",
    "FormView",
    "Intent",
    "Nobody",
    "Override",
    "People",
    "Person",
    "Shown",
    "as_json",
    "clean",
    "documents",
    "for_organisations",
    "from_json",
    "intent",
    "load",
    "read",
    "row_name",
    "show",
    "view",
    "with_documents",
]
