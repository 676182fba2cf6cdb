"""Lemmas as edit scripts: what to cut from a form's end and put there instead.

A script is ``case|cut|add`` (lower the form or keep its case, letters cut, letters added:
cities -> city is ``L|3|y``), or ``=lemma`` where form and lemma share no beginning.
After the edit-tree lemmatizers of Chrupala (2006), suffix edits only.
"""

__all__ = ["apply", "script"]


def script(form: str, lemma: str) -> str:
    """The script that turns the form into the lemma."""
    keep_case = lemma[:1].isupper() or (lemma.isupper() and len(lemma) > 1)
    source = form if keep_case else form.lower()
    shared = 0
    while shared < min(len(source), len(lemma)) and source[shared] == lemma[shared]:
        shared += 1
    if shared == 0 and source != lemma:
        return f"={lemma}"
    return f"{'K' if keep_case else 'L'}|{len(source) - shared}|{lemma[shared:]}"


def apply(script: str, form: str) -> str:
    """The lemma the script gives for the form; a script that does not fit leaves the form."""
    if script.startswith("="):
        return script[1:] or form
    case, cut, add = script.split("|", 2)
    source = form if case == "K" else form.lower()
    count = int(cut)
    if count >= len(source) and not add:
        return source
    return source[: len(source) - count] + add if count <= len(source) else source
