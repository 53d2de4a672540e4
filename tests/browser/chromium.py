"""Where the browser of the tests comes from: the system, else apt where we may, else the npm package `@sparticuz/chromium` (DESIGN 8).

`python -m tests.browser.chromium` makes sure there is one, or says which one command mends it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PACKAGE = "@sparticuz/chromium@147.0.0"
_FOLDER = Path(__file__).parents[2] / ".venv" / "chromium"
_CURE = "No Chromium was found and none could be installed. Install it, e.g. `apt-get install chromium`, or name it: CHROMIUM=/path/to/chromium make test"


def executable() -> str:
    """The path of a Chromium that is there already.

    Raises:
        FileNotFoundError: there is none; the message says the one command that mends it.
    """
    for name in filter(None, (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")):
        path = shutil.which(name)
        if path:
            return path
    unpacked = _FOLDER / "path"
    if unpacked.exists() and Path(unpacked.read_text()).exists():
        return unpacked.read_text()
    raise FileNotFoundError(_CURE)


def install() -> str:
    """Find or install a Chromium and give its path."""
    try:
        return executable()
    except FileNotFoundError:
        _by_apt()
    try:
        return executable()
    except FileNotFoundError:
        return _by_npm()


def _by_apt() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {
        "stdout": subprocess.DEVNULL,
        "check": False,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
    subprocess.run(
        [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-liberation",
            "fonts-dejavu-core",
        ],
        check=False,
        **quiet,
    )


def _by_npm() -> str:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    path = os.environ["PATH"] + os.pathsep + str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": path}
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(_FOLDER), _PACKAGE],
        check=True,
        env=environment,
    )
    script = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"
    said = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        cwd=_FOLDER,
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    (_FOLDER / "path").write_text(said.stdout.strip())
    return executable()


if __name__ == "__main__":
    try:
        print(f"Browser: {install()}")
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        sys.exit(f"{_CURE} ({error})")
