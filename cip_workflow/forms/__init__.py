"""Forms of the modeller's form editor (form-js): read, checked, filled in, validated, shown. No web framework.

    form = load(data, "F06.form")                       refused with findings, or a Form
    answers = read(form, pairs)                         what a page posted, nested as the form declares
    typed = clean(form, answers, variables, people=.., now=..)   Decimal, date, .. or Invalid with sentences
    page = view(form, answers, variables, people=.., actor=..)   what templates draw, without logic
    show(form, typed)                                   what was submitted, to read and print
    as_json(typed), from_json(form, stored)             to keep answers and take them out again

docs/forms.md says what a form may hold.
"""

from __future__ import annotations
