"""What the manual adds to Sphinx: formulas as MathML, which browsers draw without a network, and plain docstrings."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["escape_docstring", "setup", "shared_contents"]

_CODE = re.compile(r"(``.+?``|:\w+(?::\w+)*:`[^`]+`|`[^`]+`_?)")


def escape_docstring(lines: list[str]) -> list[str]:
    r"""Docstring in which formulas such as ``|x|_q`` are text, not references of reStructuredText.

    Parameters
    ----------
    lines : list of str
        Lines of a docstring.

    Returns
    -------
    list of str
        The same lines; outside code and examples ``|`` and underscores at the end of words are escaped.

    Examples
    --------
    >>> escape_docstring(["the sum of |x_i|, see ``|x|``"])[0]
    'the sum of \\|x_i\\|, see ``|x|``'
    >>> escape_docstring([">>> a | b"])[0]
    '>>> a | b'
    """
    found, example = [], False
    for line in lines:
        example = line.lstrip().startswith(">>>") or (example and bool(line.strip()))
        found.append(line if example else "".join(map(_escaped, _CODE.split(line))))
    return found


def _escaped(text: str) -> str:
    if _CODE.fullmatch(text):
        return text
    return re.sub(r"(?<=\w)_(?!\w)", r"\\_", text.replace("|", r"\|"))


def _plain_docstring(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    lines[:] = escape_docstring(lines)


def _draw_formula(translator: Any, node: Any, *, block: bool) -> None:
    """MathML by docutils; LaTeX that it does not understand is a warning, and the build ends in an error."""
    from docutils import nodes
    from docutils.utils.math import MathError
    from docutils.utils.math.latex2mathml import tex2mathml
    from sphinx.util import logging

    try:
        # Signs of a norm have no left and right of their own: each would stretch to whatever stands beside it.
        text = tex2mathml(node.astext(), as_block=block).replace("<mo>‖</mo>", '<mo stretchy="false">‖</mo>')
    except MathError as error:
        logging.getLogger("lqtheory.manual").warning("formula %s: %s", node.astext(), error, location=node)
        text = translator.encode(node.astext())
    translator.body.append(f'<div class="formula">{text}</div>\n' if block else text)
    raise nodes.SkipNode


def _inline(translator: Any, node: Any) -> None:
    _draw_formula(translator, node, block=False)


def _block(translator: Any, node: Any) -> None:
    _draw_formula(translator, node, block=True)


def shared_contents(folder_of: dict[Any, str], app: Any, page: str, context: dict[str, Any]) -> None:
    """Work out the contents beside a page once for all pages of a folder that stand in no contents themselves.

    Parameters
    ----------
    folder_of : dict
        What was worked out so far.
    app : sphinx.application.Sphinx
        The program.
    page : str
        Name of the page.
    context : dict
        What its template is given; ``toctree`` is replaced for pages that call themselves orphans: no entry is marked
        as the current one there, and links depend on the folder alone.
    """
    original = context.get("toctree")
    if original is None or "orphan" not in app.env.metadata.get(page, {}):
        return

    def once(**options: Any) -> Any:
        key = (page.rpartition("/")[0], tuple(sorted(options.items())))
        if key not in folder_of:
            folder_of[key] = original(**options)
        return folder_of[key]

    context["toctree"] = once


def setup(app: Any) -> dict[str, bool]:
    """Register the extension.

    Parameters
    ----------
    app : sphinx.application.Sphinx
        The program.

    Returns
    -------
    dict
        Several processes may use it.
    """
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    known: dict[Any, str] = {}
    app.connect(  # before the theme asks for it
        "html-page-context", lambda app, page, _, context, __: shared_contents(known, app, page, context), priority=100
    )
    app.connect("autodoc-process-docstring", _plain_docstring, priority=100)  # before numpydoc takes it apart
    return {"parallel_read_safe": True, "parallel_write_safe": True}
