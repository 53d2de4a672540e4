"""The register: the agreement with its bodies and figures, briefs, decisions, contracts, procurements, notices."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from web.register import (
        agreement,
        briefs,
        contracts,
        decisions,
        diary,
        figures,
        notices,
        parties,
        procurements,
        terms,
        versions,
    )
    from web.register.blueprint import register

    # Importing them has added their routes.
    assert all(
        (agreement, briefs, contracts, decisions, diary, figures, notices, parties, procurements, terms)
    )
    assert versions
    app.register_blueprint(register)
