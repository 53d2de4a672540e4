"""What holds for any form and any answers; CIP_SOAK=1 tries more of them."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, given, settings

from cip_workflow.errors import Invalid
from cip_workflow.forms import Form, as_json, clean, from_json, read, show, view
from tests.unit.forms.generating import answers, forms, posted
from tests.unit.forms.making import CHARITY, COUNCIL, NOW, Cast

_EXAMPLES = 2000 if os.environ.get("CIP_SOAK") else 150
_MANY = settings(max_examples=_EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_MANY
@given(forms(), answers())
def test_any_answers_are_taken_or_refused_with_a_sentence_for_a_path(
    form: Form, given_: dict[str, Any]
) -> None:
    try:
        typed = clean(form, given_, {"a1": 3}, people=Cast(), now=NOW, actor=COUNCIL)
    except Invalid as invalid:
        assert invalid.fields
        assert all(said and all(said) for said in invalid.fields.values())
        view(form, given_, {"a1": 3}, errors=invalid.fields, people=Cast(), actor=COUNCIL, now=NOW)
    else:
        assert clean(form, typed, {"a1": 3}, people=Cast(), now=NOW, actor=COUNCIL) == typed
        assert show(form, typed, people=Cast(), now=NOW) is not None


@_MANY
@given(forms(), answers())
def test_any_form_has_a_page_with_ids_and_names_used_once(form: Form, given_: dict[str, Any]) -> None:
    page = view(form, given_, {}, people=Cast(), actor=CHARITY, now=NOW)
    everything = list(page.everything())
    ids = [each.id for each in everything if each.id] + [row.id for each in everything for row in each.rows]
    assert len(ids) == len(set(ids))
    names = [each.name for each in everything if each.name]
    assert len(names) == len(set(names))


@_MANY
@given(forms(), answers())
def test_a_page_that_is_sent_back_unchanged_says_the_same(form: Form, given_: dict[str, Any]) -> None:
    first = view(form, given_, {}, people=Cast(), actor=COUNCIL, now=NOW)
    sent = posted(first)
    again = view(form, read(form, sent), {}, people=Cast(), actor=COUNCIL, now=NOW)
    assert posted(again) == sent
    assert read(form, posted(again)) == read(form, sent)


@_MANY
@given(forms())
def test_what_a_page_sends_is_declared(form: Form) -> None:
    sent = posted(view(form, {}, {}, people=Cast(), actor=COUNCIL, now=NOW))
    try:
        typed = clean(form, read(form, sent), {}, people=Cast(), now=NOW, actor=COUNCIL)
    except Invalid as invalid:
        assert not any("has no field" in said for sentences in invalid.fields.values() for said in sentences)
    else:
        kept = from_json(form, as_json(typed))
        assert clean(form, kept, {}, people=Cast(), now=NOW, actor=COUNCIL) == typed
