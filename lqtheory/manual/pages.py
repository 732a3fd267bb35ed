"""Pages of Markdown (MyST): text made safe for it, formulas, and files that change only when their text does."""

from __future__ import annotations

import re
from pathlib import Path

from lqtheory.tables.files import replacing

__all__ = ["formula", "literal", "plain", "prose", "table", "write_page"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>$|{}~#&^])")


def plain(text: str) -> str:
    r"""Text that Markdown shows as it stands.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The same with the signs escaped that mean something in Markdown; line breaks become spaces.

    Examples
    --------
    >>> print(plain("|x|_q <= 1"))
    \|x\|\_q \<= 1
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def prose(text: str) -> str:
    r"""Paragraphs of a docstring: code stays code, everything else is shown as it stands.

    Parameters
    ----------
    text : str
        Paragraphs with code between single or double backticks.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> print(prose("See ``f(x)`` for x_1."))
    See `f(x)` for x\_1.
    """
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(
        "".join(
            f"`{part.strip('`')}`" if part.startswith("`") else plain(f"<{part}>")[2:-2]
            for part in re.split(r"(`+[^`]+`+)", paragraph)
        )
        for paragraph in paragraphs
    )


def literal(text: str, language: str = "text") -> str:
    """Text in a fence of its own, with no markup in it.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        For the colours.

    Returns
    -------
    str
        Markdown.
    """
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}\n"


def formula(latex: str) -> str:
    r"""A displayed formula.

    Parameters
    ----------
    latex : str
        LaTeX without delimiters.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> print(formula(r"x \leq 1"))
    ```{math}
    x \leq 1
    ```
    <BLANKLINE>
    """
    return "```{math}\n" + " ".join(latex.split()) + "\n```\n"


def table(header: list[str], rows: list[list[str]]) -> str:
    """A table of cells that are Markdown already.

    Parameters
    ----------
    header : list of str
        Headings.
    rows : list of list of str
        Cells.

    Returns
    -------
    str
        Markdown.
    """
    lines = ["| " + " | ".join(cells) + " |" for cells in (header, ["---"] * len(header), *rows)]
    return "\n".join(lines) + "\n"


def write_page(path: Path, text: str) -> Path:
    """Write a page, unless the file says the same already: then Sphinx need not read it again.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder is made if missing.
    text : str
        The page.

    Returns
    -------
    pathlib.Path
        The file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        with replacing(path) as temporary:
            temporary.write_text(text, encoding="utf-8")
    return path
