"""Settings from the environment: complete and right, or a sentence for each that is not."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from cip_workflow.config import Settings
from cip_workflow.errors import Invalid


def test_nothing_set_gives_a_house_that_runs(tmp_path: Path) -> None:
    settings = Settings.from_environment({"CIP_DATA": str(tmp_path / "var")})
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'cip.sqlite3'}"
    assert not settings.demo
    assert not settings.https
    assert not settings.smtp_url
    assert (settings.session_minutes, settings.session_hours, settings.upload_mb) == (60, 12, 20)


def test_the_secret_key_is_made_once_and_for_nobody_else(tmp_path: Path) -> None:
    first, second = (Settings.from_environment({"CIP_DATA": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert first.secret_key not in repr(first)


def test_every_variable_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "CIP_DATA": str(tmp_path),
            "DATABASE_URL": "postgresql://cip:secret@db/cip",
            "CIP_SECRET_KEY": "k" * 32,
            "CIP_DEMO": "yes",
            "CIP_BASE_URL": "https://workflow.example.org/",
            "CIP_PROXIES": "2",
            "CIP_CONTACT": "Ring 1234.",
            "CIP_SMTP_URL": "smtp://mail:25",
            "CIP_MAIL_FROM": "cip@example.org",
            "CIP_CLAMAV_SOCKET": "/run/clamd.sock",
            "CIP_UPLOAD_MB": "50",
            "CIP_SESSION_MINUTES": "30",
            "CIP_SESSION_HOURS": "8",
            "CIP_ARGON2_MIB": "64",
            "CIP_ARGON2_PASSES": "3",
            "CIP_SIGN_IN_TRIES": "10",
            "CIP_LOG": "json",
            "CIP_LOG_LEVEL": "WARNING",
        }
    )
    assert settings.https
    assert settings.demo
    assert settings.base_url == "https://workflow.example.org"
    assert settings.database_url == "postgresql://cip:secret@db/cip"
    assert "secret" not in repr(settings)
    assert (settings.hashing.mib, settings.hashing.passes) == (64, 3)
    assert (settings.proxies, settings.upload_mb, settings.sign_in_tries) == (2, 50, 10)
    assert (settings.log, settings.log_level) == ("json", "warning")
    assert not (tmp_path / "secret_key").exists()


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    wrong = {
        "CIP_DEMO": "perhaps",
        "CIP_BASE_URL": "workflow.example.org",
        "CIP_SESSION_MINUTES": "0",
        "CIP_UPLOAD_MB": "much",
        "CIP_LOG": "xml",
        "CIP_SECRET_KEY": "short",
    }
    with pytest.raises(Invalid) as error:
        Settings.from_environment({"CIP_DATA": str(tmp_path), **wrong})
    assert set(error.value.fields) == set(wrong)
    assert "CIP_SESSION_MINUTES must be a whole number from 1 to 1440, not '0'." in error.value.message


def test_the_command_line_wins(tmp_path: Path) -> None:
    settings = Settings.from_environment({"CIP_DATA": "elsewhere"}, data=tmp_path, demo=True, base_url=None)
    assert (settings.data, settings.demo, settings.base_url) == (tmp_path, True, "http://127.0.0.1:8000")
