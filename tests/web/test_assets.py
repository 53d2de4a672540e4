"""What `make assets` built: named by its digest, without the marks that are not ours, and not needed for any page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from web import assets

#: Nothing here depends on which database it is.
one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
DIST = Path(assets.__file__).parent / "static" / "dist"
BUILD = "run `make assets` first"


@pytest.fixture(scope="module")
def manifest() -> dict[str, str]:
    path = DIST / "manifest.json"
    assert path.exists(), BUILD
    return json.loads(path.read_text())


def test_every_name_stands_for_a_file_with_its_digest(manifest: dict[str, str]) -> None:
    assert set(manifest) == {"app.css", "app.js", "diagram.css", "diagram.js", "icon.svg"}
    for plain, built in manifest.items():
        stem, _, extension = plain.rpartition(".")
        assert re.fullmatch(rf"{stem}-[0-9a-f]{{10}}\.{extension}", built)
        assert (DIST / built).stat().st_size > 100


def test_no_crown_no_govuk_typeface_no_other_server(manifest: dict[str, str]) -> None:
    for name in ("app.css", "diagram.css"):
        css = (DIST / manifest[name]).read_text()
        assert not re.search(r"GDS Transport|govuk-crest|exclusive use", css, re.IGNORECASE)
        for address in re.findall(r"url\(['\"]?([^'\")]+)", css):
            assert address.startswith("data:") or (DIST / address).exists(), address
    css = (DIST / manifest["app.css"]).read_text()
    assert css.count("@font-face") == 2
    assert css.rindex("--govuk-brand-colour:#1d70b8") < css.index("--govuk-brand-colour: var(--cip-teal)")


@one_database
def test_pages_name_them_and_browsers_keep_them(client: FlaskClient, manifest: dict[str, str]) -> None:
    page = client.get("/sign-in").text
    for name in ("app.css", "app.js", "icon.svg"):
        address = f"/static/dist/{manifest[name]}"
        assert f'"{address}"' in page
        kept = client.get(address).headers["Cache-Control"]
        assert kept == "public, max-age=31536000, immutable"


@one_database
def test_pages_work_when_nothing_is_built(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "_FOLDER", tmp_path)
    page = client.get("/sign-in")
    assert page.status_code == 200
    assert 'rel="stylesheet"' not in page.text
    assert "<script src" not in page.text
    assert 'name="password"' in page.text
