"""The Dockerfile: no fault by the rules, everything it copies is there and sent to the builder, versions are ours."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.docker.dockerfile import faults, stages

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / "docker" / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
REQUIREMENTS = (ROOT / "docker" / "requirements.txt").read_text(encoding="utf-8").splitlines()
LAST = stages(DOCKERFILE)[-1]
GOOD = 'FROM a:1\nUSER 10\nHEALTHCHECK CMD ["x"]\nENTRYPOINT ["x"]\n'


def test_it_has_no_fault() -> None:
    assert faults(DOCKERFILE) == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("ADD x y", "fetches nothing"),
        ("CMD run it", "goes through a shell"),
        ("WORKDIR app", "not absolute"),
        ("ENV CIP_SECRET_KEY=abc", "A secret"),
        ("COPY --from=nowhere a b", "no stage nowhere"),
        ("RUN apt-get install -y curl", "without update"),
        ("RUN apt-get update && apt-get install curl", "asks"),
        ("RUN apt-get update && apt-get install -y curl", "lists of apt"),
        ("RUN pip install x", "keeps its cache"),
        ("RUNN x", "no instruction"),
        ("USER root", "runs as root"),
        ("USER cip", "USER is a name"),
    ],
)
def test_the_rules_find_what_they_are_for(line: str, fault: str) -> None:
    assert faults(GOOD) == []
    assert any(fault in said for said in faults(GOOD + line + "\n"))


@pytest.mark.parametrize("image", ["python", "python:latest", "registry.example/python"])
def test_an_image_without_a_version_is_found(image: str) -> None:
    assert any("no fixed version" in said for said in faults(GOOD.replace("a:1", image)))


def copied() -> list[str]:
    """What the stages take from the source."""
    return [
        source
        for stage in stages(DOCKERFILE)
        for one in stage.instructions
        if one.name == "COPY" and "--from=" not in one.rest
        for source in one.words[:-1]
    ]


def sent(path: str) -> bool:
    """Whether the builder gets a file: the last line that matches it, or a folder above it, decides."""
    parts = path.split("/")
    above = ["/".join(parts[: number + 1]) for number in range(len(parts))]
    decided = True
    for line in IGNORED:
        pattern = line.lstrip("!")
        if pattern and not line.startswith("#") and any(fnmatch(one, pattern) for one in above):
            decided = line.startswith("!")
    return decided


def test_what_it_copies_is_there_and_sent() -> None:
    assert len(copied()) > 8
    for source in copied():
        assert (ROOT / source).exists(), source
        assert sent(source), source


def test_nothing_private_is_sent() -> None:
    for path in (
        "var/cip.sqlite3",
        "docker/.env",
        ".git/config",
        "tests/conftest.py",
        "web/front/node_modules/x/y.js",
    ):
        assert not sent(path), path


def test_the_versions_are_those_that_are_tested() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    least = re.search(r'requires-python = ">=3\.(\d+)"', project)
    image = re.match(r"python:3\.(\d+)-slim", LAST.image)
    assert least
    assert image
    assert int(image[1]) >= int(least[1])
    pins = [line for line in REQUIREMENTS if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pins)
    assert any(line.startswith("gunicorn==") for line in pins)
    node = re.match(r"node:(\d+)", stages(DOCKERFILE)[0].image)
    engines = json.loads((ROOT / "web" / "front" / "package.json").read_text())["engines"]["node"]
    assert node
    assert int(node[1]) >= int(engines.removeprefix(">="))


def test_the_entry_point_can_be_run() -> None:
    assert (ROOT / "docker" / "entrypoint.sh").stat().st_mode & 0o111
    [entry] = [one.rest for one in LAST.instructions if one.name == "ENTRYPOINT"]
    assert json.loads(entry) == ["docker/entrypoint.sh"]
