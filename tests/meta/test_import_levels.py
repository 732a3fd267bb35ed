"""Rooms import only downwards, and each library only in the rooms that the architecture names for it."""

import ast
import fnmatch
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import lqtheory

ROOT = Path(__file__).resolve().parents[2]
LEVELS = (
    "errors pipes rng fingerprints balls expressions floats bounds members relations domain",
    "instances quantities cones dictionaries symbols definitions definitions_classes definitions_codes "
    "definitions_cones definitions_coresets definitions_networks",
    "claim theorem decision proof evidence tables box_certificates scorers",
    "theorems registry",
    "checks networks.views curvature",
    "compression networks",
    "limits compressibility profile networks.profile report figures theorem_figures network_figures",
    "cli __main__ pytest_plugin",
    "manual",
)
LEVEL_OF = {room: level for level, rooms in enumerate(LEVELS) for room in rooms.split()}
NUMERICAL = {"numpy", "scipy", "array_api_compat"}
ROOMS_OF_LIBRARY = {
    "sympy": "expressions floats bounds members relations domain symbols definitions definitions_classes "
    "definitions_codes definitions_cones definitions_coresets definitions_networks theorem theorems proof balls "
    "checks.prove checks.rules checks.rules_arguments checks.rules_computed checks.rules_polynomial checks.signs "
    "checks.slacks checks.trials checks.terms checks.declared checks.definedness checks.boxes checks.facts "
    "checks.mutants checks.lean checks.lean_words checks.proof_mutants checks.lemmas checks.lemmas_*",
    "torch": "checks.attack networks curvature compression",
    "flint": "balls",
    "leancert": "checks.lean",
    "z3": "checks.rules_polynomial",
    "pytest": "pytest_plugin",
    "hypothesis": "checks.strategies checks.falsify",
    "sklearn": "networks.data",
    "platformdirs": "networks.data checks.falsify",
    "safetensors": "networks compression",
    "typer": "cli manual.catalogue",
    "rich": "cli",
    "matplotlib": "figures theorem_figures network_figures",
    "docutils": "manual.extension",
    "sphinx": "manual.extension",
    "nbclient": "manual.notebooks",
    "nbformat": "manual.notebooks",
}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST, package: str) -> Iterator[str]:
    """Dotted names imported anywhere in the file, functions included, blocks for type checkers excluded."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join([*package.split(".")[: 1 - node.level or None], *([node.module] if node.module else [])])
            yield from (f"{base if node.level else node.module}.{alias.name}" for alias in node.names)
        else:
            yield from imports(node, package)


def room(module: str) -> str:
    """The longest entry of the level table that the module lies in, e.g. ``networks.views``."""
    parts = module.removeprefix("lqtheory.").split(".")
    known = [".".join(parts[:end]) for end in range(len(parts), 0, -1) if ".".join(parts[:end]) in LEVEL_OF]
    assert known, f"{module} is in no room of the level table"
    return known[0]


def home(target: str) -> str:
    """Where an import from the package leads: ``lqtheory.Theorem`` stands for ``lqtheory.theorem``."""
    name = target.split(".")[1]
    return f"lqtheory.{lqtheory._HOME_OF.get(name, name)}" if target.count(".") == 1 else target


def problems(module: str, package: str, source: str) -> Iterator[str]:
    for target in imports(ast.parse(source), package):
        top = target.split(".")[0]
        if top == "lqtheory":
            if module != "lqtheory" and LEVEL_OF[room(home(target))] > LEVEL_OF[room(module)]:
                yield f"{module} imports {target}, which lies above it"
        elif top in NUMERICAL:
            if room(module) == "symbols":
                yield f"{module} imports {top}"
        elif top not in sys.stdlib_module_names:
            allowed = ROOMS_OF_LIBRARY.get(top, "").split()
            if not any(fnmatch.fnmatch(f"{module}.", f"lqtheory.{name}.*") for name in allowed):
                yield f"{module} imports {top}, which is allowed in {allowed}"


FILES = sorted(ROOT.joinpath("lqtheory").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_rooms_import_only_downwards_and_only_their_libraries(path: Path):
    name = module_name(path)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    assert not list(problems(name, package, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("lqtheory.balls.numbers", "from lqtheory import Theorem"),
        ("lqtheory.quantities.norms", "def f():\n    import lqtheory.theorem"),
        ("lqtheory.quantities.norms", "import torch"),
        ("lqtheory.quantities.norms", "from ..checks import falsify"),
        ("lqtheory.symbols", "import numpy"),
        ("lqtheory.checks.certify", "import flint"),
        ("lqtheory.networks.views", "from lqtheory.networks import zoo"),
        ("lqtheory.registry", "import proofs_check.lq_balls"),
    ],
)
def test_the_checker_notices(module: str, source: str):
    assert list(problems(module, module.rpartition(".")[0], source))


def imported_tops(folder: str, *, deep: bool) -> set[str]:
    found = set()
    for path in ROOT.joinpath(folder).rglob("*.py"):
        for target in imports(ast.parse(path.read_text(encoding="utf-8")), module_name(path.parent / "__init__.py")):
            found.add(".".join(target.split(".")[: 2 if deep and target.startswith("lqtheory.") else 1]))
    return {name for name in found if name.split(".")[0] not in sys.stdlib_module_names}


def test_figures_are_drawn_from_tables_alone():
    allowed = {
        "lqtheory.tables",
        "lqtheory.figures",
        "lqtheory.pipes",
        "lqtheory.report",
        "matplotlib",
        "numpy",
        "paper_figures",
    }
    assert imported_tops("paper_figures", deep=True) <= allowed


def test_proofs_use_the_package_and_sympy_alone():
    assert imported_tops("proofs_check", deep=False) <= {"lqtheory", "sympy"}
