"""The reference: one page for each room of the package, filled by Sphinx from docstrings."""

from __future__ import annotations

import ast
from pathlib import Path

from lqtheory.manual.pages import write_page

__all__ = ["documented_modules", "write_reference"]

PACKAGE = Path(__file__).parents[1]
#: Rooms with pages of their own kind, and the twins in balls, which repeat the arrays' documentation.
_ELSEWHERE = ("cli", "manual", "theorems", "quantities.reference")
#: Modules on one page at most: long pages are slow to open.
_ON_A_PAGE = 30


def documented_modules() -> dict[str, list[str]]:
    """Modules that offer something, by room.

    Returns
    -------
    dict of str to list of str
        Dotted names of modules with ``__all__``; those of the first level are the room ``lqtheory``.

    Examples
    --------
    >>> documented_modules()["tables"][0]
    'lqtheory.tables.cells'
    """
    rooms: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        inner = ".".join(parts)
        if path.name.startswith("_") or any(inner.startswith(room) for room in _ELSEWHERE):
            continue
        if parts[:1] == ("checks",) and path.name.startswith("lemmas_"):
            continue  # the lemmas stand on the pages of the theorems that use them
        if _offers_something(path):
            rooms.setdefault(parts[0] if len(parts) > 1 else "lqtheory", []).append(f"lqtheory.{inner}")
    return rooms


def _offers_something(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    return any(ast.unparse(node.targets[0]) == "__all__" and ast.literal_eval(node.value) for node in assigned)


def write_reference(folder: Path) -> list[Path]:
    """Write the pages of the reference (reStructuredText, as Sphinx's autodoc wants it).

    Parameters
    ----------
    folder : pathlib.Path
        Folder of the pages.

    Returns
    -------
    list of pathlib.Path
        The files.
    """
    written, titles = [], []
    for room, modules in documented_modules().items():
        count = -(-len(modules) // _ON_A_PAGE)
        size = -(-len(modules) // count)
        for number in range(count):
            part = modules[number * size : (number + 1) * size]
            title = room if count == 1 else f"{room} ({number + 1} of {count})"
            stem = room if count == 1 else f"{room}-{number + 1}"
            titles.append(stem)
            written.append(write_page(folder / f"{stem}.rst", _page(title, part)))
    tree = "\n".join(f"   {stem}" for stem in titles)
    text = f"{_heading('Reference', '=')}\nEvery public function, from its docstring.\n\n.. toctree::\n\n{tree}\n"
    return [*written, write_page(folder / "index.rst", text)]


def _page(title: str, modules: list[str]) -> str:
    parts = [_heading(title, "=")]
    for module in modules:
        aliases = ", ".join(_aliases(PACKAGE.parent.joinpath(*module.split(".")).with_suffix(".py")))
        exclude = f"   :exclude-members: {aliases}\n" if aliases else ""
        parts.append(f"{_heading(module, '-')}\n.. automodule:: {module}\n   :members:\n{exclude}")
    return "\n".join(parts)


def _aliases(path: Path) -> list[str]:
    """Names of types such as ``dict[str, int]``: they have no documentation of their own, and autodoc fails on them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        ast.unparse(n.targets[0]) for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Subscript)
    ]


def _heading(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}\n"
