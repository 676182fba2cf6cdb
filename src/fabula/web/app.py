"""What the browser may ask for: one page under a secret address, its state, and answers to it.

Nothing but the draft's own page can be reached. A request must come to this machine by name
or number, with the secret in its path, and one that changes something from the page itself;
so neither another site nor another user of the machine gets at the draft.
"""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from fabula.manuscript.errors import FabulaError
from fabula.web.desk import Desk
from fabula.web.next_steps import worded_on_page
from fabula.web.waiting import waiting_page

__all__ = ["app_for"]

_LARGEST = 1 << 20
"""Bytes of an answer."""

_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}

_Handler = Callable[[Request], Awaitable[Response]]


def app_for(desk: Desk, secret: str, port: int) -> Starlette:
    """The application that serves a desk; ``secret`` is the first part of every path."""
    hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def page(_: Request) -> Response:
        return HTMLResponse(desk.page or waiting_page())

    async def state(_: Request) -> Response:
        now = desk.state
        return JSONResponse({"version": now.version, "busy": now.busy, "problem": now.problem})

    def answer(act: Callable[[Any], str | None], key: str) -> _Handler:
        async def answered(request: Request) -> Response:
            if request.headers.get("origin") not in {f"http://{host}" for host in hosts}:
                raise HTTPException(403)
            given = await _given(request, key)
            try:
                said = await run_in_threadpool(act, given)
            except FabulaError as error:
                return JSONResponse({"problem": worded_on_page(error)}, 409)
            return JSONResponse({"version": desk.state.version, "written": said or ""})

        return answered

    def guarded(handler: _Handler) -> _Handler:
        async def checked(request: Request) -> Response:
            if request.headers.get("host", "") not in hosts:
                raise HTTPException(403)
            if not hmac.compare_digest(request.path_params["secret"], secret):
                raise HTTPException(404)
            response = await handler(request)
            response.headers.update(_HEADERS)
            return response

        return checked

    def told(path: str, act: Callable[[Any], str | None], key: str) -> Route:
        return Route(f"/{{secret:str}}/{path}", guarded(answer(act, key)), methods=["POST"])

    app = Starlette(routes=[
        Route("/{secret:str}/", guarded(page)),
        Route("/{secret:str}/state", guarded(state)),
        told("stet", desk.let_stand, "fingerprint"),
        told("undo", desk.take_back, "fingerprint"),
        told("write", desk.write, "fingerprints"),
        told("say", desk.say, "rule"),
    ])  # fmt: skip
    app.router.redirect_slashes = False
    return app


async def _given(request: Request, key: str) -> str | list[str] | dict[str, str]:
    """What a request's body has under a key; the body is small and JSON.

    A word, for a key with an ``s`` at its end a list of them, for ``rule`` words by name.
    """
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            raise HTTPException(413)
    try:
        given = json.loads(body)[key]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise HTTPException(400) from None
    kind = dict if key == "rule" else list if key.endswith("s") else str
    words = given.values() if isinstance(given, dict) else given
    if not isinstance(given, kind) or not all(isinstance(one, str) for one in words):
        raise HTTPException(400)
    return given
