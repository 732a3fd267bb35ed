"""Fingerprints of code: what a function does, without comments, docstrings and layout.

The text is taken from the source file itself rather than from a syntax-tree dump, whose form differs between Python
versions; the same code has the same fingerprint on all of them.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import inspect
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lqtheory.proof import Proof
    from lqtheory.theorem import Theorem

__all__ = ["membership_tests", "module_fingerprint", "proof_fingerprint", "source_with_imports"]

#: Rooms whose code says what is asserted; what they call in others (balls, errors, trials) only computes it.
_STATING_ROOMS = (
    "lqtheory.quantities",
    "lqtheory.theorems",
    "lqtheory.cones",
    "lqtheory.dictionaries",
    "lqtheory.checks.lemmas",
)
#: Of these rooms, what declares quantities and reads their arguments.
_SERVICES = ("lqtheory.quantities.arrays", "lqtheory.quantities.quantity")
#: Tables of everything and what looks things up in them: who may find any quantity does not state them all.
_TABLES = {"QUANTITIES", "__all__", "find_quantity", "LEMMAS"}


def _without_docstrings(source: str, root: ast.AST | None = None) -> str:
    """Lines of code: docstrings, comment lines, blank lines and indentation at the ends of lines removed.

    ``root`` is the tree of the source, if it is known already; its line numbers may begin anywhere.
    """
    tree = ast.parse(source) if root is None else root
    before = 0 if root is None else getattr(root, "lineno", 1) - 1
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
            and ast.get_docstring(node) is not None
        ):
            first = node.body[0]
            skipped |= set(range(first.lineno - before, (first.end_lineno or first.lineno) + 1 - before))
    lines = (line.rstrip() for number, line in enumerate(source.splitlines(), 1) if number not in skipped)
    return "\n".join(line for line in lines if line and not line.lstrip().startswith("#"))


def _segment(lines: list[str], node: ast.stmt) -> str:
    """Text of a node, as ``ast.get_source_segment``, which splits the whole source again for every node."""
    last = node.end_lineno or node.lineno
    found = [line.encode() for line in lines[node.lineno - 1 : last]]
    found[-1] = found[-1][: node.end_col_offset]
    found[0] = found[0][node.col_offset :]
    return b"\n".join(found).decode()


@functools.lru_cache(maxsize=256)
def _module_definitions(module_name: str) -> dict[str, str]:
    """Normalised source of every function, class and constant at the top level of a module."""
    module = sys.modules.get(module_name)
    try:
        source = inspect.getsource(module) if module is not None else ""
        tree = ast.parse(source)
    except (OSError, TypeError, SyntaxError):
        return {}
    found: dict[str, str] = {}
    lines = source.splitlines()
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names = [node.name]
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [t.id for t in targets if isinstance(t, ast.Name)]
        else:
            continue
        text = _without_docstrings(textwrap.dedent(_segment(lines, node)), node)
        found.update(dict.fromkeys(names, text))
    return found


def _names_in(text: str) -> set[str]:
    """Names in a text, and ``module.name`` wherever it takes a name from a module."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return found


def _own_text(function: Callable[..., Any]) -> str:
    """Source of a function that no top level defines, without comments and docstrings; its name where there is none."""
    try:
        return _without_docstrings(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return getattr(function, "__qualname__", repr(type(function)))


@functools.lru_cache(maxsize=256)
def _module_imports(module_name: str) -> dict[str, tuple[str, str]]:
    """Module and name behind every name that a module imports from a room that states theorems."""
    found: dict[str, tuple[str, str]] = {}
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module_name]))
    except (KeyError, OSError, TypeError, SyntaxError):
        return {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(_STATING_ROOMS):
            if node.module not in _SERVICES:
                found.update({alias.asname or alias.name: (node.module, alias.name) for alias in node.names})
    return found


def _home_of(module_name: str, name: str) -> tuple[str, str]:
    """Where a name is defined, perhaps as ``module.name``: packages hand on what their modules define."""
    owner, _, attribute = name.partition(".")
    if attribute:
        package, module = _module_imports(module_name).get(owner, ("", ""))
        return _home_of(f"{package}.{module}", attribute)
    while name not in _module_definitions(module_name) and name in _module_imports(module_name):
        module_name, name = _module_imports(module_name)[name]
    return module_name, name


@functools.lru_cache(maxsize=4096)
def source_with_imports(function: Callable[..., Any] | None) -> str:
    """Source of a function and of everything it uses in its module and in other rooms that state theorems.

    Without comments, docstrings and layout. Events and bounds of probability claims, quantities and foundation lemmas
    are code, and much of that code is imported: without it a bound could be changed and no evidence would be stale.

    Parameters
    ----------
    function : callable or None
        A function, or the class of a callable object. Of a function made by another, the other.

    Returns
    -------
    str
        Text that changes when the code changes.
    """
    if function is None:
        return "none"
    function = inspect.unwrap(getattr(function, "func", function))
    assert function is not None
    module, name = getattr(function, "__module__", "") or "", getattr(function, "__qualname__", "")
    start = _home_of(module, name.split(".")[0])
    if start[1] in _module_definitions(start[0]) and getattr(function, "__closure__", None) is None:
        return _with_what_is_reached([start])
    if getattr(function, "__closure__", None) is not None:
        # What a function made by another does stands anywhere in its module, most often in a table.
        whole = _module_text(module)
        return f"{whole}\n{_with_what_is_reached(list(_homes_of(module, whole)))}"
    names = getattr(getattr(function, "__code__", None), "co_names", ())
    homes = [home for home in (_home_of(module, name) for name in names) if _is_defined(home)]
    return f"{_own_text(function)}\n{_with_what_is_reached(homes)}"


@functools.lru_cache(maxsize=256)
def _module_text(module_name: str) -> str:
    """Normalised source of a whole module."""
    try:
        return _without_docstrings(inspect.getsource(sys.modules[module_name]))
    except (KeyError, OSError, TypeError, SyntaxError):
        return ""


def _is_defined(home: tuple[str, str]) -> bool:
    return home[1] in _module_definitions(home[0])


@functools.lru_cache(maxsize=4096)
def _homes_of(module: str, text: str) -> tuple[tuple[str, str], ...]:
    """Where the names in a text of a module are defined."""
    names = _names_in(text) - _TABLES
    return tuple(home for home in (_home_of(module, name) for name in names) if _is_defined(home))


def _with_what_is_reached(start: list[tuple[str, str]]) -> str:
    """Definitions, and those that they need."""
    reached, queue = set(start), list(start)
    while queue:
        module, name = queue.pop()
        for home in _homes_of(module, _module_definitions(module)[name]):
            if home not in reached:
                reached.add(home)
                queue.append(home)
    return "\n".join(_module_definitions(module)[name] for module, name in sorted(reached))


def membership_tests(member: Any) -> list[Callable[..., bool]]:
    """Code that decides which objects a member of a domain has.

    Parameters
    ----------
    member : domain member
        Of a theorem's domain, or an extra one of a proof.

    Returns
    -------
    list of callables
        Its test and those of the wider classes; none for numbers and vectors.
    """
    found = []
    while member is not None:
        found += [test for test in [getattr(member, "fits", None)] if test is not None]
        member = getattr(member, "wider", None)
    return found


def proof_fingerprint(theorem: Theorem, proof: Proof) -> str:
    """Hash of a theorem together with its proof.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    proof : Proof
        Its proof.

    Returns
    -------
    str
        16 hexadecimal digits that change when the statement or a step changes.
    """
    parts = [theorem.fingerprint, *(f"{name}:{member!r}" for name, member in proof.extra.items())]
    parts += [source_with_imports(test) for member in proof.extra.values() for test in membership_tests(member)]
    for step in proof.steps:
        parts.append(
            f"{step.label}|{step.conclusion}|{step.rule.kind}|{_stable(step.rule.arguments)}|{','.join(step.uses)}"
        )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@functools.lru_cache(maxsize=64)
def module_fingerprint(*module_names: str) -> str:
    """Hash of the code of whole modules.

    Parameters
    ----------
    *module_names : str
        Full names of modules; they are not run.

    Returns
    -------
    str
        16 hexadecimal digits that change when their code changes, comments and docstrings aside.

    Raises
    ------
    ModuleNotFoundError
        If there is no such module.
    """
    texts = []
    for name in module_names:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"there is no module {name}; its code has no fingerprint")
        texts.append(_without_docstrings(Path(spec.origin).read_text(encoding="utf-8")))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:16]


def _stable(value: Any) -> str:
    if isinstance(value, Mapping):
        items = sorted(value.items(), key=lambda item: str(item[0]))
        return "{" + ", ".join(f"{k}: {_stable(v)}" for k, v in items) + "}"
    expression = hasattr(type(value), "free_symbols")  # SymPy's may be callable, too
    return source_with_imports(value) if callable(value) and not expression else str(value)
