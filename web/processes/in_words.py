"""A process in plain English, to print for a committee."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from cip_workflow.bpmn.draw import draw
from cip_workflow.bpmn.prose import Names, page
from cip_workflow.forms.expression import Text
from cip_workflow.forms.prose import from_markdown
from cip_workflow.queries.groups import all_groups
from web.auth.access import members_of
from web.processes.blueprint import DEPLOYING, LOOKING, processes
from web.processes.holding import Holding, draft_of, version_of
from web.unit_of_work import reading

_TABLE = '<table class="govuk-table">'
_WRAPPED = '<div class="cip-scroll" tabindex="0" role="region" aria-label="Who does what, by when">' + _TABLE


@processes.get("/processes/<process_id>/<int:version>/in-words")
@members_of(*LOOKING)
def version_words(process_id: str, version: int) -> ResponseReturnValue:
    """A version in words."""
    return _page(version_of(process_id, version), process_id)


@processes.get("/processes/drafts/<int:draft_id>/in-words/<process_id>")
@members_of(*DEPLOYING)
def draft_words(draft_id: int, process_id: str) -> ResponseReturnValue:
    """A process of a draft in words."""
    return _page(draft_of(draft_id), process_id)


def _page(holding: Holding, process_id: str) -> ResponseReturnValue:
    document = holding.document(process_id)
    with reading() as session:
        groups = {one.key: one.name for one in all_groups(session)}
    titles = {key: form.title for key, form in holding.forms.items()}
    text = page(document, process_id, names=Names(groups=groups, forms=titles))
    title, _, rest = text.partition("\n")
    html = from_markdown(Text((rest,)), {}).replace(_TABLE, _WRAPPED).replace("</table>", "</table></div>")
    return render_template(
        "processes/words.html",
        holding=holding,
        title=title.removeprefix("# "),
        html=html,
        svg=draw(document, process_id, prefix="words"),
    )
