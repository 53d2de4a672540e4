"""The pictures of the README can be made anew at any time, and are small."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.live import Live
from tests.browser.pictures import FOLDER, PICTURES, take

_PNG = b"\x89PNG\r\n\x1a\n"


def test_every_picture_is_made(browser: Browser, live: Live, tmp_path: Path) -> None:
    take(browser, live, tmp_path)
    for name, *_ in PICTURES:
        assert (tmp_path / name).read_bytes().startswith(_PNG)


def test_the_readme_shows_them() -> None:
    readme = (FOLDER.parents[1] / "README.md").read_text()
    assert {file.name for file in FOLDER.iterdir()} == {name for name, *_ in PICTURES}
    for name in ("inbox.png", "case.png"):
        assert f"docs/pictures/{name}" in readme
