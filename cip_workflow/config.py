"""Settings: one frozen value read from the environment, complete and right before anything starts.

CIP_DATA              folder of the SQLite file, the secret key and the documents (default `var`)
DATABASE_URL          sqlite:///.. or postgresql://.. (default: SQLite in the data folder)
CIP_SECRET_KEY        signs sessions; without it one is made once and kept in the data folder
CIP_PUBLISH_ON_DEPLOY 1: who deploys a process publishes it too; no second person is asked
CIP_DEMO              1: demo people, one click to sign in; never for real work
CIP_BASE_URL          where people reach the service; https makes cookies Secure and sends HSTS
CIP_PROXIES           how many trusted proxies stand in front (X-Forwarded-For, -Proto, -Host)
CIP_CONTACT           who helps: an address or a sentence, shown on the help page
CIP_SMTP_URL          smtp://user:password@host:port; no mail is sent without it
CIP_MAIL_FROM         the sender of mail
CIP_CLAMAV_SOCKET     clamd's socket; uploads are scanned when it is set
CIP_UPLOAD_MB         the largest file (default 20)
CIP_SESSION_MINUTES   signed out after this long without a click (default 60)
CIP_SESSION_HOURS     signed out after this long in any case (default 12)
CIP_ARGON2_MIB, CIP_ARGON2_PASSES   cost of checking a password (default 19 MiB, 2 passes)
CIP_SIGN_IN_TRIES     wrong passwords per login in 15 minutes (default 5)
CIP_LOG               text or json (default text), CIP_LOG_LEVEL (default info)
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cip_workflow.errors import Invalid

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"", "0", "false", "no", "off"}


@dataclass(frozen=True, kw_only=True)
class Hashing:
    """What a password check costs (argon2id). The default follows OWASP's minimum: 19 MiB, 2 passes, 1 lane."""

    mib: int = 19
    passes: int = 2
    lanes: int = 1


USUAL_HASHING = Hashing()


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between two installations."""

    secret_key: str = field(repr=False)
    data: Path = Path("var")
    database_url: str = field(default="", repr=False)
    demo: bool = False
    base_url: str = "http://127.0.0.1:8000"
    proxies: int = 0
    contact: str = ""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "cip-workflow@localhost"
    clamav_socket: str = ""
    upload_mb: int = 20
    publish_on_deploy: bool = False
    session_minutes: int = 60
    session_hours: int = 12
    hashing: Hashing = USUAL_HASHING
    sign_in_tries: int = 5
    log: str = "text"
    log_level: str = "info"

    def __post_init__(self) -> None:
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.data / 'cip.sqlite3'}")

    @property
    def https(self) -> bool:
        """Whether people reach the service over https, so that cookies may be Secure."""
        return self.base_url.startswith("https://")

    @property
    def authors_publish(self) -> bool:
        """Whether who deploys also publishes: no second person is asked (SOD-11 is off)."""
        return self.demo or self.publish_on_deploy

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Read the settings; `given` (from the command line) wins over the environment.

        Raises:
            Invalid: `fields` has one sentence for each variable that cannot be read.
        """
        read = _Environment(os.environ if environment is None else environment)
        data = Path(given.pop("data", None) or read.text("CIP_DATA", "var"))
        values: dict[str, Any] = {
            "data": data,
            "database_url": read.text("DATABASE_URL", ""),
            "demo": read.truth("CIP_DEMO"),
            "base_url": read.address("CIP_BASE_URL", "http://127.0.0.1:8000"),
            "proxies": read.number("CIP_PROXIES", 0, 0, 10),
            "contact": read.text("CIP_CONTACT", ""),
            "smtp_url": read.text("CIP_SMTP_URL", ""),
            "mail_from": read.text("CIP_MAIL_FROM", "cip-workflow@localhost"),
            "clamav_socket": read.text("CIP_CLAMAV_SOCKET", ""),
            "upload_mb": read.number("CIP_UPLOAD_MB", 20, 1, 1024),
            "publish_on_deploy": read.truth("CIP_PUBLISH_ON_DEPLOY"),
            "session_minutes": read.number("CIP_SESSION_MINUTES", 60, 1, 24 * 60),
            "session_hours": read.number("CIP_SESSION_HOURS", 12, 1, 24 * 7),
            "hashing": Hashing(
                mib=read.number("CIP_ARGON2_MIB", 19, 1, 1024),
                passes=read.number("CIP_ARGON2_PASSES", 2, 1, 20),
            ),
            "sign_in_tries": read.number("CIP_SIGN_IN_TRIES", 5, 1, 1000),
            "log": read.one_of("CIP_LOG", "text", ("text", "json")),
            "log_level": read.one_of("CIP_LOG_LEVEL", "info", ("debug", "info", "warning", "error")),
        }
        secret = read.text("CIP_SECRET_KEY", "")
        if secret and len(secret) < 32:
            read.wrong(
                "CIP_SECRET_KEY", "must be 32 characters or longer; make one with `openssl rand -hex 32`"
            )
        read.finish()
        values |= {name: value for name, value in given.items() if value is not None}
        return cls(secret_key=values.pop("secret_key", None) or secret or _kept_secret(data), **values)


def _kept_secret(data: Path) -> str:
    """The key of this installation, made at the first start, so that sessions outlive a restart."""
    path = data / "secret_key"
    data.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text().strip()


class _Environment:
    """Reads variables and collects a sentence for every one that is wrong."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._wrong: dict[str, list[str]] = {}

    def text(self, name: str, default: str) -> str:
        return self._values.get(name, "").strip() or default

    def truth(self, name: str) -> bool:
        value = self._values.get(name, "").strip().lower()
        if value not in _TRUE | _FALSE:
            self.wrong(name, f"must be 1 or 0, not {value!r}")
        return value in _TRUE

    def number(self, name: str, default: int, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal() or not least <= int(value) <= most:
            self.wrong(name, f"must be a whole number from {least} to {most}, not {value!r}")
            return default
        return int(value)

    def one_of(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default).lower()
        if value not in allowed:
            self.wrong(name, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default).rstrip("/")
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self.wrong(name, f"must be an address such as https://workflow.example.org, not {value!r}")
        return value

    def wrong(self, name: str, sentence: str) -> None:
        self._wrong[name] = [f"{name} {sentence}."]

    def finish(self) -> None:
        if self._wrong:
            said = " ".join(sentences[0] for sentences in self._wrong.values())
            raise Invalid(f"The settings are not right. {said}", fields=self._wrong)
