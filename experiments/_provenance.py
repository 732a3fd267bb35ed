"""What numbers come from: fingerprints of code, the machine, versions of libraries."""

from __future__ import annotations

import ast
import functools
import hashlib
import os
import platform
from importlib import metadata, util
from pathlib import Path
from typing import Any

from lqtheory.errors import DataError

__all__ = ["fingerprint", "machine", "versions"]


def fingerprint(module: str) -> str:
    """Digest of a module's code without comments and docstrings.

    Parameters
    ----------
    module : str
        Dotted name.

    Returns
    -------
    str
        16 hexadecimal digits.

    Raises
    ------
    DataError
        If there is no source file of that name.
    """
    spec = util.find_spec(module)
    if spec is None or spec.origin is None:
        raise DataError(f"there is no source file of the module {module} (fingerprint)")
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:16]


@functools.cache
def machine() -> dict[str, Any]:
    """What the numbers were measured on.

    Returns
    -------
    dict
        Operating system, processor, number of cores, Python.
    """
    processor = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines()
        processor = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), processor)
    return {"system": platform.platform(), "processor": processor, "cores": os.cpu_count()}


@functools.cache
def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that numbers depend on.

    Returns
    -------
    dict of str to str
    """
    found = {"python": platform.python_version()}
    for name in ("numpy", "scipy", "python-flint", "torch"):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
