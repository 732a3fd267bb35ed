"""Names that the shell completes, read off file names and source text: nothing heavy is imported."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["quantity_or_theorem_names", "theorem_files", "theorem_names", "theorem_names_or_files"]

_PACKAGE = Path(__file__).parents[1]


def theorem_files() -> dict[str, str]:
    """Source text of every theorem file by the name of the theorem, in the order of the registry."""
    files = sorted(_PACKAGE.joinpath("theorems").glob("*/*.py"))
    return {path.stem: path.read_text(encoding="utf-8") for path in files if not path.stem.startswith("_")}


def without_family(name: str) -> str:
    """The name of a theorem given as family/name; anything else as it is."""
    family, _, last = name.rpartition("/")
    known = family.isidentifier() and last.isidentifier() and _PACKAGE.joinpath("theorems", family, f"{last}.py")
    return last if known and known.is_file() else name


def theorem_names(incomplete: str) -> list[str]:
    """Names of theorems that begin with what was typed."""
    files = _PACKAGE.joinpath("theorems").glob("*/*.py")
    return sorted(path.stem for path in files if not path.stem.startswith("_") and path.stem.startswith(incomplete))


def theorem_names_or_files(incomplete: str) -> list[str]:
    """Names of theorems, Python files and folders that begin with what was typed."""
    typed = Path(incomplete)
    folder, start = (typed, "") if incomplete.endswith("/") else (typed.parent, typed.name if incomplete else "")
    inside = sorted(folder.glob(f"{start}*")) if folder.is_dir() else []
    files = [str(path) for path in inside if path.suffix == ".py"]
    folders = [f"{path}/" for path in inside if path.is_dir() and not path.name.startswith((".", "__"))]
    return [*theorem_names(incomplete), *files, *folders]


def quantity_or_theorem_names(incomplete: str) -> list[str]:
    """Names of theorems and quantities that begin with what was typed."""
    found = set(theorem_names(incomplete))
    for path in _PACKAGE.joinpath("quantities").glob("*.py"):
        declared = path.read_text(encoding="utf-8").partition("\nQUANTITIES")[2]
        found.update(re.findall(r'\w\(\s*"(\w+)"', declared))
        for made in re.findall(r"^_NAMES = \(([^)]*)\)", declared, flags=re.MULTILINE):
            found.update(re.findall(r'"(\w+)"', made))
        found.update(re.findall(r"_quantity\(\s*(?:\w+\.)?([a-z]\w+)\s*,", declared))  # named like its function
    return sorted(name for name in found if name.startswith(incomplete))
