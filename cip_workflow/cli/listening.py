"""The address that `cip serve` answers on, taken before anything that takes time."""

from __future__ import annotations

import errno
import socket

from cip_workflow.errors import WorkflowError


def taken(host: str, port: int) -> socket.socket:
    """A socket bound to the address; the server listens on it when it is ready.

    Raises:
        WorkflowError: the port is in use, is reserved, or there is no such address; the sentence says what to do.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise WorkflowError(f"There is no address {host} on this machine: {error.strerror}.") from error
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen()
    except OSError as error:
        bound.close()
        raise WorkflowError(_why(error, host, port)) from error
    return bound


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Something else already answers on port {port} of {host}. Stop it, or choose another one with --port."
    if error.errno == errno.EACCES:
        return f"This user may not use port {port}. Choose one above 1023 with --port, and let a proxy stand before it."
    return f"Port {port} of {host} cannot be used: {error.strerror}."


def url(host: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104  # compared, not bound
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def is_local(host: str) -> bool:
    """Whether only this machine can reach the address."""
    return host in {"localhost", "::1"} or host.startswith("127.")
