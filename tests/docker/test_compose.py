"""compose.yaml: words of the Compose specification, services that wait for each other, settings that exist, nobody root."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.test_docs import KNOWN

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker" / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ("web", "worker", "cli")

#: compose-spec.io, of what may stand in a service those words that we use or are likely to.
_SERVICE = frozenset(
    [
        "build",
        "cap_add",
        "cap_drop",
        "command",
        "configs",
        "container_name",
        "depends_on",
        "deploy",
        "entrypoint",
        "env_file",
        "environment",
        "expose",
        "healthcheck",
        "image",
        "init",
        "labels",
        "logging",
        "networks",
        "ports",
        "profiles",
        "pull_policy",
        "read_only",
        "restart",
        "secrets",
        "security_opt",
        "stop_grace_period",
        "stop_signal",
        "tmpfs",
        "ulimits",
        "user",
        "volumes",
        "working_dir",
    ]
)
_TOP = frozenset({"name", "services", "volumes", "networks", "configs", "secrets", "include"})
_HEALTH = frozenset({"test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"})
_CONDITIONS = {"service_started", "service_healthy", "service_completed_successfully"}
_DURATION = re.compile(r"(\d+(h|m|s|ms|us))+")


def test_the_words_are_those_of_the_specification() -> None:
    assert {one for one in COMPOSE if not one.startswith("x-")} <= _TOP
    assert "version" not in COMPOSE, "obsolete"
    for name, service in SERVICES.items():
        assert re.fullmatch(r"[a-zA-Z0-9._-]+", name)
        assert set(service) <= _SERVICE, name
        assert {"image", "build"} & set(service), name
        assert service["restart"] in {"no", "always", "on-failure", "unless-stopped"}
        assert all(isinstance(one, str) for one in service.get("command", []))


@pytest.mark.parametrize("name", SERVICES)
def test_each_says_when_it_is_well(name: str) -> None:
    health = SERVICES[name]["healthcheck"]
    assert set(health) <= _HEALTH
    if health.get("disable"):
        assert SERVICES[name]["profiles"], "only what is called by hand needs none"
        return
    assert health["test"][0] in {"CMD", "CMD-SHELL"}
    for each in ("interval", "timeout", "start_period"):
        assert _DURATION.fullmatch(health.get(each, "1s")), each


def test_they_wait_for_what_there_is() -> None:
    for name, service in SERVICES.items():
        for other, how in service.get("depends_on", {}).items():
            assert other in SERVICES
            assert how["condition"] in _CONDITIONS
            assert how["condition"] != "service_healthy" or not SERVICES[other]["healthcheck"].get(
                "disable"
            ), name
    assert set(SERVICES["worker"]["depends_on"]) == {"db", "web"}, (
        "the pages bring the schema up to date first"
    )


def test_volumes_are_declared() -> None:
    named = {
        one.partition(":")[0]
        for service in SERVICES.values()
        for one in service.get("volumes", [])
        if one[0] not in "./"
    }
    assert named == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", OURS)
def test_ours_may_do_little(name: str) -> None:
    service = SERVICES[name]
    assert service["user"] == "10001:10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert "/tmp" in service["tmpfs"]


def test_settings_exist_and_secrets_have_no_default() -> None:
    for name in OURS:
        assert set(SERVICES[name]["environment"]) <= KNOWN
    asked = dict(re.findall(r"\$\{([A-Z_]+)(:[?-])", TEXT))
    example = (ROOT / "docker" / "example.env").read_text(encoding="utf-8")
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    assert set(named) == set(asked), "example.env has a line for each"
    for secret in ("POSTGRES_PASSWORD", "CIP_SECRET_KEY"):
        assert asked[secret] == ":?", "compose refuses to start without"
        assert named[secret] == ""


def test_the_database_is_the_servers_own_and_of_the_clients_version() -> None:
    assert "ports" not in SERVICES["db"], "nobody outside reaches it"
    dockerfile = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")
    client = re.search(r"postgresql-client-(\d+)", dockerfile)
    assert client
    assert SERVICES["db"]["image"].startswith(f"postgres:{client[1]}-")
    allowed = re.search(r"max_connections=(\d+)", " ".join(SERVICES["db"]["command"]))
    assert allowed
    assert int(allowed[1]) >= 4 * 40, "40 for each process: two of the pages, the worker, the command line"
