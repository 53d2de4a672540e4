"""Ask clamd whether a file carries a virus (its INSTREAM command)."""

from __future__ import annotations

import socket
import struct

from cip_workflow.errors import Invalid, WorkflowError

_CHUNK = 64 * 1024
_SECONDS = 30


def scan(address: str, name: str, data: bytes, *, field: str = "file") -> None:
    """Send a file to clamd at a socket path, or `host:port`.

    Raises:
        Invalid: a virus was found.
        WorkflowError: the scanner does not answer; a file is never taken unscanned where scanning is asked for.
    """
    try:
        with _connect(address) as link:
            link.settimeout(_SECONDS)
            link.sendall(b"zINSTREAM\0")
            for at in range(0, len(data), _CHUNK):
                piece = data[at : at + _CHUNK]
                link.sendall(struct.pack("!L", len(piece)) + piece)
            link.sendall(struct.pack("!L", 0))
            answer = _answer(link)
    except OSError as error:
        msg = "The virus scanner does not answer, so no file can be taken at the moment. Please try again later."
        raise WorkflowError(msg) from error
    if answer.endswith("FOUND"):
        sentence = f"{name} contains a virus and was not stored"
        raise Invalid(sentence + ".", fields={field: [sentence]})
    if not answer.endswith("OK"):
        msg = f"The virus scanner could not judge {name} ({answer}), so it was not stored."
        raise WorkflowError(msg)


def _connect(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=_SECONDS)
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.settimeout(_SECONDS)
    try:
        link.connect(address)
    except OSError:
        link.close()
        raise
    return link


def _answer(link: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0"):
        piece = link.recv(4096)
        if not piece:
            break
        received += piece
    return received.rstrip(b"\0").decode("utf-8", "replace").strip()
