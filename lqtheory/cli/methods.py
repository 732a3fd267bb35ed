"""Which functions carry out what the dossiers describe without stating it: setups, algorithms, estimates of cost."""

from __future__ import annotations

import ast
import re
from importlib.resources import files
from importlib.resources.abc import Traversable

__all__ = ["functions_citing"]


def functions_citing(wanted: str) -> list[str]:
    """Public functions and classes of the library whose docstring names a dossier ID.

    Parameters
    ----------
    wanted : str
        The ID, whole: one that only begins with it is another.

    Returns
    -------
    list of str
        Dotted names, sorted.

    Examples
    --------
    >>> functions_citing("coreset." + "setup")
    ['lqtheory.compression.sampling.classes.layer_classes']
    """
    whole = re.compile(rf"(?<![\w.]){re.escape(wanted)}(?![\w]|\.\w)")
    found = []
    for name, text in _modules(files("lqtheory"), "lqtheory"):
        if not whole.search(text):
            continue
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                if whole.search(ast.get_docstring(node) or ""):
                    found.append(f"{name}.{node.name}")
    return sorted(found)


def _modules(folder: Traversable, name: str) -> list[tuple[str, str]]:
    """Dotted names and texts of all modules below a folder."""
    found = []
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.name.startswith(("_", ".")):
            found += _modules(entry, f"{name}.{entry.name}")
        elif entry.name.endswith(".py"):
            stem = entry.name.removesuffix(".py")
            dotted = name if stem == "__init__" else f"{name}.{stem}"
            found.append((dotted, entry.read_text(encoding="utf-8")))
    return found
