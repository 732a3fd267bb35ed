"""The registry: theorems and proofs found by where their files stand, never by a typed list."""

from __future__ import annotations

import difflib
import fnmatch
import importlib
import importlib.util
import sys
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from lqtheory.errors import LqTheoryError, RegistryError
from lqtheory.evidence import Evidence, read_evidence, store_folder
from lqtheory.proof import Proof
from lqtheory.theorem import Theorem

__all__ = [
    "all_theorems",
    "evidence_path",
    "family_of",
    "find",
    "find_all",
    "find_proof",
    "load",
    "proofs_folder",
    "stored_evidence",
    "theorem_names",
]

THEOREMS = Path(__file__).with_name("theorems")


@lru_cache(maxsize=1)
def theorem_names() -> dict[str, str]:
    """Names of all theorems with their families, read off the file names (nothing is imported).

    Returns
    -------
    dict
        ``{theorem name: family}``, sorted by family and name.

    Raises
    ------
    RegistryError
        If two families have a theorem of the same name.
    """
    found: dict[str, str] = {}
    for path in sorted(THEOREMS.glob("*/*.py")):
        if path.stem.startswith("_"):
            continue
        if path.stem in found:
            raise RegistryError(
                f"theorem {path.stem} stands in {found[path.stem]} and in {path.parent.name}; rename one"
            )
        found[path.stem] = path.parent.name
    return found


def family_of(name: str) -> str:
    """Family (folder) of a theorem of the registry; "" for one from outside."""
    return theorem_names().get(name, "")


@cache
def _registered(name: str) -> Theorem:
    family = theorem_names()[name]
    path = THEOREMS / family / f"{name}.py"
    try:
        module = importlib.import_module(f"lqtheory.theorems.{family}.{name}")
    except LqTheoryError as error:
        raise RegistryError(f"{path} cannot be used: {error}") from error
    except Exception as error:
        reason = f"{type(error).__name__}: {error}{_line_in(error, path)}"
        raise RegistryError(f"{path} does not import: {reason}; correct or remove it") from error
    return _theorem_in(module, name)


def _theorem_in(module: ModuleType, name: str) -> Theorem:
    theorem = getattr(module, "THEOREM", None)
    if not isinstance(theorem, Theorem):
        raise RegistryError(f"{module.__file__} defines no THEOREM; end the file with THEOREM = Theorem(...)")
    if theorem.name != name:
        raise RegistryError(
            f"{module.__file__} defines the theorem {theorem.name!r}; its name must be the file name {name!r}"
        )
    return theorem


def all_theorems() -> list[Theorem]:
    """Every theorem of the registry, sorted by family and name.

    Returns
    -------
    list of Theorem
        All theorems.
    """
    return [_registered(name) for name in theorem_names()]


def find(name: str) -> Theorem:
    """A theorem by name, or by a dossier ID that belongs to one theorem.

    Parameters
    ----------
    name : str
        ``"stechkin_inequality"`` or ``"lq.stechkin"``.

    Returns
    -------
    Theorem
        The theorem (the first by name if several share the ID; see :func:`find_all`).

    Raises
    ------
    RegistryError
        If there is none, with a suggestion.

    Examples
    --------
    >>> find("stechkin_inequality").id
    'lq.stechkin'
    """
    return find_all(name)[0]


def find_all(name: str) -> list[Theorem]:
    """All theorems with a name, a dossier ID, or an ID that begins with it (``lq.axioms`` finds ``lq.axioms.d1``).

    Parameters
    ----------
    name : str
        Name, ``family/name`` or ID, or a pattern for ``family/name`` such as ``kinematics/*``.

    Returns
    -------
    list of Theorem
        At least one theorem; an exact ID comes before longer ones.

    Raises
    ------
    RegistryError
        If there is none, with a suggestion.
    """
    family, _, last = name.rpartition("/")
    if last in theorem_names() and family in ("", theorem_names()[last]):
        return [_registered(last)]
    theorems = all_theorems()
    if "*" in name:
        matching = [t for t in theorems if fnmatch.fnmatchcase(f"{family_of(t.name)}/{t.name}", name)]
        if matching:
            return matching
        raise RegistryError(
            f"no theorem matches {name!r}; families are {', '.join(dict.fromkeys(theorem_names().values()))}"
        )
    exact = [t for t in theorems if t.id == name]
    longer = [t for t in theorems if t.id.startswith(f"{name}.")]
    if exact or longer:
        return exact + longer
    known = [*theorem_names(), *(t.id for t in theorems if t.id)]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"did you mean {close[0]!r}?" if close else "`lqtheory list` shows all names"
    raise RegistryError(f"there is no theorem {name!r}; {hint}")


def load(path: str | Path) -> Theorem:
    """The theorem defined in a file outside the registry. This runs the file.

    Parameters
    ----------
    path : str or pathlib.Path
        A Python file that defines ``THEOREM`` (and may define ``PROOF``).

    Returns
    -------
    Theorem
        Its theorem.

    Raises
    ------
    RegistryError
        If the file is missing, does not import, or defines no THEOREM.
    """
    return _external_theorem(_run_file(Path(path), "theorem"), Path(path))


def _external_theorem(module: ModuleType, path: Path) -> Theorem:
    theorem = getattr(module, "THEOREM", None)
    if not isinstance(theorem, Theorem):
        raise RegistryError(f"{path} defines no THEOREM; end the file with THEOREM = Theorem(...)")
    if theorem.name in theorem_names():
        raise RegistryError(f"{path} defines {theorem.name!r}, a name the registry already has; choose another name")
    return theorem


def _run_file(path: Path, what: str) -> ModuleType:
    if not path.is_file():
        raise RegistryError(f"there is no {what} file {path}; give the path of a Python file")
    name = f"lqtheory_external_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RegistryError(f"{path} is not a Python file; a {what} file ends in .py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses and inspect look modules up there
    try:
        spec.loader.exec_module(module)
    except LqTheoryError as error:
        raise RegistryError(f"{path} cannot be used: {error}") from error
    except SystemExit as error:
        raise RegistryError(f"{path} does not import: it ends the process with exit code {error.code}") from error
    except Exception as error:
        line = _line_in(error, path)
        what = str(error.msg if isinstance(error, SyntaxError) else error)
        meant = _suggestion(error, module) or "run it with python to see more"
        raise RegistryError(f"{path} does not import: {type(error).__name__}: {what}{line}; {meant}") from error
    return module


def _suggestion(error: Exception, module: ModuleType) -> str:
    """The name that somebody may have meant who typed one that does not exist; empty if none is close."""
    from lqtheory import symbols

    known = {*dir(module), *dir(symbols)}
    wanted = error.name if isinstance(error, NameError) else ""
    if isinstance(error, ImportError):
        wanted = str(error).partition("cannot import name '")[2].partition("'")[0]
        known = set(dir(sys.modules.get(error.name or "")))
    close = difflib.get_close_matches(wanted or "", known, n=1) if wanted else []
    return f"did you mean {close[0]!r}?" if close else ""


def _line_in(error: BaseException, path: Path) -> str:
    """The line of the user's own file where an import failed."""
    if isinstance(error, SyntaxError):
        return f" (line {error.lineno})"
    trace = error.__traceback__
    line = None
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename) == path.resolve() or trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f" (line {line})" if line else ""


def proofs_folder() -> Path:
    """Folder of the proof files: inside an installed package, or ``proofs_check/`` of a checkout.

    Returns
    -------
    pathlib.Path
        The folder; it mirrors ``lqtheory/theorems``.

    Raises
    ------
    RegistryError
        If neither exists.
    """
    installed = Path(__file__).with_name("_proofs")
    checkout = Path(__file__).parent.parent / "proofs_check"
    for folder in (checkout, installed):
        if (folder / "lq_balls").is_dir():
            return folder
    raise RegistryError(f"the proof files are neither in {installed} nor in {checkout}; reinstall lqtheory")


def find_proof(theorem: Theorem) -> Proof | None:
    """The proof that belongs to a theorem of the registry, or ``None`` where there is no proof file.

    Parameters
    ----------
    theorem : Theorem
        The theorem.

    Returns
    -------
    Proof or None
        ``PROOF`` of ``proofs_check/<family>/<name>.py``.

    Raises
    ------
    RegistryError
        If the file does not import or defines no PROOF.
    """
    family = family_of(theorem.name)
    if not family or _registered(theorem.name) is not theorem:
        module = sys.modules.get(f"lqtheory_external_{theorem.name}")
        return getattr(module, "PROOF", None)
    path = proofs_folder() / family / f"{theorem.name}.py"
    return _proof_in(path) if path.exists() else None


@cache
def _proof_in(path: Path) -> Proof:
    proof: Any = getattr(_run_file(path, "proof"), "PROOF", None)
    if not isinstance(proof, Proof):
        raise RegistryError(f"{path} defines no PROOF; end the file with PROOF = Proof(...)")
    return proof


def evidence_path(theorem: Theorem, store: Path | None = None) -> Path:
    """File of the evidence about a theorem.

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    pathlib.Path
        ``<store>/<family>/<name>.json``.
    """
    return (store or store_folder()) / (family_of(theorem.name) or "external") / f"{theorem.name}.json"


def stored_evidence(theorem: Theorem, store: Path | None = None) -> list[Evidence]:
    """Evidence stored about a theorem, stale records included (compare fingerprints).

    Parameters
    ----------
    theorem : Theorem
        The theorem.
    store : pathlib.Path, optional
        Another store than the package's own.

    Returns
    -------
    list of Evidence
        All records.

    Raises
    ------
    EvidenceError
        If the file is damaged.
    """
    return read_evidence(evidence_path(theorem, store))
