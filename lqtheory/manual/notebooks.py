"""The notebook: run it, compare what it prints with what it printed before, and show it as a page."""

from __future__ import annotations

import base64
from itertools import groupby
from pathlib import Path
from typing import Any

from lqtheory.manual.pages import literal, write_page
from lqtheory.tables.files import replacing

__all__ = ["differences", "executed", "printed", "save", "write_notebook_page"]


def executed(path: Path) -> Any:
    """The notebook, run from its first cell to its last in a fresh kernel.

    Parameters
    ----------
    path : pathlib.Path
        The ``.ipynb`` file; it is not changed.

    Returns
    -------
    nbformat.NotebookNode
        A copy with the new output.
    """
    from nbclient import NotebookClient

    book = _read(path)
    NotebookClient(
        book, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    for cell in book.cells:
        cell.metadata.pop("execution", None)  # times of the day, different every time
    return book


def save(path: Path, book: Any) -> None:
    """Write a notebook in one step.

    Parameters
    ----------
    path : pathlib.Path
        The ``.ipynb`` file.
    book : nbformat.NotebookNode
        The notebook.
    """
    from nbformat.v4 import writes

    with replacing(path) as temporary:
        temporary.write_text(str(writes(book)) + "\n", encoding="utf-8")


def _read(path: Path) -> Any:
    from nbformat.v4 import reads

    return reads(path.read_text(encoding="utf-8"))


def printed(cell: Any) -> str:
    """The text that a cell shows; pictures count by their presence alone.

    A kernel sends what a cell writes in as many messages as its timer makes of it, so that one line may come as two
    outputs: what goes to the same stream is put together before it is read.

    Parameters
    ----------
    cell : nbformat.NotebookNode
        A cell.

    Returns
    -------
    str
        Lines of text.
    """
    lines = []
    for (kind, _), outputs in groupby(cell.get("outputs", []), key=lambda one: (one.output_type, one.get("name"))):
        if kind == "stream":
            lines.append("".join(one.text for one in outputs).rstrip())
            continue
        for data in (one.get("data", {}) for one in outputs):
            lines.append("[picture]" if "image/png" in data else str(data.get("text/plain", "")).rstrip())
    return "\n".join(lines)


def differences(old: Any, new: Any) -> list[str]:
    """Cells whose text has changed.

    Parameters
    ----------
    old, new : nbformat.NotebookNode
        The same notebook with two sets of outputs.

    Returns
    -------
    list of str
        One entry per cell: its code, what it showed and what it shows.
    """
    pairs = zip(old.cells, new.cells, strict=True)
    return [f"{a.source}\n--- was\n{printed(a)}\n--- is\n{printed(b)}" for a, b in pairs if printed(a) != printed(b)]


def write_notebook_page(folder: Path, path: Path) -> Path:
    """The notebook as a page: text, code, what the code printed, and pictures.

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.
    path : pathlib.Path
        The notebook, with outputs.

    Returns
    -------
    pathlib.Path
        The page.
    """
    parts = []
    for number, cell in enumerate(_read(path).cells):
        if cell.cell_type == "markdown":
            parts.append(cell.source + "\n")
            continue
        parts.append(literal(cell.source, "python"))
        for output in cell.outputs:
            picture = output.get("data", {}).get("image/png")
            if picture:
                place = folder / path.stem / f"{number}.png"
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(base64.b64decode(picture))
                parts.append(f"![Figure drawn by the cell above]({path.stem}/{place.name})\n")
        text = printed(cell).replace("[picture]", "").strip()
        if text:
            parts.append(literal(text))
    return write_page(folder / f"{path.stem}.md", "\n".join(parts))
