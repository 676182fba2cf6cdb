"""The server on this machine alone: it watches the draft, and ends with the run."""

import secrets
import socket
import threading
from collections.abc import Callable

import uvicorn

from fabula.web.app import app_for
from fabula.web.desk import Desk

__all__ = ["serve"]

_LOOK = 1.0
"""Seconds between two looks at the draft's files."""


def serve(desk: Desk, ready: Callable[[str], None], *, port: int = 0) -> None:
    """Serve a desk until the run is ended; ``ready`` is told the address of its page.

    Only this machine can connect. ``port`` 0: any that is free.
    Raises OSError where the port is taken.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen()
        port = listening.getsockname()[1]
        secret = secrets.token_urlsafe(24)
        config = uvicorn.Config(
            app_for(desk, secret, port), log_config=None, access_log=False, lifespan="off",
            server_header=False, ws="none", timeout_graceful_shutdown=1,
        )  # fmt: skip
        ended = threading.Event()
        watcher = threading.Thread(target=_watch, args=(desk, ended), daemon=True)
        watcher.start()
        ready(f"http://127.0.0.1:{port}/{secret}/")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            ended.set()


def _watch(desk: Desk, ended: threading.Event) -> None:
    while not ended.is_set():
        desk.refresh()
        ended.wait(_LOOK)
