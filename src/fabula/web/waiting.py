"""The page that is shown while a draft is read for the first time."""

from fabula.display import Markup, element
from fabula.export.page.head import page_head

__all__ = ["waiting_page"]

_STYLE = """:root { color-scheme: light dark; }
body { font: 1.1rem/1.6 system-ui, sans-serif; display: grid; place-items: center; height: 90vh; }
"""
_SCRIPT = """"use strict";
const told = document.getElementById("told");
async function look() {
  try {
    const state = await (await fetch("state", { cache: "no-store" })).json();
    if (state.version) return location.reload();
    told.textContent = state.problem || `${state.busy} …`;
  } catch {
    told.textContent = "Fabula has ended.";
  }
  setTimeout(look, 500);
}
look();
"""


def waiting_page() -> str:
    """A page that says how far the reading is, and gives way to the draft's own."""
    said = element("p", "Reading …", id="told", role="status")
    body = element("body", element("main", said), element("script", Markup(_SCRIPT)))
    head = page_head("Fabula", _STYLE, _SCRIPT, served=True)
    return "<!doctype html>\n" + element("html", head, body, lang="en") + "\n"
