"""Chat lines that Markdown would take for marks of its own: ``[Ida]: hi``, ``<ida> hi``.

A link's definition names a target: an address, a path, an anchor, a file, or a word that
the text links to elsewhere. A tag is an element of HTML. Everything else is what somebody
typed.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference

__all__ = ["is_name_tag", "keep_names"]

_DEFINED = re.compile(r"\[(?P<label>[^\[\]\n]{1,200})\]:[ \t]*(?P<target>\S*)")
_TARGET = re.compile(r"[<#/.?]|\w[\w+.-]{1,20}://|mailto:|[\w~%-]+(?:[./#][\w~%-]+)+/?\Z|\Z")
_USED = re.compile(r"\[([^\[\]\n]{1,200})\](?!:)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,30})>")
_ELEMENTS = frozenset(
    # The elements of HTML (https://html.spec.whatwg.org/#elements-3), and old ones still met.
    """a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body
    br button canvas caption center cite code col colgroup data datalist dd del details dfn
    dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1
    h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link
    main map mark math menu meta meter nav noframes noscript object ol optgroup option output p
    param picture pre progress q rp rt ruby s samp script search section select slot small
    source span strike strong style sub summary sup svg table tbody td template textarea tfoot
    th thead time title tr track tt u ul var video wbr""".split()
)


def keep_names(parser: MarkdownIt, body: str) -> None:
    """Let the parser take a line as a link's definition only where it names a target."""
    if not _DEFINED.search(body):
        return
    used = {" ".join(label.casefold().split()) for label in _USED.findall(body)}

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        low = state.bMarks[start] + state.tShift[start]
        line = _DEFINED.match(state.src, low, state.eMarks[start])
        if line is not None and not _TARGET.match(line["target"]):
            label = " ".join(line["label"].casefold().split())
            if label not in used:
                return False
        return reference(state, start, end, silent)

    parser.block.ruler.at("reference", rule)


def is_name_tag(tag: str) -> bool:
    """Whether a tag is a name in angle brackets, as chats write it, and no element."""
    match = _TAG.fullmatch(tag)
    return match is not None and match[1].casefold() not in _ELEMENTS
