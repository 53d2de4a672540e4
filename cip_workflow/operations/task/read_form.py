"""A stored form by its digest, for pages that show answers of the past in the form as it was then."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cip_workflow import forms
from cip_workflow.operations import _definitions


def read_form(session: Session, digest: str) -> forms.Form:
    """The form; one statement the first time a process sees it, then none."""
    return _definitions.form(session, digest)
