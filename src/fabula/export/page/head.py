"""The head of a page that runs its own style and script and nothing else."""

import base64
import hashlib

from fabula import __version__
from fabula.display import Markup, element

__all__ = ["page_head"]


def page_head(title: str, style: str, script: str, *, served: bool) -> Markup:
    """The head of a page that runs its own style and script and nothing else.

    A ``served`` page may ask its own server, one in a file nobody.
    """
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    if served:
        policy += "; connect-src 'self'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="generator", content=f"Fabula {__version__}"),
        element("title", title),
        element("style", Markup(style)),
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
